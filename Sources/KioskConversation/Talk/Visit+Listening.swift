import AccessPointDevices
import ServiceDesk

extension Visit {
    /// Reads one line; `nil` when it was too long.
    ///
    /// Idle time, hide-now and end of input leave the visit.
    func listen(_ page: Page, on exchange: Exchange) async throws(Departure) -> String? {
        let prompt = TerminalText(sanitising: await prompt(for: page, on: exchange))
        var wasWoken = false
        while true {
            switch await console.readLine(prompt: prompt, hidden: page.isHidden, idleAfter: settings.idleAfter) {
            // The Enter that everybody presses after the key that was asked for is no answer.
            case .line(let line) where line.isEmpty && wasWoken && exchange.isLast: wasWoken = false
            case .line(let line): return line
            case .tooLong: return nil
            case .endOfInput: throw .end(.endOfInput)
            case .hideNow: throw .end(.hidden)
            case .idle:
                try await askWhetherSomebodyIsThere()
                wasWoken = true
            }
        }
    }

    private func prompt(for page: Page, on exchange: Exchange) async -> String {
        if exchange.isSlow, !exchange.isLast { return phrases(showsFullHints ? .promptNext : .promptNextShort) }
        return switch page.entry {
        // A code of a dossier stands on one line behind it.
        case .text: phrases(await console.columns < 56 ? .promptTypeShort : .promptType)
        case .number: phrases(showsFullHints ? .promptChoose : .promptChooseShort)
        }
    }

    /// WCAG 2.2.1: any key goes on from the identical prompt, with the typed characters kept.
    private func askWhetherSomebodyIsThere() async throws(Departure) {
        await say([.gap, .text(phrases(.idleAsk, ["seconds": "\(settings.graceFor.components.seconds)"]))])
        switch await console.waitForKey(prompt: .empty, within: settings.graceFor) {
        case .pressed: return
        case .idle: throw .end(.idle)
        case .endOfInput: throw .end(.endOfInput)
        }
    }

    /// Asks about a dossier or a payment; after look-ups that found nothing the answer comes later and later.
    ///
    /// The pause runs beside the question, so that a citizen never waits for both.
    func lookUp<Value: Sendable>(
        _ question: @escaping @Sendable (LookupDesk, VisitLookups) async -> Value
    ) async -> Value {
        let pause = LookupLimits.pause(after: await lookups.failures)
        return await waiting(.asking) { [desk, lookups] in
            async let rest: Void? = try? desk.clock.sleep(for: pause)
            let answer = await question(desk.lookups, lookups)
            _ = await rest
            return answer
        }
    }

    /// Runs something that may take long: says so at once, and again while it does.
    func waiting<Value: Sendable>(
        _ first: Phrase,
        for question: @escaping @Sendable () async -> Value
    ) async -> Value {
        await say([.gap, .text(phrases(first))])
        let clock = desk.clock
        let console = console
        let still = TerminalText(sanitising: phrases(.stillAsking))
        return await withTaskGroup(of: Value?.self) { group in
            group.addTask { await question() }
            group.addTask {
                var pause = Duration.seconds(3)
                while (try? await clock.sleep(for: pause)) != nil {
                    await console.show([still])
                    pause = .seconds(10)
                }
                return nil
            }
            defer { group.cancelAll() }
            while let next = await group.next() {
                if let value = next { return value }
            }
            return await question()
        }
    }
}
