import KioskTestSupport
import PublicServices
import ServiceDesk
import Synchronization
import Testing

/// A volunteers' list: gentle, obedient, within the limits.
final class DossierRoundTests: Sendable {
    private let clock = ManualClock()
    private let backend = ScriptedBackend()
    private let ledger = MemoryLedger()
    private let answers = Mutex<[String]>([])

    private func codes(_ count: Int) throws -> [DossierCode] {
        try (1...count).map { try Sample.code("H43.12-240823-\(1000 + $0)") }
    }

    private func add(_ codes: [DossierCode]) async {
        let detail = DossierDetail(state: .processing, procedureName: "Đăng ký khai sinh", agency: "UBND xã")
        for code in codes { await backend.add(DossierStatus(code: code, degree: .inProgress, detail: detail)) }
    }

    /// Looks codes up; the test moves the clock.
    private func round(_ codes: [DossierCode]) -> Task<DossierRound.End, any Error> {
        let admission = LookupGuard(ledger: ledger, limits: LookupLimits(), clock: clock)
        let desk = LookupDesk(
            backend: backend, cache: MemoryCache(), admission: admission, clock: clock, logger: Sample.logger
        )
        let round = DossierRound(desk: desk, clock: clock, pause: .seconds(3))
        return Task {
            try await round.look(up: codes) { code, answer in
                #expect(answer.value?.detail == nil)
                let degree = answer.value.map { $0.degree.rawValue } ?? "notFound"
                answers.withLock { $0.append("\(code.text.suffix(4)) \(degree)") }
            }
        }
    }

    @Test func `codes are asked one after the other, three seconds apart, and only the degree is told`() async throws {
        let codes = try codes(3)
        await add([codes[0], codes[2]])
        let end = round(codes)
        for asked in 1...2 {
            await clock.untilSleeper(for: .seconds(3))
            #expect(await backend.count(.dossier) == asked)
            clock.advance(by: .seconds(3))
        }
        #expect(try await end.value == .finished)
        #expect(answers.withLock { $0 } == ["1001 inProgress", "1002 notFound", "1003 inProgress"])
    }

    @Test func `a busy backend is asked again after the time it names`() async throws {
        let codes = try codes(1)
        await add(codes)
        await backend.next(.fail(BackendError(.busy, retryAfter: .seconds(77))), for: .dossier)
        await backend.next(.fail(BackendError(.busy)), for: .dossier)
        let end = round(codes)
        await clock.untilSleeper(for: .seconds(77))
        clock.advance(by: .seconds(77))
        await clock.untilSleeper(for: .seconds(30))
        clock.advance(by: .seconds(30))
        #expect(try await end.value == .finished)
        #expect(answers.withLock { $0 } == ["1001 inProgress"])
    }

    @Test func `a backend that is away is not knocked at for the whole list`() async throws {
        await backend.set(.fail(BackendError(.cannotConnect)), for: .dossier)
        let end = round(try codes(50))
        for _ in 0..<2 {
            await clock.untilSleeper(for: .seconds(3))
            clock.advance(by: .seconds(3))
        }
        #expect(try await end.value == .backendAway)
        #expect(await backend.count(.dossier) == 3)
        #expect(answers.withLock { $0.isEmpty })
    }

    @Test func `a backend that wants an hour is left alone at once`() async throws {
        await backend.set(.fail(BackendError(.busy, retryAfter: .seconds(3600))), for: .dossier)
        #expect(try await round(try codes(5)).value == .backendAway)
        #expect(await backend.count(.dossier) == 1)
    }

    @Test func `a backend that stays busy is asked three times in all`() async throws {
        await backend.set(.fail(BackendError(.busy, retryAfter: .seconds(60))), for: .dossier)
        let end = round(try codes(5))
        for _ in 0..<2 {
            await clock.untilSleeper(for: .seconds(60))
            clock.advance(by: .seconds(60))
        }
        #expect(try await end.value == .backendAway)
        #expect(await backend.count(.dossier) == 3)
    }

    @Test func `a round cancelled while a busy backend is waited for ends as cancelled`() async throws {
        await backend.set(.fail(BackendError(.busy, retryAfter: .seconds(60))), for: .dossier)
        let end = round(try codes(2))
        await clock.untilSleeper(for: .seconds(60))
        end.cancel()
        #expect(try await end.value == .cancelled)
    }

    @Test func `twenty codes not found within an hour end the round for an hour`() async throws {
        let codes = try codes(30)
        let end = round(codes)
        for _ in 0..<20 {
            await clock.untilSleeper(for: .seconds(3))
            clock.advance(by: .seconds(3))
        }
        #expect(try await end.value == .limited)
        #expect(await backend.count(.dossier) == 20)
        #expect(try await round([codes[29]]).value == .limited)
        clock.advance(by: .seconds(3600))
        #expect(try await round([codes[29]]).value == .finished)
    }

    @Test func `a cancelled round ends at its pause`() async throws {
        let codes = try codes(2)
        let end = round(codes)
        await clock.untilSleeper(for: .seconds(3))
        end.cancel()
        #expect(try await end.value == .cancelled)
    }
}
