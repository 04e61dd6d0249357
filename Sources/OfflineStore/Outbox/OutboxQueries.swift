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

    /// Records that fulfil a condition on `delivery`, oldest first; one that can no longer be read is reported and
    /// passed over, so that it holds up nothing.
    static func records(
        _ condition: String, _ arguments: StatementArguments, _ limit: Int, _ report: StoreReport, in db: Database
    ) throws -> [OutboxRecord] {
        let sql = "SELECT key, capsule FROM delivery WHERE \(condition) ORDER BY key"
        let rows = try Row.fetchCursor(db.cachedStatement(sql: sql), arguments: arguments)
        var records: [OutboxRecord] = []
        while limit < 0 || records.count < limit, let row = try rows.next() {
            switch try readable(row, in: db) {
            case .success(let record): records.append(record)
            case .failure(let error): report.add(StoreNotice(.recordUnreadable, detail: error.detail, lost: 1))
            }
        }
        return records
    }

    /// The record of a row, or the damage it has; every other error is thrown.
    private static func readable(_ row: Row, in db: Database) throws -> Result<OutboxRecord, StoreError> {
        let key = RecordKey(number: try row.value(0))
        do {
            return .success(try OutboxRows.record(key, capsule: Array(row.value(1, Data.self)), in: db))
        } catch let error as StoreError where error.code == .damaged {
            return .failure(StoreError(.damaged, detail: "row \(key.number): \(error.detail)"))
        }
    }

    static func record(_ id: RecordID, in db: Database) throws -> OutboxRecord? {
        guard let delivery = try OutboxRows.delivery(of: id, in: db) else { return nil }
        return try OutboxRows.record(RecordKey(id), capsule: delivery.capsule, in: db)
    }

    /// Ids of the records that the backend does not have yet.
    static func unsent(in db: Database) throws -> [RecordID] {
        try Row.fetchAll(db, sql: "SELECT capsule FROM delivery WHERE state <> 1 ORDER BY key").compactMap { row in
            try? Delivery(capsule: Array(row.value(0, Data.self))).id
        }
    }

    /// Changes the state of a record; one that is in none of `states` stays as it is, so that what one process has
    /// delivered another cannot make waiting again.
    static func update(
        _ id: RecordID, from states: [OutboxRecord.State], in db: Database, _ change: (inout Delivery) -> Void
    ) throws {
        guard var delivery = try OutboxRows.delivery(of: id, in: db) else {
            throw StoreError(.failed, detail: "no such record")
        }
        guard states.contains(delivery.state) else { return }
        change(&delivery)
        try OutboxRows.update(delivery, in: db)
    }
}
