import AccessPointDevices
import BackendClient
import FoundationEssentials
import KioskTestSupport
import OfflineStore
import PracticeBackend
import PublicServices
import ServiceDesk
import Testing

@testable import KioskConversation

/// A script at full speed through the real desk, the real store and a real backend: after the limits close it learns
/// nothing, also after a restart, also without a network.
@Suite(.timeLimit(.minutes(10))) struct EnumerationTests {
    private final class Attack {
        let clock: StageClock
        let folder: String
        let client: KioskAPIBackend
        let pages: SpokenPages
        private(set) var store: KioskStore
        private(set) var desk: LookupDesk

        init(port: Int, clock: StageClock) throws {
            self.clock = clock
            folder = FileManager.default.temporaryDirectory.path + "/kiosk-guess-\(UInt64.random(in: 0 ... .max))"
            let address = try BackendAddress("http://127.0.0.1:\(port)")
            client = try KioskAPIBackend(Play.backend(at: address), logger: Play.logger)
            pages = SpokenPages(
                phrases: try Play.languages().phrases(), settings: VisitSettings(province: "MẪU"),
                accessPoint: Play.place
            )
            (store, desk) = Self.open(folder, client, clock)
        }

        /// The process ends and starts anew on the same disk.
        func restart() {
            store.close()
            (store, desk) = Self.open(folder, client, clock)
        }

        /// What a guesser sees: the lines of the page, and nothing else.
        func guess(_ code: String, _ factor: SecondFactor? = nil, visit: VisitLookups) async throws -> String {
            let code = try Play.found(DossierCode(stored: code))
            let answer = await desk.dossier(code, secondFactor: factor, visit: visit)
            return pages.dossier(answer, now: Play.morning).map(\.text).joined(separator: "\n")
        }

        func end() async {
            await client.shutdown()
            store.close()
            try? FileManager.default.removeItem(atPath: folder)
        }

        private static func open(
            _ folder: String, _ client: KioskAPIBackend, _ clock: StageClock
        ) -> (KioskStore, LookupDesk) {
            var options = StoreOptions(logger: Play.logger)
            options.now = { clock.now }
            let store = KioskStore.open(directory: folder, options: options)
            let admission = LookupGuard(ledger: store.ledger, limits: LookupLimits(), clock: clock)
            let desk = LookupDesk(
                backend: client, cache: store.answers, admission: admission, clock: clock, logger: Play.logger)
            return (store, desk)
        }
    }

    /// Guesses until nothing is shown any more; returns how many real dossiers were met by then.
    private func guessUntilClosed(_ attack: Attack, real: [String]) async throws -> Int {
        var met = 0
        for number in 1...120 {
            // Every fifth guess is a real code, as in a busy office; a guesser opens a new visit when one is closed.
            let code = number % 5 == 0 ? real[number / 5 % real.count] : "H43.15.03-261105-\(2000 + number)"
            let page = try await attack.guess(code, visit: VisitLookups())
            met += page.contains("Mức hoàn thành") ? 1 : 0
        }
        return met
    }

    private func expectBlind(_ attack: Attack, real: [SampleDossier], _ when: String) async throws {
        var pages: Set<String> = []
        for number in 0..<13 {
            let sample = real[number % real.count]
            let visit = VisitLookups()
            pages.insert(try await attack.guess(sample.code.text, visit: visit))
            pages.insert(try await attack.guess(sample.code.text, .lastFour(sample.lastFour), visit: visit))
            pages.insert(try await attack.guess("H43.15.03-261105-\(4000 + number)", visit: visit))
            pages.insert(try await attack.guess("H43.15.03-261105-\(5000 + number)", .lastFour("1003"), visit: visit))
        }
        #expect(pages.count == 1, "\(when): \(pages)")
    }

    @Test func `after the limits close existing and missing codes are one answer`() async throws {
        let clock = StageClock()
        var practice = PracticeConfiguration(catalogue: .procedures([]))
        practice.now = { clock.now }
        let backend = try await buildPracticeBackend(configuration: practice)
        let serving = Task { try await backend.run() }
        let attack = try Attack(port: try await backend.port, clock: clock)
        let real = backend.samples.dossiers
        let met = try await guessUntilClosed(attack, real: real.map(\.code.text))
        // Twenty misses close the kiosk: with every fifth guess right, five degrees and not one more.
        #expect(met <= 5, "\(met)")
        try await expectBlind(attack, real: real, "at once")
        attack.restart()
        try await expectBlind(attack, real: real, "after a restart")
        serving.cancel()
        _ = await serving.result
        try await expectBlind(attack, real: real, "without a network")
        attack.restart()
        try await expectBlind(attack, real: real, "without a network, after a restart")
        await attack.end()
    }
}
