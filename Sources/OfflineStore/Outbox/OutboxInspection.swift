import FoundationEssentials
import GRDB
import ServiceDesk

/// Looks through an outbox at its opening: SQLite's own check, then every record against its checksum.
///
/// 10,000 records take about a tenth of a second, so it always runs to the end.
enum OutboxInspection {
    /// Throws `StoreError(.failed)` when a commit would not reach the disk before it is acknowledged.
    static func checkDurability(_ db: Database) throws {
        guard try Int.fetchOne(db, sql: "PRAGMA synchronous") == 2 else {
            throw StoreError(.failed, detail: "the outbox is not durable: synchronous is not FULL")
        }
    }

    /// Throws `StoreError(.damaged)` at the first thing that is not as it was written.
    static func inspect(_ db: Database) throws {
        let answer = try String.fetchOne(db, sql: "PRAGMA quick_check(1)")
        guard answer == "ok" else { throw StoreError(.damaged, detail: "check: \(answer ?? "no answer")") }
        try inspectRecords(db)
    }

    /// Both tables are in the order of the keys, so one walk through them side by side sees every row once.
    private static func inspectRecords(_ db: Database) throws {
        let given = try GivenWalk(db)
        let rows = try Row.fetchCursor(
            db, sql: "SELECT key, state, due, bytes, sent, capsule FROM delivery ORDER BY key")
        while let row = try rows.next() {
            let delivery = try Delivery(capsule: row.bytes(5))
            guard let record = try given.next(), record.id == delivery.id,
                try row.value(0) == RecordKey(delivery.id).number,
                try row.value(1, Int.self) == Int(Delivery.number(delivery.state)),
                try row.value(2, Double.self) == delivery.nextAttemptAt.timeIntervalSince1970,
                try row.value(3, Int.self) == record.bytes,
                try row.optional(4, Double.self) == delivery.sentAt?.timeIntervalSince1970
            else { throw StoreError(.damaged, detail: "delivery") }
        }
        guard try given.next() == nil else { throw StoreError(.damaged, detail: "records without a state") }
    }
}

/// Walks through what was given, record by record, and checks every piece.
private final class GivenWalk {
    private let rows: RowCursor

    init(_ db: Database) throws {
        rows = try Row.fetchCursor(db, sql: "SELECT row, capsule FROM given ORDER BY row")
    }

    /// Id and bytes of the next record; throws `StoreError(.damaged)`.
    func next() throws -> (id: RecordID, bytes: Int)? {
        guard let first = try piece(0) else { return nil }
        var bytes = first.payload.count
        for number in 1..<max(1, first.total) {
            guard let piece = try piece(number), piece.id == first.id, piece.total == first.total else {
                throw StoreError(.damaged, detail: "a piece is missing")
            }
            bytes += piece.payload.count
        }
        return (first.id, bytes)
    }

    private func piece(_ number: Int) throws -> GivenPiece? {
        guard let row = try rows.next() else { return nil }
        let piece = try OutboxRows.piece(row.bytes(1))
        guard piece.number == number, try row.value(0) == RecordKey(piece.id).row(ofPiece: number) else {
            throw StoreError(.damaged, detail: "given")
        }
        return piece
    }
}
