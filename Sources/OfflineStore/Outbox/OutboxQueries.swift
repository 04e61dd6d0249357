import FoundationEssentials
import GRDB
import ServiceDesk

/// The questions and changes of the outbox, each within a transaction of the caller.
enum OutboxQueries {
    static func counts(in db: Database) throws -> OutboxCounts {
        var counts = OutboxCounts()
        let statement = try db.cachedStatement(sql: "SELECT state, count(*), sum(bytes) FROM delivery GROUP BY state")
        for row in try Row.fetchAll(statement) {
            let number: Int = try row.value(1)
            switch try row.value(0, Int.self) {
            case 0: counts.waiting = number
            case 1: counts.sent = number
            default: counts.parked = number
            }
            if try row.value(0, Int.self) != 1 { counts.bytes += try row.value(2, Int.self) }
        }
        return counts
    }

    static func isRoom(for bytes: Int, beside counts: OutboxCounts, _ options: StoreOptions) -> Bool {
        counts.waiting + counts.parked < options.outboxRecords && counts.bytes + bytes <= options.outboxBytes
    }

    /// Tells the operator, once, that the room comes to its end.
    static func warn(_ counts: OutboxCounts, _ options: StoreOptions, _ report: StoreReport) {
        let room = OutboxRoom(counts, options)
        guard room.isFilling else { return }
        report.add(StoreNotice(.outboxFilling, detail: "more than \(room.warningPercent) % of its room is taken"))
    }

    /// Records that fulfil a condition on `delivery`, oldest first; one that can no longer be read is reported and
    /// passed over, so that it holds up nothing.
    static func records(
        _ condition: String, _ arguments: StatementArguments, _ limit: Int, _ report: StoreReport, in db: Database
    ) throws -> [OutboxRecord] {
        var records: [OutboxRecord] = []
        guard limit != 0 else { return [] }
        try RecordReading.each(condition, arguments, in: db) { reading in
            do throws(StoreError) {
                records.append(try reading.record())
            } catch {
                report.add(StoreNotice(.recordUnreadable, detail: error.detail, lost: 1))
            }
            return records.count != limit
        }
        return records
    }

    /// A record; `nil` when the outbox does not have it.
    ///
    /// Throws `StoreError(.damaged)`.
    static func record(_ id: RecordID, in db: Database) throws -> OutboxRecord? {
        var found: OutboxRecord?
        try RecordReading.each("key = ?", [RecordKey(id).number], in: db) { reading in
            found = try reading.record()
            return false
        }
        return found?.id == id ? found : nil
    }

    /// Ids of the records that the backend does not have yet.
    static func unsent(in db: Database) throws -> [RecordID] {
        try Row.fetchAll(db, sql: "SELECT capsule FROM delivery WHERE state <> 1 ORDER BY key").compactMap { row in
            try? Delivery(capsule: Array(row.value(0, Data.self))).id
        }
    }

    /// The time in the key of the oldest record that is not sent.
    static func oldestUnsent(in db: Database) throws -> Date? {
        try Int64.fetchOne(db, sql: "SELECT min(key) FROM delivery WHERE state <> 1")
            .map { RecordKey(number: $0).instant }
    }

    /// Changes the state of a record; one that is in none of `states` stays as it is, so that what one process has
    /// delivered another cannot make waiting again.
    ///
    /// One that is gone was sent and forgotten.
    static func update(
        _ id: RecordID, from states: [OutboxRecord.State], in db: Database, _ change: (inout Delivery) -> Void
    ) throws {
        guard var delivery = try OutboxRows.delivery(of: id, in: db), states.contains(delivery.state) else { return }
        change(&delivery)
        try OutboxRows.update(delivery, in: db)
    }
}
