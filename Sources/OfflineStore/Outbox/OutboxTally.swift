import GRDB
import ServiceDesk
import Synchronization

/// Remembers the counts of one connection, so that giving a record does not count ten thousand others.
///
/// Counts anew after anything that this class did not see: a change by another connection moves SQLite's
/// `data_version`, one by this connection, also one rolled back, moves its number of changed rows.
final class OutboxTally: Sendable {
    private struct Mark: Equatable {
        var version: Int
        var changes: Int
    }

    private let known = Mutex<(mark: Mark, counts: OutboxCounts)?>(nil)

    /// The counts now; only within a transaction that holds the write lock.
    func counts(in db: Database) throws -> OutboxCounts {
        let mark = try mark(db)
        if let known = known.withLock({ $0 }), known.mark == mark { return known.counts }
        return try OutboxQueries.counts(in: db)
    }

    /// Remembers `counts` once the transaction is committed.
    func remember(_ counts: OutboxCounts, in db: Database) throws {
        let mark = try mark(db)
        db.afterNextTransaction { [self] _ in known.withLock { $0 = (mark, counts) } }
    }

    private func mark(_ db: Database) throws -> Mark {
        let version = try Int.fetchOne(db.cachedStatement(sql: "PRAGMA data_version")) ?? 0
        return Mark(version: version, changes: db.totalChangesCount)
    }
}
