import FoundationEssentials
import KioskTestSupport
import ServiceDesk
import Testing

struct CorrectedClockTests {
    private static let real = Date(timeIntervalSince1970: 1_795_399_200)

    @Test(arguments: [-10, -1, 1, 10])
    func `a clock years off is put right by the backend and stays right while the wall clock jumps`(years: Int) {
        let machine = ManualClock(Self.real.addingTimeInterval(Double(years) * 365 * 86_400))
        let clock = CorrectedClock(machine)
        #expect(clock.now == machine.now)
        clock.note(backendDate: Self.real)
        #expect(clock.now == Self.real)
        machine.advance(by: .seconds(3_600))
        machine.jump(by: 86_400 * 700)
        #expect(clock.now == Self.real.addingTimeInterval(3_600))
    }

    @Test func `a backend that is a little off does not move the clock`() {
        let machine = ManualClock(Self.real)
        let clock = CorrectedClock(machine)
        clock.note(backendDate: Self.real.addingTimeInterval(90))
        #expect(clock.now == Self.real)
    }

    @Test(arguments: [-10, 10])
    func `an answer kept under a wrong clock is as old as it is once the backend was heard`(years: Int) async throws {
        let machine = ManualClock(Self.real.addingTimeInterval(Double(years) * 365 * 86_400))
        let clock = CorrectedClock(machine)
        clock.note(backendDate: Self.real)
        let kept = clock.now
        machine.advance(by: .seconds(7_200))
        #expect(clock.now.timeIntervalSince(kept) == 7_200)
    }
}
