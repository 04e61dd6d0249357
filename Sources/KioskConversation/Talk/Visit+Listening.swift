import AccessPointDevices
import ServiceDesk

extension Visit {
    /// Reads one line; `nil` when it was too long. Idle time, hide-now and end of input leave the visit.
    func listen(_ page: Page) async throws(Departure) -> String? {
        let prompt = TerminalText(sanitising: prompt(for: page))
        while true {
            switch await console.readLine(prompt: prompt, hidden: page.isHidden, idleAfter: settings.idleAfter) {
            case .line(let line): return line
            case .tooLong: return nil
            case .endOfInput: throw .end(.endOfInput)
            case .hideNow: throw .end(.hidden)
            case .idle: try await askWhetherSomebodyIsThere()
            }
        }
    }

    private func prompt(for page: Page) -> String {
        switch page.entry {
        case .text: phrases(.promptType)
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

    /// Runs a question to the backend: says so at once, and again when it takes long.
    func waiting<Value: Sendable>(for question: @escaping @Sendable () async -> Value) async -> Value {
        await say([.text(phrases(.asking))])
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
