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

        /// How often "Vẫn đang hỏi…" stands on the screen.
        var stillAsking: Int {
            get async { await console.transcript.components(around: "Vẫn đang hỏi…").count - 1 }
        }

        func visit() async throws -> VisitEnd { try await made().hold() }

        func made() async throws -> Visit {
            let outbox = MemoryOutbox()
            let desk = Play.desk(
                catalogue: CatalogueDesk(
                    store: MemoryCatalogue(), synonyms: { Synonyms() }, clock: clock, logger: Play.logger
                ),
                backend: backend, cache: MemoryCache(), ledger: MemoryLedger(), outbox: outbox,
                delivery: OutboxDelivery(outbox: outbox, backend: backend, clock: clock, logger: Play.logger),
                clock: clock
            )
            let settings = VisitSettings(province: "MẪU")
            return Visit(console: console, desk: desk, languages: try Play.languages(), settings: settings)
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

    @Test func `while something takes long it is said after three seconds and then every ten`() async throws {
        let rig = Rig(console: ScriptedConsole([]))
        let visit = try await rig.made()
        let clock = rig.clock
        let work = Task { await visit.waiting(.asking) { try? await clock.sleep(for: .seconds(35)) } }
        await clock.untilSleeper(for: .seconds(35))
        await clock.untilSleeper(for: .seconds(3))
        var heard = [await rig.stillAsking]
        for pause in [3, 10, 10, 10] {
            clock.advance(by: .seconds(pause))
            // The line is shown before the next pause begins.
            await clock.untilSleeper(for: .seconds(10))
            heard.append(await rig.stillAsking)
        }
        #expect(heard == [0, 1, 2, 3, 4])
        clock.advance(by: .seconds(2))
        _ = await work.value
        #expect(await rig.stillAsking == 4)
    }

    @Test(arguments: [
        (ScriptedBackend.Question.payment, ["3", "MAU0001", "0", "0"], Duration.seconds(8)),
        (.dossier, ["2", "H43.12-261105-0006", "1", "1", "0", "0"], .seconds(8)),
        (.submit, ["4", "1", "1", "1", "0"], .seconds(3)),
    ])
    func `the first word comes before any time has passed, and the answer within its limit`(
        _ question: ScriptedBackend.Question,
        _ script: [String],
        _ limit: Duration
    ) async throws {
        let rig = Rig(console: ScriptedConsole(script.map { .line($0) }))
        await rig.backend.set(.hangDeaf, for: question)
        let visit = Task { try await rig.visit() }
        await rig.clock.untilSleeper(for: limit)
        #expect(rig.clock.uptime == .zero)
        let text = await rig.console.transcript
        #expect(text.contains("Đang hỏi cơ quan nhà nước, xin chờ…") || text.contains("Đang lưu và gửi, xin chờ…"))
        await rig.clock.untilSleeper(for: .seconds(3))
        // Where both waits are as long, seeing one of them does not mean that the other has begun.
        await rig.clock.untilSleepers(2)
        rig.clock.advance(by: limit)
        let end = try await visit.value
        await rig.backend.release()
        #expect(end == .finished)
        #expect(rig.clock.uptime == limit)
    }
}
