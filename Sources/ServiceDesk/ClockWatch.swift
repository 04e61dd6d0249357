import FoundationEssentials
import Synchronization

/// Notices when the wall clock is set while the kiosk runs, so that nothing looks younger than it is.
///
/// Ages come from two readings of the wall clock; between them it may have been set. An instant is trusted only when
/// it lies after the last jump, on both sides of it: after a jump back the years between are told twice.
final class ClockWatch: Sendable {
    /// Seconds a network clock may be off when it is set gently.
    private static let tolerance: TimeInterval = 120

    private struct State {
        var offset: TimeInterval
        var trustedFrom: Date?
    }

    private let clock: any KioskClock
    private let state: Mutex<State>

    init(clock: any KioskClock) {
        self.clock = clock
        state = Mutex(State(offset: Self.offset(clock)))
    }

    /// The age in seconds of something said at `instant`; `nil` when it cannot be known.
    func age(of instant: Date) -> TimeInterval? {
        let trustedFrom = notice()
        let age = clock.now.timeIntervalSince(instant)
        guard age >= 0, trustedFrom.map({ instant >= $0 }) ?? true else { return nil }
        return age
    }

    /// Looks at both clocks; called also when something is said, so that a jump before it does not count against it.
    ///
    /// - Returns: from when on instants are trusted; `nil` for all.
    @discardableResult
    func notice() -> Date? {
        let offset = Self.offset(clock)
        return state.withLock { state in
            if abs(offset - state.offset) > Self.tolerance {
                let later = max(offset, state.offset) + clock.uptime.seconds
                state.trustedFrom = max(Date(timeIntervalSince1970: later), state.trustedFrom ?? .distantPast)
            }
            state.offset = offset
            return state.trustedFrom
        }
    }

    private static func offset(_ clock: any KioskClock) -> TimeInterval {
        clock.now.timeIntervalSince1970 - clock.uptime.seconds
    }
}
