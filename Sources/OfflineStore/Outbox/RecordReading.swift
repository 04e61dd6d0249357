import GRDB
import ServiceDesk

/// A record as it is read from both tables, one row a piece.
struct RecordReading {
    private let key: RecordKey
    /// `nil` where a damaged row holds no bytes.
    private let delivery: [UInt8]?
    private var pieces: [[UInt8]?] = []

    /// Reads the records that fulfil a condition on `delivery`, oldest first, for as long as `body` answers true.
    static func each(
        _ condition: String, _ arguments: StatementArguments, in db: Database, _ body: (RecordReading) throws -> Bool
    ) throws {
        let sql = """
            SELECT key, delivery.capsule, given.capsule FROM delivery
            LEFT JOIN given ON row >= key * \(RecordKey.pieces) AND row < (key + 1) * \(RecordKey.pieces)
            WHERE \(condition) ORDER BY key, row
            """
        let rows = try Row.fetchCursor(db.cachedStatement(sql: sql), arguments: arguments)
        var reading: RecordReading?
        while let row = try rows.next() {
            let key = RecordKey(number: try row.value(0))
            if reading?.key != key {
                if let reading, try !body(reading) { return }
                reading = RecordReading(key: key, delivery: try? row.bytes(1))
            }
            reading?.pieces.append(try? row.bytes(2))
        }
        if let reading { _ = try body(reading) }
    }

    private init(key: RecordKey, delivery: [UInt8]?) {
        self.key = key
        self.delivery = delivery
    }

    /// The record; throws `StoreError(.damaged)` when any byte of it has changed.
    func record() throws(StoreError) -> OutboxRecord {
        let delivery = try Delivery(capsule: delivery ?? [])
        var read: [GivenPiece] = []
        for capsule in pieces { read.append(try OutboxRows.piece(capsule ?? [])) }
        guard let record = GivenPiece.record(of: read), record.id == delivery.id, RecordKey(record.id) == key else {
            throw StoreError(.damaged, detail: "record of row \(key.number)")
        }
        return delivery.applied(to: record)
    }
}
