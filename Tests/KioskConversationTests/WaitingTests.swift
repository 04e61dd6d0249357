import AccessPointDevices
import KioskTestSupport
import PracticeBackend
import ProcedureFinder
import PublicServices
import ServiceDesk
import Testing

@testable import KioskConversation

/// What a citizen reads while the backend is asked.
@Suite struct WaitingTests {
    private struct Rig {
        let clock = ManualClock()
        let backend = ScriptedBackend()
        let console: ScriptedConsole

        func visit() async throws -> VisitEnd {
            let outbox = MemoryOutbox(clock: clock)
            let desk = Play.desk(
                catalogue: CatalogueDesk(
                    store: MemoryCatalogue(), synonyms: { Synonyms() }, clock: clock, logger: Play.logger
                ),
                backend: backend, cache: MemoryCache(), ledger: MemoryLedger(), outbox: outbox,
                delivery: OutboxDelivery(outbox: outbox, backend: backend, clock: clock, logger: Play.logger),
                clock: clock
            )
            let settings = VisitSettings(province: "MẪU")
            return await Visit(
                console: console, desk: desk, languages: try Play.languages(), settings: settings
            ).hold()
        }
    }

    @Test func `a slow backend is said after three seconds and given up after eight`() async throws {
        let rig = Rig(console: ScriptedConsole(["3", "MAU0001", "0", "0"]))
        await rig.backend.set(.hang, for: .payment)
        let visit = Task { try await rig.visit() }
        await rig.clock.untilSleeper(for: .seconds(3))
        await rig.clock.untilSleeper(for: .seconds(8))
        #expect(await rig.console.transcript.contains("Đang hỏi cơ quan nhà nước, xin chờ…"))
        #expect(await !rig.console.transcript.contains("Vẫn đang hỏi…"))
        rig.clock.advance(by: .seconds(3))
        await rig.clock.untilSleeper(for: .seconds(10))
        #expect(await rig.console.transcript.contains("Vẫn đang hỏi…"))
        rig.clock.advance(by: .seconds(5))
        #expect(try await visit.value == .finished)
        #expect(await rig.console.transcript.contains("HIỆN CHƯA HỎI ĐƯỢC"))
    }

    @Test func `after a reference that was not found the next answer comes a second later`() async throws {
        let rig = Rig(console: ScriptedConsole(["3", "MAU0001", "1", "MAU0002", "0", "0"]))
        let visit = Task { try await rig.visit() }
        await rig.clock.untilSleeper(for: .seconds(1))
        #expect(await rig.console.rest.count == 2)
        rig.clock.advance(by: .seconds(1))
        #expect(try await visit.value == .finished)
        #expect(await rig.backend.count(.payment) == 2)
    }
}
