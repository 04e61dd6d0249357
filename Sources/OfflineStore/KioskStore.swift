import ServiceDesk

/// Everything a kiosk keeps on its disk, in one state directory.
///
/// `outbox.sqlite` holds what citizens gave and is saved record by record when it is damaged; `cache.sqlite` holds what
/// can be fetched again, `usage.sqlite` what was counted. Nothing is opened before it is used: a command that only
/// finds procedures opens the cache and no more.
package struct KioskStore: Sendable {
    package let catalogue: SQLiteCatalogue
    package let answers: SQLiteAnswers
    package let ledger: SQLiteLedger
    package let outbox: SQLiteOutbox
    package let usage: SQLiteUsage

    private let cache: CacheFile
    private let outboxPart: Part<OutboxFile.Opened>
    private let usagePart: Part<UsageFile.Opened>
    private let directory: StateDirectory
    private let report: StoreReport

    /// Names the store in `directory`, which is made at the first use.
    package static func open(directory: String, options: StoreOptions = StoreOptions()) -> KioskStore {
        KioskStore(directory: StateDirectory(path: directory), options: options)
    }

    private init(directory: StateDirectory, options: StoreOptions) {
        let report = StoreReport(logger: options.logger)
        let key = StoreKey(given: options.key, directory: directory, report: report)
        let cache = CacheFile(directory: directory, options: options, report: report)
        let file = OutboxFile(directory: directory, options: options, report: report)
        outboxPart = Part(open: { try file.open() }, close: { ConnectionSettings.close($0.queue) })
        let counters = UsageFile(directory: directory, options: options, report: report)
        usagePart = Part(open: { try counters.open() }, close: { ConnectionSettings.close($0.queue) })
        usage = SQLiteUsage(part: usagePart, key: key)
        catalogue = SQLiteCatalogue(file: cache)
        answers = SQLiteAnswers(file: cache, key: key)
        ledger = SQLiteLedger(file: cache, key: key)
        outbox = SQLiteOutbox(part: outboxPart, options: options, report: report)
        self.cache = cache
        self.directory = directory
        self.report = report
    }

    /// What happened to the store since the last call, for the operator.
    package func takeNotices() -> [StoreNotice] { report.take() }

    /// Bytes of all files in the state directory itself, for the operator.
    package var bytesOnDisk: Int { directory.bytesOfFiles }

    /// Frees what the open files keep in memory for a quicker next question: pages of the visit that ended among it.
    package func releaseMemory() async {
        await cache.releaseMemory()
        await outboxPart.valueIfOpen?.queue.releaseMemory()
        await usagePart.valueIfOpen?.queue.releaseMemory()
    }

    /// Writes the logs back and closes the files; a later use opens them again.
    package func close() {
        cache.close()
        outboxPart.close()
        usagePart.close()
    }
}
