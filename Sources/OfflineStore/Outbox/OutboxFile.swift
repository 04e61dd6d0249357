import FoundationEssentials
import GRDB
import Logging
import ServiceDesk

/// Opens `outbox.sqlite`: makes it, brings it to the newest form, looks through it and, when it is damaged, saves what
/// is intact into a new file.
struct OutboxFile: Sendable {
    static let name = "outbox.sqlite"
    /// A part of a log that SQLite would not read, kept until its records are in the outbox again.
    private static let unread = "outbox.unread"

    let directory: StateDirectory
    let options: StoreOptions
    let report: StoreReport

    /// An open outbox with the lock that says so to other processes.
    struct Opened: Sendable {
        let queue: DatabaseQueue
        let lock: PartLock
        let tally = OutboxTally()
    }

    /// Throws a `StoreError` when nothing can be kept: `readOnly`, `full`, `newerVersion`, `busy` or `failed`.
    func open() throws -> Opened {
        try directory.make()
        let lock = try PartLock("outbox.lock", in: directory)
        var isAlone = try lock.enter(patience: options.patience)
        let rebuilding = OutboxRebuilding(directory: directory, options: options, report: report)
        var log = Salvage()
        var isRebuilt = false
        while true {
            if isAlone {
                try rebuilding.finish()
                try setUnreadAside()
                log.scan((directory.bytes(of: Self.name + "-wal") ?? [])[...])
            }
            do {
                // A file made a moment ago out of capsules that were checked is not looked through a second time.
                let queue = try connect(inspecting: !isRebuilt)
                // SQLite syncs the name of a new log too, but does not look whether that failed.
                try directory.sync()
                if isAlone { try putBackUnread(into: queue) }
                try lock.share(patience: options.patience)
                return Opened(queue: queue, lock: lock)
            } catch  where !isRebuilt && directory.isDamage(StoreFault.error(error), in: Self.name) {
                let cause = StoreFault.error(error).detail
                if !isAlone {
                    try lock.holdAlone(patience: options.patience)
                    isAlone = true
                } else {
                    log = try rebuilding.rebuild(beside: log, cause: cause)
                    isRebuilt = true
                }
            }
        }
    }

    /// A connection to an outbox that was looked through.
    private func connect(inspecting: Bool) throws -> DatabaseQueue {
        try directory.create(Self.name)
        let configuration = ConnectionSettings.configuration(
            label: "outbox", synchronous: "FULL", patience: options.patience
        )
        let queue = try DatabaseQueue(path: directory.path(Self.name), configuration: configuration)
        do {
            try ConnectionSettings.migrate(queue, with: OutboxSchema.migrator, version: OutboxSchema.version)
            try queue.read(OutboxInspection.checkDurability)
            if inspecting { try queue.read(OutboxInspection.inspect) }
            // A file that can be read but not written shows it only at a write, even one of no row.
            try queue.inDatabase { try $0.execute(sql: "UPDATE delivery SET bytes = bytes WHERE key = -1") }
            return queue
        } catch {
            try? queue.close()
            throw error
        }
    }

    private func setUnreadAside() throws {
        guard let log = directory.bytes(of: Self.name + "-wal"), let part = LogInspection.unreadPart(of: log) else {
            return
        }
        var salvage = Salvage()
        salvage.scan(part)
        guard !salvage.isEmpty else { return }
        try directory.replace(Self.unread, with: Array(part))
    }

    private func putBackUnread(into queue: DatabaseQueue) throws {
        guard let part = directory.bytes(of: Self.unread) else { return }
        var salvage = Salvage()
        salvage.scan(part[...])
        let found = salvage
        let recovered = try queue.write { db in try found.putBack(in: db) }
        directory.remove(Self.unread)
        guard recovered > 0 else { return }
        report.add(StoreNotice(.recordsRecovered, detail: "from a log that a fault had cut", kept: recovered))
    }
}
