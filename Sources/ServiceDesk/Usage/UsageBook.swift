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

    /// Writes down what was counted; a failure is logged and tried again at the next call.
    package func flush() async {
        guard let store else { return }
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
