import FoundationEssentials
package import Logging
import PublicServices
import Synchronization

/// Counts what happens at this kiosk: in memory at once, on the disk when a visit is over and now and then.
///
/// Noting costs a lock and a few additions; it waits for nothing and cannot fail. What cannot be kept stays in memory
/// for the next time, and is lost with the process: counters never disturb a visit.
package final class UsageBook: Sendable {
    /// What is lost rather than let memory grow when the store cannot be written.
    private static let mostKeys = 5_000
    /// How long what was known of the backend is believed, in seconds.
    private static let longestBelief = 3600.0

    private let store: (any UsageStore)?
    private let clock: any KioskClock
    private let logger: Logger
    private let state = Mutex(UsageNotes())

    /// - Parameter store: where counts are kept; without one nothing is ever kept.
    package init(store: (any UsageStore)?, clock: any KioskClock, logger: Logger) {
        self.store = store
        self.clock = clock
        self.logger = logger
    }

    /// Counts an event.
    package func note(_ event: UsageEvent) {
        let (day, hour) = today
        let uptime = clock.uptime
        state.withLock { state in
            if case .network(let isReachable) = event {
                state.network.note(isReachable: isReachable, at: uptime, hour)
            } else {
                state.apply(event, on: day)
            }
        }
    }

    /// From now on time in service is counted.
    package func startService() {
        let uptime = clock.uptime
        state.withLock { $0.network.start(at: uptime) }
    }

    /// Takes over what the process before knew of the backend, while this one knows nothing.
    ///
    /// Not at the start: nothing is read before there is something to keep.
    private func lookBack() async {
        guard state.withLock({ $0.network.isBlank }) else { return }
        let reached = await age(of: .reached)
        let away = await age(of: .away)
        guard min(reached, away) <= Self.longestBelief else { return }
        state.withLock { $0.network.assume(isReachable: reached <= away) }
    }

    /// Seconds since something was last noted; endless when it never was, or in a future that a set clock left behind.
    private func age(of mark: UsageMark) async -> Double {
        let last = (try? await store?.lastTime(of: mark)) ?? nil
        let age = last.map { clock.now.timeIntervalSince($0) } ?? .infinity
        return age < 0 ? .infinity : age
    }

    /// Writes down what was counted; a failure is logged and tried again at the next call.
    ///
    /// Of a visit under way nothing is written: one that is cut off is counted at the next.
    package func flush() async {
        guard let store else { return }
        await lookBack()
        if let isReachable = state.withLock({ $0.network.takeNews() }) {
            try? await store.note(isReachable ? .reached : .away, at: clock.now)
        }
        let batch = take()
        guard !batch.isEmpty else { return }
        do {
            try await store.add(batch)
        } catch {
            logger.warning("counters not kept", metadata: ["error": "\(error)"])
            putBack(batch)
        }
    }

    /// What was counted and is not kept yet, with the time in service up to now.
    func take() -> UsageBatch {
        let (_, hour) = today
        let uptime = clock.uptime
        return state.withLock { state in
            state.network.charge(to: uptime, hour)
            let times = state.network.take()
            state.add(times.open, to: .openSeconds)
            state.add(times.offline, to: .offlineSeconds)
            state.add(times.unknown, to: .unknownSeconds)
            defer { state.batch = UsageBatch() }
            return state.batch
        }
    }

    private func putBack(_ batch: UsageBatch) {
        state.withLock { state in
            guard state.batch.counts.count + batch.counts.count < Self.mostKeys else { return }
            state.batch.add(batch)
        }
    }

    private var today: (CalendarDay, NetworkTime.Hour) {
        let now = clock.now
        let day = VietnamTime.day(of: now)
        return (day, NetworkTime.Hour(day: day.number, hour: VietnamTime.minuteOfDay(of: now) / 60))
    }
}
