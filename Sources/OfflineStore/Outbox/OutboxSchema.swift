import FoundationEssentials
import GRDB
import ServiceDesk

/// The form of `outbox.sqlite`.
///
/// `given` holds the pieces of what citizens gave, each in a capsule; `delivery` holds what became of them. The
/// columns beside a capsule only repeat it for queries; the capsule counts.
enum OutboxSchema {
    /// Grows with each migration.
    static let version = 1

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 given and delivery") { db in
            try db.execute(
                sql: """
                    CREATE TABLE given (row INTEGER PRIMARY KEY, capsule BLOB NOT NULL);
                    CREATE TABLE delivery (
                        key INTEGER PRIMARY KEY,
                        state INTEGER NOT NULL,
                        due REAL NOT NULL,
                        bytes INTEGER NOT NULL,
                        sent REAL,
                        capsule BLOB NOT NULL
                    );
                    """
            )
        }
        return migrator
    }
}

/// The statements of the outbox.
enum OutboxRows {
    /// Writes a new record; throws when its key is taken.
    static func insert(_ record: OutboxRecord, _ delivery: Delivery, in db: Database) throws {
        let key = RecordKey(record.id)
        let insert = try db.cachedStatement(sql: "INSERT INTO given (row, capsule) VALUES (?, ?)")
        for (number, capsule) in GivenPiece.capsules(of: record).enumerated() {
            try insert.execute(arguments: [key.row(ofPiece: number), Data(capsule)])
        }
        try db.cachedStatement(
            sql: "INSERT INTO delivery (key, state, due, bytes, sent, capsule) VALUES (?, ?, ?, ?, ?, ?)"
        ).execute(arguments: [
            key.number, Int(Delivery.number(delivery.state)), delivery.nextAttemptAt.timeIntervalSince1970,
            record.payload.count, delivery.sentAt?.timeIntervalSince1970, Data(delivery.capsule),
        ])
    }

    static func isTaken(_ key: RecordKey, in db: Database) throws -> Bool {
        let statement = try db.cachedStatement(sql: "SELECT 1 FROM delivery WHERE key = ?")
        return try Row.fetchOne(statement, arguments: [key.number]) != nil
    }

    /// The state of a record; `nil` when the outbox does not have it.
    ///
    /// Throws `StoreError(.damaged)`.
    static func delivery(of id: RecordID, in db: Database) throws -> Delivery? {
        let statement = try db.cachedStatement(sql: "SELECT capsule FROM delivery WHERE key = ?")
        guard let row = try Row.fetchOne(statement, arguments: [RecordKey(id).number]) else { return nil }
        let delivery = try Delivery(capsule: Array(row.value(0, Data.self)))
        return delivery.id == id ? delivery : nil
    }

    /// Writes a state in place of the one before.
    static func update(_ delivery: Delivery, in db: Database) throws {
        var delivery = delivery
        delivery.revision &+= 1
        try db.cachedStatement(sql: "UPDATE delivery SET state = ?, due = ?, sent = ?, capsule = ? WHERE key = ?")
            .execute(arguments: [
                Int(Delivery.number(delivery.state)), delivery.nextAttemptAt.timeIntervalSince1970,
                delivery.sentAt?.timeIntervalSince1970, Data(delivery.capsule), RecordKey(delivery.id).number,
            ])
    }

    /// The record of a key; throws `StoreError(.damaged)` when any byte of it has changed.
    static func record(_ key: RecordKey, capsule: [UInt8], in db: Database) throws -> OutboxRecord {
        let statement = try db.cachedStatement(sql: "SELECT capsule FROM given WHERE row BETWEEN ? AND ? ORDER BY row")
        let last = key.row(ofPiece: RecordKey.pieces - 1)
        let pieces = try Row.fetchAll(statement, arguments: [key.row(ofPiece: 0), last]).map { row in
            try piece(Array(row.value(0, Data.self)))
        }
        let delivery = try Delivery(capsule: capsule)
        guard let record = GivenPiece.record(of: pieces), record.id == delivery.id, RecordKey(record.id) == key else {
            throw StoreError(.damaged, detail: "record")
        }
        return delivery.applied(to: record)
    }

    static func piece(_ capsule: [UInt8]) throws -> GivenPiece {
        guard let body = Capsule.unwrap(capsule[...], as: .given) else { throw StoreError(.damaged, detail: "given") }
        return try GivenPiece(body: body)
    }

    static func delete(_ key: RecordKey, in db: Database) throws {
        try db.execute(
            sql: "DELETE FROM given WHERE row BETWEEN ? AND ?",
            arguments: [key.row(ofPiece: 0), key.row(ofPiece: RecordKey.pieces - 1)]
        )
        try db.execute(sql: "DELETE FROM delivery WHERE key = ?", arguments: [key.number])
    }
}
