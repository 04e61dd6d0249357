import FoundationEssentials
import KioskTestSupport
import Testing

@testable import ServiceDesk

/// When a kiosk whose processes live for one visit looks for new content.
struct SyncPlanTests {
    private let clock = ManualClock()
    private let marks = MemoryUsage()

    /// As a process that starts now makes it.
    private func plan(spreads: Bool = true) -> SyncPlan {
        SyncPlan(
            SyncSchedule(kioskID: "nt-07", every: .seconds(3600)), spreads: spreads, marks: marks, clock: clock)
    }

    private var spread: Duration {
        var schedule = SyncSchedule(kioskID: "nt-07", every: .seconds(3600))
        return schedule.waitAtStart()
    }

    private func firstWait() async -> Duration {
        var plan = plan()
        return await plan.firstWait()
    }

    @Test func `processes shorter than the spread wait it out together`() async {
        #expect(spread > .seconds(120))
        #expect(await firstWait() == spread)
        clock.advance(by: .seconds(60))
        #expect(Self.isNear(await firstWait(), spread - .seconds(60)))
        clock.advance(by: spread - .seconds(61))
        #expect(Self.isNear(await firstWait(), .seconds(1)))
    }

    @Test func `the time that a backend asked for holds in the next process`() async {
        var first = plan()
        _ = await first.firstWait()
        let wait = await first.wait(after: .failed(retryAfter: .seconds(1800)))
        #expect(wait >= .seconds(1800))
        clock.advance(by: .seconds(300))
        #expect(Self.isNear(await firstWait(), wait - .seconds(300)))
    }

    @Test func `after a good look the next process waits for the next`() async {
        var first = plan()
        let wait = await first.wait(after: .done)
        clock.advance(by: wait - .seconds(2))
        #expect(Self.isNear(await firstWait(), .seconds(2)))
    }

    @Test func `a kiosk that is a little late waits less than its spread, and none when it is later`() async {
        var first = plan()
        let wait = await first.wait(after: .done)
        clock.advance(by: wait + .seconds(30))
        #expect(Self.isNear(await firstWait(), spread - .seconds(30)))
        clock.advance(by: .seconds(900))
        #expect(await firstWait() == .zero)
    }

    @Test func `a kiosk that was off over night waits its spread once, however short its processes`() async {
        var first = plan()
        let wait = await first.wait(after: .done)
        clock.advance(by: wait + .seconds(43_200))
        #expect(await firstWait() == spread)
        clock.advance(by: .seconds(100))
        #expect(Self.isNear(await firstWait(), spread - .seconds(100)))
    }

    @Test(arguments: [-10, 10])
    func `a wall clock that was set costs no more than a spread`(years: Int) async {
        var first = plan()
        _ = await first.wait(after: .done)
        clock.jump(by: Double(years) * 365 * 86_400)
        #expect(await firstWait() == spread)
        clock.advance(by: .seconds(10))
        #expect(Self.isNear(await firstWait(), spread - .seconds(10)))
    }

    @Test func `a kiosk alone with its backend does not wait at a start`() async {
        var plan = plan(spreads: false)
        #expect(await plan.firstWait() == .zero)
    }

    @Test func `no wait of the schedule is so long that it is not believed`() {
        var schedule = SyncSchedule(kioskID: "nt-08", every: .seconds(60))
        for number in 0..<200 {
            let outcome: SyncSchedule.Outcome =
                switch number % 3 {
                case 0: .done
                case 1: .failed(retryAfter: nil)
                default: .failed(retryAfter: BackendError.longestWait)
                }
            #expect(schedule.wait(after: outcome, at: clock.now) <= .seconds(schedule.longestWait))
        }
    }

    /// Dates keep fewer digits than durations.
    private static func isNear(_ one: Duration, _ other: Duration) -> Bool {
        abs((one - other).seconds) < 0.001
    }
}
