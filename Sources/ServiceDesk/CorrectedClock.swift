package import FoundationEssentials
import Synchronization

/// A machine's clock, put right by what the backend says the time is.
///
/// A kiosk without a battery for its clock starts in the wrong year. Between two answers of the backend time passes as
/// the uptime says, so a wall clock that is set later changes nothing.
package final class CorrectedClock: KioskClock {
    /// Seconds that the two may differ before the backend is believed: a slow answer and a gentle drift are no fault.
    private static let tolerance: TimeInterval = 120

    private let machine: any KioskClock
    private let said = Mutex<(date: Date, uptime: Duration)?>(nil)

    package init(_ machine: any KioskClock) { self.machine = machine }

    package var now: Date {
        let wall = machine.now
        guard let said = said.withLock({ $0 }) else { return wall }
        let told = said.date.addingTimeInterval((machine.uptime - said.uptime).seconds)
        return abs(told.timeIntervalSince(wall)) > Self.tolerance ? told : wall
    }

    package var uptime: Duration { machine.uptime }

    package func sleep(for duration: Duration) async throws { try await machine.sleep(for: duration) }

    /// Takes the time of an answer that was proven to be the backend's.
    package func note(backendDate date: Date) {
        let uptime = machine.uptime
        said.withLock { $0 = (date, uptime) }
    }
}
