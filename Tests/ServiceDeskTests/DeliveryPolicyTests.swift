import KioskTestSupport
import ServiceDesk
import Testing

struct DeliveryPolicyTests {
    private let policy = DeliveryPolicy()

    @Test(arguments: [BackendError.Code.rejected, .notOffered])
    func `what will never be taken is parked`(code: BackendError.Code) {
        #expect(policy.verdict(BackendError(code), attempts: 0, chance: 0.5) == .park)
    }

    @Test(arguments: [BackendError.Code.cannotConnect, .timedOut, .insecure, .captivePortal])
    func `no answer of the backend itself makes it unreachable`(code: BackendError.Code) {
        #expect(policy.verdict(BackendError(code), attempts: 3, chance: 0.5) == .unreachable)
    }

    @Test func `refusal stops the queue for ten minutes`() {
        #expect(policy.verdict(BackendError(.refused), attempts: 0, chance: 0) == .stop(.seconds(600)))
    }

    @Test(arguments: [(0, 2), (1, 2), (45, 45), (3600, 3600), (1_000_000, 3600)])
    func `Retry-After is obeyed up to an hour and never below two seconds`(asked: Int, rest: Int) {
        let error = BackendError(.busy, retryAfter: .seconds(asked))
        #expect(policy.verdict(error, attempts: 0, chance: 0) == .stop(.seconds(rest)))
    }

    @Test(arguments: [BackendError.Code.conflict, .badAnswer, .serverFailed])
    func `back-off has full jitter, at least 2 s, at most 10 min, and doubles`(code: BackendError.Code) throws {
        var random = SeededGenerator(seed: 3)
        for attempts in 0..<40 {
            for _ in 0..<50 {
                let chance = Double.random(in: 0..<1, using: &random)
                guard case .postpone(let pause) = policy.verdict(BackendError(code), attempts: attempts, chance: chance)
                else { throw Sample.Missing() }
                let span = min(Duration.seconds(2) * (1 << min(attempts, 20)), .seconds(600))
                #expect(pause >= .seconds(2) && pause <= .seconds(600) && pause <= span)
                if span * chance > .seconds(2) { #expect(pause == span * chance) }
            }
        }
        #expect(policy.verdict(BackendError(code), attempts: -1, chance: 0) == .postpone(.seconds(2)))
    }

    @Test func `an absent backend is probed at least every 20 s`() {
        for misses in 0..<100 {
            for chance in [0, 0.5, 0.999] {
                let pause = policy.probePause(misses: misses, chance: chance)
                #expect(pause >= .seconds(1) && pause <= .seconds(20))
            }
        }
        // With the probe's own limit the queue moves within 30 s.
        #expect(policy.probeEvery + policy.probeLimit < .seconds(30))
    }
}
