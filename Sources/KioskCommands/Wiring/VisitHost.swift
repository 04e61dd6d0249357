import AccessPointDevices
import Glibc
import KioskConversation
import OfflineStore
import ServiceDesk

/// Holds visits at this terminal, one or without end.
struct VisitHost {
    let kiosk: Kiosk
    /// How each visit begins.
    var manner = Manner()

    /// One visit, or one volunteer's citizens; returns when it is over and wiped.
    func holdOne() async throws {
        let console = try TerminalConsole()
        await besideBackground { _ = await visits(on: console) }
        await console.close()
    }

    /// One visit after the other in this process, until the input ends.
    func holdForEver() async throws {
        let console = try TerminalConsole()
        await besideBackground {
            var host = self
            while !Task.isCancelled {
                guard await host.citizenComes(to: console) else { return }
                host = host.withNewContent()
                guard await host.visits(on: console) != .endOfInput else { return }
            }
        }
        await console.close()
    }

    /// Waits for a citizen, holds one visit with signs of life for the supervisor, and ends the process.
    ///
    /// The farewell stays in sight. A request under way is cut off: the next process asks what became of it, and posts
    /// again only what the backend recognises or has had time to take.
    ///
    /// - Parameter isExpected: the citizen is there already, with a volunteer.
    func holdNext(isExpected: Bool) async throws {
        let console = try TerminalConsole()
        let pulse = Pulse()
        await withTaskGroup(of: Void.self) { group -> Void in
            group.addTask { await pulse.beat { await console.takeTurn() } }
            group.addTask { await kiosk.runInBackground() }
            let isHeld = if isExpected { true } else { await citizenComes(to: console) }
            let end = isHeld ? await withNewContent().visit(on: console, manner: manner) : nil
            await console.close(wiping: !isHeld)
            kiosk.installation.store.close()
            _exit(VisitEnding.exitCode(of: end, isStuck: await console.hasStalled))
        }
    }

    /// With the content bundle now in use: one may have come while nobody was here.
    private func withNewContent() -> VisitHost { VisitHost(kiosk: kiosk.withNewContent(), manner: manner) }

    private func besideBackground(_ work: () async -> Void) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await kiosk.runInBackground() }
            await work()
            group.cancelAll()
        }
    }

    /// The page between two visits; `false` when nobody can come any more.
    private func citizenComes(to console: TerminalConsole<ContinuousClock>) async -> Bool {
        let phrases = kiosk.languages.phrases()
        let title = phrases(.welcomeTitle, ["province": kiosk.visitSettings.province])
        let width = min(await console.columns, TextLayout.pageWidth)
        await console.show([.empty] + TextLayout.wrap(TerminalText(sanitising: title), width: width) + [.empty])
        let prompt = TerminalText(sanitising: phrases(.pressToStart) + " ")
        return await console.waitForKey(prompt: prompt, within: nil) == .pressed
    }

    /// One visit, and the next at once while a volunteer goes on to the next citizen.
    ///
    /// Each is a value and a wipe of its own: nothing is carried over but that a volunteer helps.
    private func visits(on console: any Console) async -> VisitEnd {
        var manner = manner
        while true {
            let end = await visit(on: console, manner: manner)
            guard end == .nextCitizen, !Task.isCancelled else { return end }
            manner.isVolunteer = true
        }
    }

    private func visit(on console: any Console, manner: Manner) async -> VisitEnd {
        let mark = VisitMark(directory: kiosk.installation.stateDirectory)
        let wasCutOff = mark.begin()
        let end = await Visit(
            console: console, desk: kiosk.desk, languages: kiosk.languages,
            settings: kiosk.visitSettings, startsAfterCrash: wasCutOff, manner: manner
        ).hold()
        await kiosk.delivery.forgetSent()
        mark.end()
        await kiosk.books.visitEnded()
        // So this process neither grows with its visits nor keeps what they freed.
        await kiosk.installation.store.releaseMemory()
        SteadyMemory.giveBack()
        return end
    }
}
