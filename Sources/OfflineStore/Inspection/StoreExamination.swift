package import FoundationEssentials
import GRDB
package import ServiceDesk

/// A look at the files of a store that changes nothing: no new form, no rebuilding, no file where there was none.
///
/// For the operator's `kiosk doctor`, which may run beside a kiosk and before an upgrade: a store brought to a newer
/// form could not be taken back.
package struct StoreExamination: Sendable {
    /// What stands in an outbox.
    package struct Outbox: Equatable, Sendable {
        package let counts: OutboxCounts
        /// How much of it is taken by what the province does not have.
        package let room: OutboxRoom
        /// When the oldest record that waits or is parked was given; `nil` without one.
        package let oldest: Date?
    }

    private let directory: StateDirectory
    private let options: StoreOptions

    /// Names the store in `directory`.
    package init(directory: String, options: StoreOptions = StoreOptions()) {
        self.directory = StateDirectory(path: directory)
        self.options = options
    }

    /// Looks an outbox through, every record against its checksum; `nil` when there is none yet.
    ///
    /// - Throws: `StoreError`: `damaged`, `newerVersion`, `readOnly` when it cannot be read, `busy` or `failed`.
    package func outbox() throws(StoreError) -> Outbox? {
        try look(OutboxFile.name, OutboxSchema.migrator, OutboxSchema.version) { db, isCurrent in
            if isCurrent { try OutboxInspection.inspect(db) } else { try Self.quickCheck(db) }
            let counts = try OutboxQueries.counts(in: db)
            var oldest: Date?
            try RecordReading.each("state <> 1", [], in: db) { reading in
                oldest = try reading.record().createdAt
                return false
            }
            return Outbox(counts: counts, room: OutboxRoom(counts, options), oldest: oldest)
        }
    }

    /// Looks the cache through with SQLite's own check; how many procedures it holds, `nil` when there is none yet.
    ///
    /// - Throws: `StoreError` as `outbox` does.
    package func procedures() throws(StoreError) -> Int? {
        try look(CacheFile.name, CacheSchema.migrator, CacheSchema.version) { db, isCurrent in
            try Self.quickCheck(db)
            guard isCurrent else { return 0 }
            return try Int.fetchOne(db, sql: "SELECT count FROM catalogue ORDER BY id DESC LIMIT 1") ?? 0
        }
    }

    /// Looks the counters through with SQLite's own check; `false` when nothing was counted yet.
    ///
    /// - Throws: `StoreError` as `outbox` does.
    package func hasCounters() throws(StoreError) -> Bool {
        try look(UsageFile.name, UsageSchema.migrator, UsageSchema.version) { db, _ in
            try Self.quickCheck(db)
            return true
        } ?? false
    }

    /// Files that were set aside because they were damaged.
    package var setAside: [String] {
        directory.names().filter { $0.contains("-damaged-") && $0.hasSuffix(".sqlite") }
    }

    private static func quickCheck(_ db: Database) throws {
        let answer = try String.fetchOne(db, sql: "PRAGMA quick_check(1)")
        guard answer == "ok" else { throw StoreError(.damaged, detail: "check: \(answer ?? "no answer")") }
    }

    /// Opens a file for reading and asks it; the form it has is judged first.
    private func look<Value>(
        _ name: String, _ migrator: DatabaseMigrator, _ version: Int,
        _ work: (Database, _ isCurrent: Bool) throws -> Value
    ) throws(StoreError) -> Value? {
        guard directory.exists(name) else { return nil }
        do {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.busyMode = .timeout(Double(options.patience / .milliseconds(1)) / 1000)
            let queue = try DatabaseQueue(path: directory.path(name), configuration: configuration)
            defer { try? queue.close() }
            return try queue.read { db in
                let found = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
                if try migrator.hasBeenSuperseded(db), found > version {
                    throw StoreError(.newerVersion, detail: "\(name) has form \(found), this kiosk knows \(version)")
                }
                return try work(db, try migrator.hasCompletedMigrations(db))
            }
        } catch {
            throw StoreFault.error(error)
        }
    }
}
