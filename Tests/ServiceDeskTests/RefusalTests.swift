import KioskTestSupport
import Logging
import PublicServices
import ServiceDesk
import Testing

/// No such code, a wrong second factor and a closed limit: one answer, one waiting, one count.
struct RefusalTests {
    enum Reason: CaseIterable, Sendable { case noSuchCode, wrongFactor, codeBlocked, visitBlocked }

    private let clock = ManualClock()
    private let backend = ScriptedBackend()
    private let ledger = MemoryLedger()
    private let visit = VisitLookups()

    private var desk: LookupDesk {
        let admission = LookupGuard(ledger: ledger, limits: LookupLimits(), clock: clock)
        return LookupDesk(
            backend: backend, cache: MemoryCache(), admission: admission, clock: clock, logger: Sample.logger
        )
    }

    /// Asks so that the answer is a refusal for this reason.
    private func asking(_ reason: Reason) async throws -> Task<Answer<DossierStatus>, Never> {
        let code = try Sample.code("H43.12-240823-0001")
        let detail = DossierDetail(state: .processing, procedureName: "Đăng ký khai sinh", agency: "UBND xã")
        if reason != .noSuchCode {
            let status = DossierStatus(code: code, degree: .inProgress, detail: detail)
            await backend.add(status, secondFactor: .lastFour("1234"))
        }
        if reason == .codeBlocked {
            for _ in 0..<5 { try await ledger.recordFailure(.dossier(code), at: clock.now) }
        }
        if reason == .visitBlocked { for _ in 0..<5 { await visit.recordFailure() } }
        let factor = SecondFactor.lastFour(reason == .wrongFactor ? "9999" : "1234")
        return Task { [desk, visit] in await desk.dossier(code, secondFactor: factor, visit: visit) }
    }

    @Test(arguments: Reason.allCases)
    func `every refusal waits for the same step and counts once for the visit`(reason: Reason) async throws {
        let before = reason == .visitBlocked ? 5 : 0
        let asked = try await asking(reason)
        await clock.untilSleeper(for: LookupDesk.refusalStep)
        #expect(await backend.count(.dossier) == 1)
        clock.advance(by: LookupDesk.refusalStep)
        #expect(await asked.value == .notFound)
        #expect(await visit.failures == before + 1)
        #expect(clock.sleeperCount == 0)
    }

    @Test(arguments: Reason.allCases)
    func `a slow answer is refused at the next step, whatever it was`(reason: Reason) async throws {
        await backend.set(.hangDeaf, for: .dossier)
        let asked = try await asking(reason)
        await backend.until(.dossier, asked: 1)
        clock.advance(by: .milliseconds(610))
        await backend.release()
        await clock.untilSleeper(for: .milliseconds(140))
        clock.advance(by: .milliseconds(140))
        #expect(await asked.value == .notFound)
    }

    @Test func `payments are refused at the same step`() async throws {
        let reference = try Sample.reference("PAY-000001")
        let asked = Task { [desk, visit] in await desk.payment(reference, visit: visit) }
        await clock.untilSleeper(for: LookupDesk.refusalStep)
        clock.advance(by: LookupDesk.refusalStep)
        #expect(await asked.value == .notFound)
    }
}
