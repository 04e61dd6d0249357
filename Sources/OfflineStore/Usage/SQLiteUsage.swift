package import FoundationEssentials
import GRDB
package import PublicServices
package import ServiceDesk

/// Counters in `usage.sqlite`; opened when the first numbers are kept, which is after a visit's last page.
package struct SQLiteUsage: UsageStore {
    /// Times are kept to this many seconds: when exactly somebody was here is nobody's business.
    private static let coarseness = 3600.0

    private let part: Part<UsageFile.Opened>
    private let seal: Seal

    init(part: Part<UsageFile.Opened>, key: StoreKey) {
        self.part = part
        seal = Seal(table: "search", key: key)
    }

    package func add(_ batch: UsageBatch) async throws {
        let words = batch.words.flatMap { month, visits in
            visits.map { words, count in
                UsageRows.Search(
                    month: month, hash: seal.hash("\(month.number) \(words.key)"), words: words.text, visits: count)
            }
        }
        try await change { db in
            try UsageRows.add(batch.counts, in: db)
            try UsageRows.add(batch.evaluations, in: db)
            for search in words { try UsageRows.add(search, in: db) }
            try UsageRows.forgetOldest(in: db)
        }
    }

    package func record(from first: CalendarDay, to last: CalendarDay) async throws -> UsageRecord {
        try await look { db in
            var record = UsageRecord()
            record.counts = try UsageRows.counts(from: first, to: last, in: db)
            let months = UsageMonth(first).number...max(UsageMonth(first), UsageMonth(last)).number
            record.evaluations = try UsageRows.evaluations(months, in: db)
            record.words = try UsageRows.words(months, in: db)
            return record
        }
    }

    package func totals() async throws -> [UsageTotal] {
        try await look { db in
            try Row.fetchAll(db, sql: "SELECT counter, label, count FROM total ORDER BY counter, label")
                .compactMap { row in
                    guard let counter = UsageCounter(rawValue: try row.value(0)) else { return nil }
                    return UsageTotal(counter: counter, label: try row.value(1), count: try row.value(2))
                }
        }
    }

    package func lastTime(of mark: UsageMark) async throws -> Date? {
        try await look { db in
            try Row.fetchOne(db, sql: "SELECT at FROM mark WHERE name = ?", arguments: [mark.rawValue])
                .map { Date(timeIntervalSince1970: try $0.value(0)) }
        }
    }

    package func note(_ mark: UsageMark, at instant: Date) async throws {
        let seconds = instant.timeIntervalSince1970
        let kept = mark == .visit ? (seconds / Self.coarseness).rounded(.down) * Self.coarseness : seconds
        try await change { db in
            try db.execute(
                sql: "INSERT INTO mark VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET at = excluded.at",
                arguments: [mark.rawValue, kept]
            )
        }
    }

    private func change<Value: Sendable>(
        _ work: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        do { return try await part.value().queue.change(work) } catch { throw part.judged(error) }
    }

    private func look<Value: Sendable>(
        _ work: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        do { return try await part.value().queue.look(work) } catch { throw part.judged(error) }
    }
}
