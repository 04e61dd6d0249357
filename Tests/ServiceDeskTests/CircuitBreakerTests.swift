import KioskTestSupport
import Logging
import PublicServices
import Testing

@testable import ServiceDesk

/// Citizens do not wait for a backend that is away.
@Suite struct CircuitBreakerTests {
    private let clock = ManualClock()
    private let backend = ScriptedBackend()
    private let breaker: CircuitBreaker
    private let code: DossierCode

    init() throws {
        breaker = CircuitBreaker(backend, clock: clock, chance: { 0 })
        code = try #require(DossierCode(stored: "H43.12-261101-0001"))
    }

    private func ask() async -> BackendError.Code? {
        do throws(BackendError) { _ = try await breaker.dossier(code, secondFactor: nil) } catch { return error.code }
        return nil
    }

    /// Three failures; the probe that begins with the third is answered like the questions.
    private func open(_ code: BackendError.Code = .cannotConnect) async {
        await backend.set(.fail(BackendError(code)))
        for _ in 0..<3 { _ = await ask() }
        await backend.until(.reach, asked: 1)
        while await !isSettled() { await Task.yield() }
    }

    private func isSettled() async -> Bool { await backend.isCalm && clock.sleeperCount == 0 }

    @Test func `after three failures the offline answer comes at once and nobody is asked`() async {
        await open()
        let before = clock.uptime
        #expect(await ask() == .cannotConnect)
        #expect(await backend.count(.dossier) == 3)
        #expect(clock.uptime == before)
        #expect(await breaker.isOpen)
    }

    @Test func `one probe at a time checks in the background, less and less often`() async {
        await open()
        _ = await ask()
        #expect(await backend.count(.reach) == 1)
        clock.advance(by: .seconds(1))
        await backend.set(.hang, for: .reach)
        _ = await ask()
        _ = await ask()
        await backend.until(.reach, asked: 2)
        _ = await ask()
        #expect(await backend.count(.reach) == 2)
    }

    @Test func `a probe that is answered opens the way for the next citizen`() async {
        await open()
        await backend.set(.answer)
        clock.advance(by: .seconds(1))
        #expect(await ask() == .cannotConnect, "this one does not wait for the probe")
        await backend.until(.reach, asked: 2)
        while await breaker.isOpen { await Task.yield() }
        #expect(await ask() == nil)
    }

    @Test func `after a probe one more failure is enough`() async {
        await open()
        await backend.set(.answer, for: .reach)
        clock.advance(by: .seconds(1))
        _ = await ask()
        while await breaker.isOpen { await Task.yield() }
        #expect(await ask() == .cannotConnect)
        #expect(await breaker.isOpen)
    }

    @Test(arguments: [
        BackendError.Code.badAnswer, .refused, .busy, .conflict, .rejected, .notOffered, .cancelled,
    ])
    func `an answer, however unwelcome, is no absence`(_ code: BackendError.Code) async {
        await backend.set(.fail(BackendError(code)))
        for _ in 0..<9 { #expect(await ask() == code) }
        #expect(await !breaker.isOpen)
    }

    @Test func `a question given up after long silence counts as silence`() async throws {
        await backend.set(.hang, for: .dossier)
        let desk = LookupDesk(
            backend: breaker, cache: MemoryCache(),
            admission: LookupGuard(ledger: MemoryLedger(), limits: LookupLimits(), clock: clock), clock: clock,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        for number in 1...3 {
            let answer = Task { await desk.dossier(code, secondFactor: nil, visit: VisitLookups()) }
            await backend.until(.dossier, asked: number)
            await clock.untilSleeper(for: LookupDesk.longestWait)
            clock.advance(by: LookupDesk.longestWait)
            #expect(await answer.value == .unavailable(.cannotAsk))
        }
        while await !breaker.isOpen { await Task.yield() }
        #expect(await ask() == .timedOut)
    }

    @Test func `delivery always passes, and a rating delivered closes the circuit`() async throws {
        await open()
        await backend.set(.answer)
        try await breaker.reach()
        #expect(await !breaker.isOpen)
        #expect(await ask() == nil)
    }
}
