import FoundationEssentials
import GRDB
import ServiceDesk

/// Looks through an outbox at its opening: SQLite's own check, then every record against its checksum.
///
/// 10,000 records take about a tenth of a second, so it always runs to the end.
enum OutboxInspection {
    /// Throws `StoreError(.damaged)` at the first thing that is not as it was written.
    static func inspect(_ db: Database) throws {
        guard try Int.fetchOne(db, sql: "PRAGMA synchronous") == 2 else {
            throw StoreError(.failed, detail: "the outbox is not durable: synchronous is not FULL")
        }
        let answer = try String.fetchOne(db, sql: "PRAGMA quick_check(1)")
        guard answer == "ok" else { throw StoreError(.damaged, detail: "check: \(answer ?? "no answer")") }
        try inspectRecords(db)
    }

    private static func inspectRecords(_ db: Database) throws {
        var lengths = try lengthsOfGiven(db)
        let rows = try Row.fetchCursor(db, sql: "SELECT key, state, due, bytes, sent, capsule FROM delivery")
        while let row = try rows.next() {
            let delivery = try Delivery(capsule: Array(row.value(5, Data.self)))
            let key = RecordKey(number: try row.value(0))
            guard
                key == RecordKey(delivery.id),
                try row.value(1, Int.self) == Int(Delivery.number(delivery.state)),
                try row.value(2, Double.self) == delivery.nextAttemptAt.timeIntervalSince1970,
                try row.optional(4, Double.self) == delivery.sentAt?.timeIntervalSince1970,
                let given = lengths.removeValue(forKey: key), given.id == delivery.id,
                try row.value(3, Int.self) == given.bytes
            else { throw StoreError(.damaged, detail: "delivery") }
        }
        guard lengths.isEmpty else { throw StoreError(.damaged, detail: "records without a state") }
    }

    /// Id and bytes of every record given, after every piece was checked.
    private static func lengthsOfGiven(_ db: Database) throws -> [RecordKey: (id: RecordID, bytes: Int)] {
        var found: [RecordKey: (id: RecordID, bytes: Int)] = [:]
        var pieces: [GivenPiece] = []
        let rows = try Row.fetchCursor(db, sql: "SELECT row, capsule FROM given ORDER BY row")
        while let row = try rows.next() {
            let piece = try OutboxRows.piece(Array(row.value(1, Data.self)))
            guard try row.value(0) == RecordKey(piece.id).row(ofPiece: piece.number), piece.number == pieces.count,
                piece.total > piece.number, pieces.allSatisfy({ $0.id == piece.id })
            else { throw StoreError(.damaged, detail: "given") }
            pieces.append(piece)
            guard pieces.count == piece.total else { continue }
            found[RecordKey(piece.id)] = (piece.id, pieces.reduce(0) { $0 + $1.payload.count })
            pieces = []
        }
        guard pieces.isEmpty else { throw StoreError(.damaged, detail: "a piece is missing") }
        return found
    }
}
