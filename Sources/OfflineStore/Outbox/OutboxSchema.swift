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
    /// Writes a new record, given in its capsules; throws when its key is taken.
    static func insert(_ given: [ArraySlice<UInt8>], bytes: Int, _ delivery: Delivery, in db: Database) throws {
        let key = RecordKey(delivery.id)
        let insert = try db.cachedStatement(sql: "INSERT INTO given (row, capsule) VALUES (?, ?)")
        for (number, capsule) in given.enumerated() {
            try insert.execute(arguments: [key.row(ofPiece: number), Data(capsule)])
        }
        try db.cachedStatement(
            sql: "INSERT INTO delivery (key, state, due, bytes, sent, capsule) VALUES (?, ?, ?, ?, ?, ?)"
        ).execute(arguments: [
            key.number, Int(Delivery.number(delivery.state)), delivery.nextAttemptAt.timeIntervalSince1970,
            bytes, delivery.sentAt?.timeIntervalSince1970, Data(delivery.capsule),
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
        let delivery = try Delivery(capsule: row.bytes(0))
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

    static func piece(_ capsule: [UInt8]) throws(StoreError) -> GivenPiece {
        guard let body = Capsule.unwrap(capsule[...], as: .given) else { throw StoreError(.damaged, detail: "given") }
        return try GivenPiece(body: body)
    }

    static func delete(_ key: RecordKey, in db: Database) throws {
        try db.cachedStatement(sql: "DELETE FROM given WHERE row BETWEEN ? AND ?")
            .execute(arguments: [key.row(ofPiece: 0), key.row(ofPiece: RecordKey.pieces - 1)])
        try db.cachedStatement(sql: "DELETE FROM delivery WHERE key = ?").execute(arguments: [key.number])
    }
}
