package import Logging
import ProcedureFinder
import PublicServices

/// Brings catalogues into the store: from the backend or from a file, whole or not at all.
package struct CatalogueKeeper: Sendable {
    /// What a sync did.
    package enum Outcome: Equatable, Sendable {
        case unchanged
        case replaced(count: Int)
        case changed(changed: Int, removed: Int)
    }

    private let store: any CatalogueStore
    private let desk: CatalogueDesk
    private let clock: any KioskClock
    private let logger: Logger

    package init(store: any CatalogueStore, desk: CatalogueDesk, clock: any KioskClock, logger: Logger) {
        self.store = store
        self.desk = desk
        self.clock = clock
        self.logger = logger
    }

    /// Asks the backend for its catalogue; nothing moves when nothing changed.
    ///
    /// - Parameters:
    ///   - backend: who is asked.
    ///   - progress: called with the number of procedures received so far.
    /// - Throws: `BackendError`, `StoreError` or `CancellationError`; the catalogue held before stays in use.
    package func sync(
        with backend: any ProvincialBackend,
        progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws -> Outcome {
        let held = try await store.header()?.version
        switch try await backend.catalogue(held: held) {
        case .unchanged:
            try await store.confirm(at: clock.now)
            return .unchanged
        case .whole(let version, let stream):
            return .replaced(count: try await replace(stream, version: version, source: "backend", progress: progress))
        case .changes(let version, let changed, let removed)
        where changed.isEmpty && removed.isEmpty && version == held:
            // A cache on the way may answer so where the backend would have said 304.
            try await store.confirm(at: clock.now)
            return .unchanged
        case .changes(let version, let changed, let removed):
            try await store.beginReplacement(copying: true)
            try await store.stage(changed)
            try await store.unstage(removed)
            try await commit(version: version, source: "backend")
            return .changed(changed: changed.count, removed: removed.count)
        }
    }

    /// Replaces the catalogue by one from a file.
    ///
    /// - Throws: what the stream throws, `CancellationError`, or `StoreError`, also for a catalogue without procedures;
    ///   the catalogue held before stays in use.
    @discardableResult
    package func replace(
        _ stream: CatalogueStream,
        version: CatalogueVersion?,
        source: String,
        progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws -> Int {
        try await store.beginReplacement(copying: false)
        let index = IndexInTheMaking()
        var count = 0
        var batches = stream.makeAsyncIterator()
        var batch = try await batches.next()
        while let current = batch {
            // The next batch is read from the network while this one is stored and its words are read.
            count += current.count
            let total = count
            async let kept: Void = keep(current, index, { progress(total) })
            batch = try await batches.next()
            try await kept
        }
        // A stream ends as if it were complete when the task that reads it is cancelled.
        try Task.checkCancellation()
        guard count > 0 else { throw StoreError(.failed, detail: "a catalogue without procedures is not taken") }
        try await commit(version: version, source: source, index: await index.bytes())
        return count
    }

    private func keep(
        _ batch: [Procedure], _ index: IndexInTheMaking, _ done: @escaping @Sendable () -> Void
    ) async throws {
        async let indexed: Void = index.add(batch)
        try await store.stage(batch)
        await indexed
        done()
    }

    /// - Parameter index: the bytes of the index; `nil` makes it of what is staged.
    private func commit(version: CatalogueVersion?, source: String, index: [UInt8]? = nil) async throws {
        let header = CatalogueHeader(version: version, confirmedAt: clock.now, count: 0, source: source)
        try await store.commitReplacement(header) { each in
            if let index { return index }
            var builder = SearchIndexBuilder()
            try each { builder.add(FinderDocument($0)) }
            return builder.index().bytes
        }
        await desk.catalogueChanged()
        logger.info("catalogue replaced", metadata: ["source": "\(source)"])
    }
}
