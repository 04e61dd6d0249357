import FoundationEssentials
import Testing

@testable import ServiceDesk

@Suite struct SyncScheduleTests {
    private static let now = Date(timeIntervalSince1970: 1_795_428_000)

    @Test func `a kiosk keeps its own times`() {
        var one = SyncSchedule(kioskID: "nt-01", every: .seconds(3600))
        var same = SyncSchedule(kioskID: "nt-01", every: .seconds(3600))
        var other = SyncSchedule(kioskID: "nt-02", every: .seconds(3600))
        let first = one.waitAtStart()
        #expect(first == same.waitAtStart())
        #expect(first != other.waitAtStart())
        #expect(one.wait(after: .done, at: Self.now) == same.wait(after: .done, at: Self.now))
    }

    @Test func `after a start kiosks come one by one`() {
        let waits = (0..<5000).map { number -> Double in
            var schedule = SyncSchedule(kioskID: "kiosk-\(number)", every: .seconds(3600))
            return schedule.waitAtStart() / .seconds(1)
        }
        #expect(waits.allSatisfy { (0..<900).contains($0) })
        var perSecond: [Int: Int] = [:]
        for wait in waits { perSecond[Int(wait), default: 0] += 1 }
        // 5.6 a second on average; without the spread it is 5,000 in one.
        #expect(perSecond.values.max().map { $0 <= 20 } == true)
    }

    @Test func `looks are a period apart on average, and never less than a fifth of it`() {
        var schedule = SyncSchedule(kioskID: "nt-03", every: .seconds(3600))
        var now = Self.now
        for _ in 0..<100 {
            let wait = schedule.wait(after: .done, at: now)
            #expect(wait >= .seconds(720))
            #expect(wait <= .seconds(3600 * 1.3))
            now += wait / .seconds(1)
        }
        #expect(abs(now.timeIntervalSince(Self.now) / 100 - 3600) < 80)
    }

    @Test func `failures are met with longer waits up to a limit`() {
        var schedule = SyncSchedule(kioskID: "nt-04", every: .seconds(3600))
        let waits = (0..<12).map { _ in schedule.wait(after: .failed(retryAfter: nil), at: Self.now) / .seconds(1) }
        #expect((30...90).contains(waits[0]))
        #expect((60...180).contains(waits[1]))
        #expect(waits[6...].allSatisfy { (450...1350).contains($0) })
    }

    @Test func `a time that the backend asked for is kept, and not met by all at once`() {
        let waits = (0..<200).map { number -> Double in
            var schedule = SyncSchedule(kioskID: "k\(number)", every: .seconds(3600))
            return schedule.wait(after: .failed(retryAfter: .seconds(300)), at: Self.now) / .seconds(1)
        }
        #expect(waits.allSatisfy { (300...600).contains($0) })
        #expect(Set(waits.map { Int($0) }).count > 100)
    }
}
