package import FoundationEssentials

/// Time as the kiosk sees it; tests bring their own.
package protocol KioskClock: Sendable {
    /// The wall clock. It may be wrong by years and may jump.
    var now: Date { get }

    /// Time since some start within this process; it never jumps and never goes back.
    var uptime: Duration { get }

    /// Waits; throws `CancellationError` when the task is cancelled.
    func sleep(for duration: Duration) async throws
}

/// The machine's clock.
package struct SystemClock: KioskClock {
    private static let start = ContinuousClock.now

    package init() {}

    package var now: Date { Date() }

    package var uptime: Duration { Self.start.duration(to: .now) }

    package func sleep(for duration: Duration) async throws {
        // Everything above the ports waits through `KioskClock`; this is where its waiting is real.
        try await ContinuousClock().sleep(for: duration)
    }
}

extension Duration {
    /// Seconds with their fraction.
    package var seconds: TimeInterval {
        let parts = components
        return Double(parts.seconds) + Double(parts.attoseconds) / 1e18
    }
}
