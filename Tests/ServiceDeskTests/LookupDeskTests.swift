import FoundationEssentials
import KioskTestSupport
import PublicServices
import ServiceDesk
import Testing

struct LookupDeskTests {
    private let clock = ManualClock()
    private let backend = ScriptedBackend()
    private let cache = MemoryCache()
    private let ledger = MemoryLedger()
    private let visit = VisitLookups()
    private let desk: LookupDesk
    private let code: DossierCode
    private let status: DossierStatus
    private let factor = SecondFactor.lastFour("1234")

    init() throws {
        desk = Self.desk(backend, cache, ledger, clock)
        code = try Sample.code("H43.12-240823-0001")
        let detail = DossierDetail(state: .processing, procedureName: "Đăng ký khai sinh", agency: "UBND xã")
        status = DossierStatus(code: code, degree: .inProgress, detail: detail)
    }

    private static func desk(
        _ backend: ScriptedBackend, _ cache: MemoryCache, _ ledger: MemoryLedger, _ clock: ManualClock
    ) -> LookupDesk {
        let admission = LookupGuard(ledger: ledger, limits: LookupLimits(), clock: clock)
        return LookupDesk(
            backend: backend, cache: cache, admission: admission, clock: clock, refusalStep: .zero,
            logger: Sample.logger
        )
    }

    private func closeLimit() async {
        for _ in 0..<5 { await visit.recordFailure() }
    }

    @Test func `a fresh answer is shown in full and only its degree is kept`() async throws {
        await backend.add(status, secondFactor: factor)
        #expect(await desk.dossier(code, secondFactor: factor, visit: visit) == .fresh(status))
        let saidAt = clock.now
        await backend.set(.fail(BackendError(.cannotConnect)))
        clock.advance(by: .seconds(60))
        #expect(
            await desk.dossier(code, secondFactor: factor, visit: visit) == .saved(status.publicPart, asOf: saidAt)
        )
    }

    @Test func `no such code, a wrong factor and a closed limit are one answer after one question`() async throws {
        await backend.add(status, secondFactor: factor)
        let unknown = try Sample.code("H43.12-240823-0002")
        #expect(await desk.dossier(unknown, secondFactor: factor, visit: visit) == .notFound)
        #expect(await desk.dossier(code, secondFactor: .lastFour("9999"), visit: visit) == .notFound)
        #expect(await visit.failures == 2)
        await closeLimit()
        #expect(await desk.dossier(code, secondFactor: factor, visit: visit) == .notFound)
        #expect(await backend.count(.dossier) == 3)
    }

    @Test func `a closed limit tells nothing when the backend is away either`() async throws {
        await backend.add(status, secondFactor: factor)
        _ = await desk.dossier(code, secondFactor: factor, visit: visit)
        await backend.set(.fail(BackendError(.cannotConnect)))
        await closeLimit()
        let unknown = try Sample.code("H43.12-240823-0002")
        for asked in [code, unknown] {
            #expect(await desk.dossier(asked, secondFactor: factor, visit: visit) == .unavailable(.cannotAsk))
        }
    }

    @Test func `a backend that cannot be asked is no failure of the citizen`() async throws {
        await backend.set(.fail(BackendError(.timedOut)))
        for _ in 0..<9 {
            #expect(await desk.dossier(code, secondFactor: factor, visit: visit) == .unavailable(.cannotAsk))
        }
        #expect(await visit.failures == 0)
    }

    @Test(arguments: [ScriptedBackend.Conduct.hang, .hangDeaf])
    func `nobody waits longer than 8 s`(conduct: ScriptedBackend.Conduct) async throws {
        await backend.set(conduct)
        let reference = try Sample.reference("PAY-000001")
        async let dossier = desk.dossier(code, secondFactor: nil, visit: visit)
        async let payment = desk.payment(reference, visit: visit)
        await clock.untilSleepers(2)
        await backend.until(.dossier, asked: 1)
        await backend.until(.payment, asked: 1)
        clock.advance(by: .seconds(8))
        #expect(await dossier == .unavailable(.cannotAsk))
        #expect(await payment == .unavailable(.cannotAsk))
        await backend.release()
    }

    @Test func `a saved answer is shown up to 24 h old and not longer`() async throws {
        let saidAt = clock.now
        try await cache.save(.inProgress, of: code, asOf: saidAt)
        await backend.set(.fail(BackendError(.cannotConnect)))
        clock.advance(by: .seconds(86_400))
        #expect(await desk.dossier(code, secondFactor: nil, visit: visit) == .saved(status.publicPart, asOf: saidAt))
        clock.advance(by: .seconds(1))
        #expect(await desk.dossier(code, secondFactor: nil, visit: visit) == .unavailable(.cannotAsk))
    }

    @Test(arguments: [-315_360_000, -3600, 3600, 315_360_000] as [Double])
    func `after the clock was set nothing looks younger than it is`(jump: Double) async throws {
        clock.advance(by: .seconds(7200))
        try await cache.save(.inProgress, of: code, asOf: clock.now)
        clock.advance(by: .seconds(5400))
        await backend.set(.fail(BackendError(.cannotConnect)))
        clock.jump(by: jump)
        // An hour later the wall clock says what it said before, and the answer is an hour older than it looks.
        for _ in 0..<3 {
            #expect(await desk.dossier(code, secondFactor: nil, visit: visit) == .unavailable(.cannotAsk))
            clock.advance(by: .seconds(1200))
        }
    }

    @Test func `an answer saved after the clock was set forward is trusted again`() async throws {
        clock.jump(by: 3600)
        await backend.add(status)
        _ = await desk.dossier(code, secondFactor: nil, visit: visit)
        let saidAt = clock.now
        await backend.set(.fail(BackendError(.cannotConnect)))
        clock.advance(by: .seconds(60))
        #expect(await desk.dossier(code, secondFactor: nil, visit: visit) == .saved(status.publicPart, asOf: saidAt))
    }

    @Test func `after a restart an answer from the future is not shown`() async throws {
        try await cache.save(.inProgress, of: code, asOf: clock.now.addingTimeInterval(60))
        await backend.set(.fail(BackendError(.cannotConnect)))
        let desk = Self.desk(backend, cache, ledger, clock)
        #expect(await desk.dossier(code, secondFactor: nil, visit: visit) == .unavailable(.cannotAsk))
    }

    @Test func `a memory that fails costs nobody the answer`() async throws {
        await backend.add(status, secondFactor: factor)
        await cache.set(StoreError(.full))
        #expect(await desk.dossier(code, secondFactor: factor, visit: visit) == .fresh(status))
        await backend.set(.fail(BackendError(.cannotConnect)))
        #expect(await desk.dossier(code, secondFactor: factor, visit: visit) == .unavailable(.cannotAsk))
    }

    @Test func `a payment is never answered from memory, only remembered`() async throws {
        let reference = try Sample.reference("PAY-000001")
        let payment = Payment(reference: reference, outcome: .notArrived, amount: 1000, office: "Sở Tư pháp")
        await backend.add(payment)
        #expect(await desk.payment(reference, visit: visit) == .fresh(payment))
        let seen = SeenPayment(outcome: .notArrived, asOf: clock.now)
        await backend.set(.fail(BackendError(.cannotConnect)))
        clock.advance(by: .seconds(60))
        #expect(await desk.payment(reference, visit: visit) == .unavailable(.cannotAsk))
        #expect(await desk.lastSeen(reference) == seen)
        clock.jump(by: -86_400)
        #expect(await desk.lastSeen(reference) == nil)
    }

    @Test func `unknown payments count, and a closed limit looks like an unknown one`() async throws {
        let reference = try Sample.reference("PAY-000001")
        for _ in 0..<5 { #expect(await desk.payment(reference, visit: visit) == .notFound) }
        await backend.add(Payment(reference: reference, outcome: .paid, amount: 1, office: "x"))
        #expect(await desk.payment(reference, visit: visit) == .notFound)
        #expect(await backend.count(.payment) == 6)
    }

    @Test func `what the province does not offer is said at once`() async throws {
        var capabilities = BackendCapabilities()
        capabilities.paymentByReference = false
        let backend = ScriptedBackend(capabilities: capabilities)
        let desk = Self.desk(backend, cache, ledger, clock)
        let reference = try Sample.reference("PAY-000001")
        #expect(await desk.payment(reference, visit: visit) == .unavailable(.notOffered))
        #expect(await backend.log.isEmpty)
    }
}
