import FoundationEssentials
import GRDB
import ServiceDesk

extension DatabaseQueue {
    /// Runs `work` in one transaction that holds the write lock, off the cooperative threads.
    ///
    /// Unlike GRDB's own `async` methods it is not cancelled with the task: what is given at the end of a visit is
    /// either kept or refused.
    func change<Value: Sendable>(
        _ work: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        try await run { db in try Self.inTransaction(db, .immediate, work) }
    }

    /// Runs `work` on one state of the database.
    func look<Value: Sendable>(
        _ work: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        try await run { db in try Self.inTransaction(db, .deferred, work) }
    }

    /// Writes the log back and cuts it to nothing, so that it keeps no former state of a page.
    func emptyLog() async throws(StoreError) {
        try await run { db in try db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
    }

    /// Frees what this connection keeps in memory for a quicker next question.
    func releaseMemory() async {
        // What cannot be freed stays as it is; no question failed.
        try? await run { db in db.releaseMemory() }
    }

    private func run<Value: Sendable>(
        _ work: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        let result: Result<Value, StoreError> = await withCheckedContinuation { continuation in
            asyncWriteWithoutTransaction { db in
                continuation.resume(returning: Result { try work(db) }.mapError(StoreFault.error))
            }
        }
        return try result.get()
    }

    static func inTransaction<Value>(
        _ db: Database, _ kind: Database.TransactionKind, _ work: (Database) throws -> Value
    ) throws -> Value {
        var value: Value?
        try db.inTransaction(kind) {
            value = try work(db)
            return .commit
        }
        guard let value else { throw StoreError(.failed, detail: "transaction without a value") }
        return value
    }
}

extension Row {
    /// The value of a column; throws `StoreError(.damaged)` where a damaged page holds another type.
    func value<Value: DatabaseValueConvertible>(_ index: Int, _: Value.Type = Value.self) throws(StoreError) -> Value {
        guard let value = Value.fromDatabaseValue(self[index] as DatabaseValue) else {
            throw StoreError(.damaged, detail: "unexpected type of a value")
        }
        return value
    }

    /// The bytes of a column; throws as `value` does.
    func bytes(_ index: Int) throws -> [UInt8] {
        try withUnsafeData(atIndex: index) { data throws(StoreError) in
            guard let data else { throw StoreError(.damaged, detail: "a value is missing") }
            return Array(data)
        }
    }

    func optional<Value: DatabaseValueConvertible>(
        _ index: Int, _: Value.Type = Value.self
    ) throws(StoreError) -> Value? {
        (self[index] as DatabaseValue).isNull ? nil : try value(index)
    }
}

/// Settings that both files share.
enum ConnectionSettings {
    /// Bytes in the log before it is written back, and that it keeps afterwards.
    private static let logBytes = 4_194_304

    /// - Parameter pageSize: of a new file, in bytes; one that is there keeps its own. Small records that are synced one
    ///   by one want small pages, a catalogue of long ones is stored a tenth faster in large ones (2 cores, 2026-11).
    static func configuration(
        label: String, synchronous: String, patience: Duration, pageSize: Int = 4_096
    ) -> Configuration {
        var configuration = Configuration()
        configuration.label = label
        configuration.busyMode = .timeout(Double(patience / .milliseconds(1)) / 1000)
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA page_size = \(pageSize)")
            let pageSize = try Int.fetchOne(db, sql: "PRAGMA page_size") ?? pageSize
            try db.execute(
                sql: """
                    PRAGMA journal_mode = WAL;
                    PRAGMA synchronous = \(synchronous);
                    PRAGMA wal_autocheckpoint = \(logBytes / pageSize);
                    PRAGMA journal_size_limit = \(logBytes);
                    PRAGMA secure_delete = ON;
                    PRAGMA cell_size_check = ON;
                    PRAGMA trusted_schema = OFF;
                    """
            )
        }
        return configuration
    }

    /// Brings a database to the newest form; refuses one that a newer kiosk wrote.
    ///
    /// Newer is only what says so twice, in the list of migrations and in `user_version`: a single damaged byte must
    /// not keep a kiosk from its own store.
    static func migrate(_ queue: DatabaseQueue, with migrator: DatabaseMigrator, version: Int) throws {
        let found = try queue.inDatabase { db in
            (
                isNewer: try migrator.hasBeenSuperseded(db),
                isCurrent: try migrator.hasCompletedMigrations(db),
                version: try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
            )
        }
        if found.isNewer {
            throw found.version > version
                ? StoreError(.newerVersion, detail: "store of version \(found.version), this kiosk knows \(version)")
                : StoreError(.damaged, detail: "unknown migrations")
        }
        if !found.isCurrent { try migrator.migrate(queue) }
        if found.version != version { try queue.inDatabase { try $0.execute(sql: "PRAGMA user_version = \(version)") } }
    }

    /// Writes the log back and ends the connection; errors are left, for the next opening repeats it.
    static func close(_ queue: DatabaseQueue) {
        try? queue.inDatabase { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
        try? queue.close()
    }
}
