package import FoundationEssentials
package import PublicServices

/// Keeps what was counted at this kiosk, for a bounded time; nothing in it leads to a person.
///
/// Every method may throw a `StoreError`; nobody waits for it, and a visit goes on without it.
package protocol UsageStore: Sendable {
    /// Adds to what is kept, all or nothing.
    ///
    /// Words become readable with the third visit of a month that found nothing with them; before, only a keyed hash
    /// and a number are kept.
    func add(_ batch: UsageBatch) async throws

    /// What is kept of a period, both days included; ratings and words by whole months.
    func record(from first: CalendarDay, to last: CalendarDay) async throws -> UsageRecord

    /// Everything counted since this kiosk was set up, for counters that only grow.
    func totals() async throws -> [UsageTotal]

    /// The time last noted of something, that of a visit to the hour; `nil` when there is none.
    func lastTime(of mark: UsageMark) async throws -> Date?

    /// Notes a time in place of the one before.
    func note(_ mark: UsageMark, at instant: Date) async throws
}

/// Something of which one time is kept.
package enum UsageMark: String, CaseIterable, Sendable {
    /// The end of the last visit.
    case visit
    /// The last sign of life.
    case heartbeat
    /// The next look for new content.
    case sync
    /// The backend was reached.
    case reached
    /// The backend could not be reached.
    case away
    /// The end of the rest that the backend asked for, or that its refusal means.
    case rest
}

/// A counter over all days.
package struct UsageTotal: Hashable, Sendable {
    package var counter: UsageCounter
    package var label: String
    package var count: Int

    package init(counter: UsageCounter, label: String, count: Int) {
        self.counter = counter
        self.label = label
        self.count = count
    }
}

/// Words that found nothing, with the visits of a month in which they did.
package struct UnansweredWords: Hashable, Codable, Sendable {
    /// Fewest separate visits of a month after which words may be read.
    package static let leastVisits = 3

    package var month: UsageMonth
    package var words: String
    package var visits: Int

    package init(month: UsageMonth, words: String, visits: Int) {
        self.month = month
        self.words = words
        self.visits = visits
    }
}

/// What was counted in a period.
package struct UsageRecord: Equatable, Sendable {
    package var counts: [UsageKey: Int] = [:]
    package var evaluations: [EvaluationKey: Int] = [:]
    package var words: [UnansweredWords] = []

    package init() {}

    /// Only what was counted in a period; ratings and words by its months.
    package func within(_ period: ReportPeriod) -> UsageRecord {
        let months = Set(period.months)
        var record = UsageRecord()
        record.counts = counts.filter { (period.first...period.last).contains($0.key.day) }
        record.evaluations = evaluations.filter { months.contains($0.key.month) }
        record.words = words.filter { months.contains($0.month) }
        return record
    }

    /// Adds the record of another kiosk or period.
    package mutating func add(_ other: UsageRecord) {
        counts.merge(other.counts, uniquingKeysWith: +)
        evaluations.merge(other.evaluations, uniquingKeysWith: +)
        var sums: [String: UnansweredWords] = [:]
        for entry in words + other.words {
            let known = sums["\(entry.month.number) \(entry.words)"]?.visits ?? 0
            sums["\(entry.month.number) \(entry.words)"] = UnansweredWords(
                month: entry.month, words: entry.words, visits: known + entry.visits)
        }
        words = sums.values.sorted { ($0.month, $1.visits, $0.words) < ($1.month, $0.visits, $1.words) }
    }
}
