package import FoundationEssentials
package import PublicServices
package import ServiceDesk
import Synchronization

/// Counters in memory; can be told to fail.
package final class MemoryUsage: UsageStore {
    private struct State {
        var kept = UsageBatch()
        var marks: [UsageMark: Date] = [:]
        var isFailing = false
    }

    private let state = Mutex(State())

    package init() {}

    /// Everything kept so far.
    package var kept: UsageBatch { state.withLock { $0.kept } }

    /// From now on nothing can be kept, or all of it again.
    package func fails(_ isFailing: Bool) { state.withLock { $0.isFailing = isFailing } }

    package func add(_ batch: UsageBatch) async throws {
        try state.withLock { state in
            guard !state.isFailing else { throw StoreError(.full) }
            state.kept.add(batch)
        }
    }

    package func record(from first: CalendarDay, to last: CalendarDay) async throws -> UsageRecord {
        let kept = kept
        var record = UsageRecord()
        record.counts = kept.counts.filter { (first...last).contains($0.key.day) }
        record.evaluations = kept.evaluations
        return record
    }

    package func totals() async throws -> [UsageTotal] {
        kept.counts.map { UsageTotal(counter: $0.key.counter, label: $0.key.label, count: $0.value) }
    }

    package func lastTime(of mark: UsageMark) async throws -> Date? { state.withLock { $0.marks[mark] } }

    package func note(_ mark: UsageMark, at instant: Date) async throws {
        try state.withLock { state in
            guard !state.isFailing else { throw StoreError(.full) }
            state.marks[mark] = instant
        }
    }
}
