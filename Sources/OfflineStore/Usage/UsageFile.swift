import FoundationEssentials
import GRDB
import ServiceDesk

/// Opens `usage.sqlite`: the counters, apart from the cache and the outbox so that neither suffers from the other.
///
/// A damaged one is moved aside and counting begins anew; one that cannot be written counts nothing.
struct UsageFile: Sendable {
    static let name = "usage.sqlite"

    let directory: StateDirectory
    let options: StoreOptions
    let report: StoreReport

    /// Open counters with the lock that says so to other processes.
    struct Opened: Sendable {
        let queue: DatabaseQueue
        let lock: PartLock
    }

    /// Throws a `StoreError` when nothing can be kept.
    func open() throws -> Opened {
        try directory.make()
        let lock = try PartLock("usage.lock", in: directory)
        try lock.share(patience: options.patience)
        do {
            return Opened(queue: try connect(), lock: lock)
        } catch  where directory.isDamage(StoreFault.error(error), in: Self.name) {
            try moveAside(lock, cause: StoreFault.error(error).detail)
            return Opened(queue: try connect(), lock: lock)
        }
    }

    private func connect() throws -> DatabaseQueue {
        try directory.create(Self.name)
        // A number lost in a power cut harms nobody: the log is not synced at each visit's end.
        let configuration = ConnectionSettings.configuration(
            label: "usage", synchronous: "NORMAL", patience: options.patience
        )
        let queue = try DatabaseQueue(path: directory.path(Self.name), configuration: configuration)
        do {
            try ConnectionSettings.migrate(queue, with: UsageSchema.migrator, version: UsageSchema.version)
            return queue
        } catch {
            try? queue.close()
            throw error
        }
    }

    private func moveAside(_ lock: PartLock, cause: String) throws {
        try lock.holdAlone(patience: .milliseconds(200))
        for name in directory.names() where name.hasPrefix("usage-damaged") { directory.remove(name) }
        let aside = AsideName.free("usage-damaged", at: options.now(), in: directory)
        directory.remove(Self.name + "-shm")
        for suffix in ["-wal", ""] where directory.exists(Self.name + suffix) {
            try directory.move(Self.name + suffix, to: aside + suffix)
        }
        try lock.share(patience: options.patience)
        report.add(StoreNotice(.countersRestarted, detail: "\(cause); kept as \(aside)"))
    }
}
