import FoundationEssentials

/// When this kiosk looks for new content, across its processes: one lives for one visit only.
///
/// The time of the next look is kept. So a process that ends while it waits leaves the rest of the wait to the next,
/// whether it waits its own place, a start's spread or the time that the backend asked for.
package struct SyncPlan: Sendable {
    private var schedule: SyncSchedule
    private let spreads: Bool
    private let marks: any UsageStore
    private let clock: any KioskClock

    /// - Parameters:
    ///   - schedule: this kiosk's own.
    ///   - spreads: others may ask the same backend after the same outage.
    ///   - marks: keeps the time of the next look; while it fails each process plans for itself.
    ///   - clock: says how late it is.
    package init(_ schedule: SyncSchedule, spreads: Bool, marks: any UsageStore, clock: any KioskClock) {
        self.schedule = schedule
        self.spreads = spreads
        self.marks = marks
        self.clock = clock
    }

    /// How long a process that starts waits before it looks.
    ///
    /// A kiosk that is late by a period and more was off, perhaps with its whole province: it waits its own time. So
    /// does one whose time is further away than any wait, for its clock was set back.
    package mutating func firstWait() async -> Duration {
        let spread = spreads ? schedule.waitAtStart() : .zero
        guard let planned = try? await marks.lastTime(of: .sync) else { return await keep(spread) }
        let left = planned.timeIntervalSince(clock.now)
        guard left > -schedule.period, left <= schedule.longestWait else { return await keep(spread) }
        return left > 0 ? .seconds(left) : max(.zero, spread - .seconds(-left))
    }

    /// How long to wait after a look that ended so.
    @discardableResult
    package mutating func wait(after outcome: SyncSchedule.Outcome) async -> Duration {
        await keep(schedule.wait(after: outcome, at: clock.now))
    }

    private func keep(_ wait: Duration) async -> Duration {
        // Nothing else is lost with it than that the next process plans for itself.
        try? await marks.note(.sync, at: clock.now.addingTimeInterval(wait.seconds))
        return wait
    }
}
