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
    /// What changed is applied to the catalogue that was asked about and to no other: when an operator imports one
    /// meanwhile, `StoreError(.busy)` is thrown and the next look begins with that.
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
            try await store.confirm(held, at: clock.now)
            return .unchanged
        case .whole(let version, let stream):
            return .replaced(count: try await replace(stream, version: version, source: "backend", progress: progress))
        case .changes(let version, let changed, let removed)
        where changed.isEmpty && removed.isEmpty && version == held:
            // A cache on the way may answer so where the backend would have said 304.
            try await store.confirm(held, at: clock.now)
            return .unchanged
        case .changes(let version, let changed, let removed):
            try await store.beginReplacement(copying: held)
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
        try await store.beginReplacement()
        let (count, index) = try await collect(stream, progress)
        guard count > 0 else { throw StoreError(.failed, detail: "a catalogue without procedures is not taken") }
        try await commit(version: version, source: source, index: index)
        return count
    }

    /// Stages all batches; returns how many procedures there were, and the index where it could be made on the way.
    ///
    /// The next batches are read from the network while the words of this one are read and earlier ones are stored.
    /// The store takes several batches at once: each of its transactions writes the same lists anew.
    private func collect(
        _ stream: CatalogueStream, _ progress: @escaping @Sendable (Int) -> Void
    ) async throws -> (count: Int, index: [UInt8]?) {
        let index = IndexInTheMaking()
        return try await withThrowingTaskGroup(of: Void.self) { storing in
            let count = try await withThrowingTaskGroup(of: Void.self) { indexing in
                var count = 0
                var pile = CataloguePile()
                for try await batch in stream {
                    count += batch.count
                    progress(count)
                    indexing.addTask { await index.add(batch) }
                    if count > batch.count { try await indexing.next() }
                    pile.add(batch)
                    guard pile.isFull else { continue }
                    // One after the other: of a code that comes twice the last one counts.
                    try await storing.next()
                    storing.addTask { [store, records = pile.take()] in try await store.stage(records) }
                }
                // A stream ends as if it were complete when the task that reads it is cancelled.
                try Task.checkCancellation()
                try await storing.next()
                storing.addTask { [store, records = pile.take()] in try await store.stage(records) }
                return count
            }
            let bytes = await index.bytes()
            try await storing.waitForAll()
            return (count, bytes)
        }
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
