import AccessPointDevices
import FoundationEssentials
import KioskConversation

/// Holds visits at this terminal, one or without end.
struct VisitHost {
    let kiosk: Kiosk
    /// How each visit begins.
    var manner = Manner()

    /// One visit, or one volunteer's citizens; returns when it is over and wiped.
    func holdOne() async throws {
        try await atTerminal { console in _ = await visits(on: console) }
    }

    /// One visit after the other, until the terminal is gone.
    func holdForEver() async throws {
        try await atTerminal { console in
            var kiosk = kiosk
            while !Task.isCancelled {
                let prompt = TerminalText(sanitising: kiosk.languages.phrases()(.pressToStart) + " ")
                guard case .pressed = await console.waitForKey(prompt: prompt, within: nil) else { return }
                kiosk = kiosk.withNewContent()
                if await VisitHost(kiosk: kiosk, manner: manner).visits(on: console) == .endOfInput { return }
            }
        }
    }

    private func atTerminal(_ work: (TerminalConsole<ContinuousClock>) async -> Void) async throws {
        let console = try TerminalConsole()
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await kiosk.runInBackground() }
            await work(console)
            group.cancelAll()
        }
        await console.close()
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
        defer { mark.end() }
        return await Visit(
            console: console, desk: kiosk.desk, languages: kiosk.languages,
            settings: kiosk.visitSettings, startsAfterCrash: wasCutOff, manner: manner
        ).hold()
    }
}

/// An empty file that stands while a visit is held: found at the next start, the last visit was cut off.
struct VisitMark {
    private let path: String

    init(directory: String) { path = directory + "/visit.open" }

    /// Puts the mark; `true` when one stood already.
    func begin() -> Bool {
        let stood = FileManager.default.fileExists(atPath: path)
        try? Data().write(to: URL(filePath: path))
        return stood
    }

    func end() { try? FileManager.default.removeItem(atPath: path) }
}
