import FoundationEssentials
import GRDB
import ServiceDesk
import Synchronization

/// Opens `cache.sqlite` and keeps it usable: a damaged one is moved aside and starts empty, one that cannot be kept on
/// the disk lives in memory.
final class CacheFile: Sendable {
    static let name = "cache.sqlite"

    /// An open cache.
    ///
    /// Readers have their own connection, so that a citizen's question does not wait for a writer.
    struct Opened: Sendable {
        let reader: DatabaseQueue
        let writer: Part<DatabaseQueue>
        /// `nil` for a cache in memory.
        let lock: PartLock?
    }

    let directory: StateDirectory
    private let options: StoreOptions
    private let report: StoreReport
    private let mustRebuild = Mutex(false)
    private let part = Mutex<Part<Opened>?>(nil)

    init(directory: StateDirectory, options: StoreOptions, report: StoreReport) {
        self.directory = directory
        self.options = options
        self.report = report
    }

    /// Opens the cache; throws `StoreError(.newerVersion)` only.
    func opened() throws(StoreError) -> Opened {
        try part.withLock { part -> Part<Opened> in
            let value = part ?? Part(open: { [self] in try open() }, close: { [self] in close($0) })
            part = value
            return value
        }.value()
    }

    func close() { part.withLock { $0 }?.close() }

    /// Frees what the open connections keep in memory; a cache in memory is kept.
    func releaseMemory() async {
        guard let opened = part.withLock({ $0 })?.valueIfOpen else { return }
        await opened.reader.releaseMemory()
        await opened.writer.valueIfOpen?.releaseMemory()
    }

    /// Reads one state of the cache.
    ///
    /// Damage empties the cache, and the question is asked once more.
    func look<Value: Sendable>(
        _ work: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        do { return try await opened().reader.look(work) } catch {
            guard directory.isDamage(error, in: Self.name) else { throw error }
            rebuildAtNextUse()
            return try await opened().reader.look(work)
        }
    }

    /// Changes the cache in one transaction.
    func change<Value: Sendable>(
        _ work: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        do { return try await opened().writer.value().change(work) } catch {
            guard directory.isDamage(error, in: Self.name) else { throw error }
            rebuildAtNextUse()
            return try await opened().writer.value().change(work)
        }
    }

    /// A connection for a long reading that must hold up nobody; the caller closes it.
    func separateReader() throws -> (queue: DatabaseQueue, isShared: Bool) {
        let opened = try opened()
        guard opened.lock != nil else { return (opened.reader, true) }
        return (try openReader(), false)
    }

    private func rebuildAtNextUse() {
        mustRebuild.withLock { $0 = true }
        close()
    }

    private func close(_ opened: Opened) {
        opened.writer.close()
        try? opened.reader.close()
    }

    private func open() throws -> Opened {
        do {
            return try openOnDisk()
        } catch  where StoreFault.error(error).code == .newerVersion {
            throw error
        } catch {
            report.add(StoreNotice(.cacheInMemory, detail: StoreFault.error(error).detail))
            return try openInMemory()
        }
    }

    private func openOnDisk() throws -> Opened {
        try directory.make()
        let lock = try PartLock("cache.lock", in: directory)
        if mustRebuild.withLock({ $0 }) {
            try rebuild(lock, cause: "found while reading")
        } else {
            try lock.share(patience: options.patience)
        }
        do {
            return try connect(lock)
        } catch  where directory.isDamage(StoreFault.error(error), in: Self.name) {
            try rebuild(lock, cause: StoreFault.error(error).detail)
            return try connect(lock)
        }
    }

    private func connect(_ lock: PartLock) throws -> Opened {
        let writer = Part(open: { [self] in try openWriter() }, close: { ConnectionSettings.close($0) })
        if !directory.exists(Self.name) { _ = try writer.value() }
        var reader = try openReader()
        if try reader.read({ try Int.fetchOne($0, sql: "PRAGMA user_version") }) != CacheSchema.version {
            try reader.close()
            _ = try writer.value()
            reader = try openReader()
        }
        return Opened(reader: reader, writer: writer, lock: lock)
    }

    private func openReader() throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.label = "cache reader"
        configuration.readonly = true
        configuration.busyMode = .timeout(Double(options.patience / .milliseconds(1)) / 1000)
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA cell_size_check = ON") }
        return try DatabaseQueue(path: directory.path(Self.name), configuration: configuration)
    }

    private func openWriter() throws -> DatabaseQueue {
        try directory.create(Self.name)
        let configuration = ConnectionSettings.configuration(
            label: "cache writer", synchronous: "NORMAL", patience: options.patience, pageSize: 16_384
        )
        let queue = try DatabaseQueue(path: directory.path(Self.name), configuration: configuration)
        try ConnectionSettings.migrate(queue, with: CacheSchema.migrator, version: CacheSchema.version)
        return queue
    }

    /// A cache that ends with the program; starts from the file where that can still be read.
    private func openInMemory() throws -> Opened {
        let queue = try readableCopy() ?? DatabaseQueue()
        try CacheSchema.migrator.migrate(queue)
        return Opened(reader: queue, writer: Part(open: { queue }, close: { _ in }), lock: nil)
    }

    /// The file's own pages without its log, taken only when they are whole.
    private func readableCopy() throws -> DatabaseQueue? {
        guard !directory.path.contains(where: { "?#%".contains($0) }) else { return nil }
        var configuration = Configuration()
        configuration.readonly = true
        // Neither log nor locks, which would need a directory that can be written (sqlite.org/uri.html).
        let address = "file:\(directory.path(Self.name))?immutable=1"
        guard let file = try? DatabaseQueue(path: address, configuration: configuration) else { return nil }
        let copy = try DatabaseQueue()
        do {
            try file.backup(to: copy)
            try file.close()
            let answer = try copy.read { try String.fetchOne($0, sql: "PRAGMA quick_check(1)") }
            let isCurrent = try copy.read(CacheSchema.migrator.hasCompletedMigrations)
            return answer == "ok" && isCurrent ? copy : nil
        } catch {
            return nil
        }
    }

    /// Moves the damaged cache aside; only the newest of such files is kept, for all in it can be fetched again.
    private func rebuild(_ lock: PartLock, cause: String) throws {
        try lock.holdAlone(patience: .milliseconds(200))
        let aside = AsideName.free("cache-damaged", at: options.now(), in: directory)
        for name in directory.names() where name.hasPrefix("cache-damaged") { directory.remove(name) }
        directory.remove(Self.name + "-shm")
        for suffix in ["-wal", ""] where directory.exists(Self.name + suffix) {
            try directory.move(Self.name + suffix, to: aside + suffix)
        }
        mustRebuild.withLock { $0 = false }
        try lock.share(patience: options.patience)
        report.add(StoreNotice(.cacheRebuilt, detail: "\(cause); kept as \(aside)"))
    }
}
