import FoundationEssentials
import GRDB
import ServiceDesk

/// Builds a new outbox out of what is intact in a damaged one.
///
/// Only who holds the outbox alone may use it.
///
/// The new file becomes complete under the name `outbox.rebuilt`; from that rename on the rebuilding is decided, and
/// whoever finds that name finishes it. So a kill at any point loses nothing.
struct OutboxRebuilding: Sendable {
    private static let building = "outbox.building"
    private static let rebuilt = "outbox.rebuilt"

    let directory: StateDirectory
    let options: StoreOptions
    let report: StoreReport

    /// Puts the intact records of the damaged file, and of a log read before, into a new one; returns what was found.
    func rebuild(beside log: Salvage, cause: String) throws -> Salvage {
        var salvage = log
        for name in [OutboxFile.name, OutboxFile.name + "-wal"] {
            salvage.scan((directory.bytes(of: name) ?? [])[...])
        }
        let records = salvage.records
        try build(records)
        try directory.move(Self.building, to: Self.rebuilt)
        let aside = try finish() ?? OutboxFile.name
        let lost = salvage.incomplete
        report.add(
            StoreNotice(.outboxRebuilt, detail: "\(cause); kept as \(aside)", kept: records.count, lost: lost)
        )
        return salvage
    }

    /// Moves a damaged file aside and the rebuilt one into its place, if there is one; returns the name of the former.
    @discardableResult
    func finish() throws -> String? {
        guard directory.exists(Self.rebuilt) else { return nil }
        let aside = AsideName.free("outbox-damaged", at: options.now(), in: directory)
        directory.remove(OutboxFile.name + "-shm")
        for suffix in ["-wal", ""] where directory.exists(OutboxFile.name + suffix) {
            try directory.move(OutboxFile.name + suffix, to: aside + suffix)
        }
        try directory.move(Self.rebuilt, to: OutboxFile.name)
        return aside
    }

    /// Needs no journal: a file that was not finished is begun anew, and a finished one is synced before its name says
    /// so.
    private func build(_ records: [Salvage.Whole]) throws {
        for suffix in ["", "-wal", "-shm", "-journal"] { directory.remove(Self.building + suffix) }
        try directory.create(Self.building)
        var configuration = Configuration()
        configuration.prepareDatabase { db in
            try db.execute(
                sql: "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE"
            )
        }
        let queue = try DatabaseQueue(path: directory.path(Self.building), configuration: configuration)
        try OutboxSchema.migrator.migrate(queue)
        try queue.write { db in
            try db.execute(sql: "PRAGMA user_version = \(OutboxSchema.version)")
            var last: RecordKey?
            for record in records {
                // Two ids of one millisecond can share a key; the file never held both.
                let key = RecordKey(record.delivery.id)
                if key != last { try OutboxRows.insert(record.given, bytes: record.bytes, record.delivery, in: db) }
                last = key
            }
        }
        try queue.close()
        try directory.sync(Self.building)
    }
}

/// Names for what is moved aside.
enum AsideName {
    /// `<stem>-20261123-104500.sqlite`, with a number behind it when that is taken.
    static func free(_ stem: String, at instant: Date, in directory: StateDirectory) -> String {
        let name = "\(stem)-\(stamp(instant))"
        var number = 1
        while true {
            let candidate = number == 1 ? "\(name).sqlite" : "\(name)-\(number).sqlite"
            if !directory.exists(candidate) { return candidate }
            number += 1
        }
    }

    private static func stamp(_ instant: Date) -> String {
        instant.ISO8601Format().filter { $0.isNumber || $0 == "T" }.replacing("T", with: "-")
    }
}
