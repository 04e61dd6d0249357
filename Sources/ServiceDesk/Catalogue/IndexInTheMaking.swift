import ProcedureFinder
import PublicServices

/// The search index of a catalogue that is still arriving.
actor IndexInTheMaking {
    private var builder = SearchIndexBuilder()
    private var codes: Set<ProcedureCode> = []
    private var hasRepeats = false

    func add(_ records: [CatalogueRecord]) {
        for record in records {
            hasRepeats = !codes.insert(record.code).inserted || hasRepeats
            builder.add(FinderDocument(record.procedure))
        }
    }

    /// The bytes of the index; `nil` when a code came twice, of which the store keeps the last alone.
    func bytes() async -> [UInt8]? {
        guard !hasRepeats else { return nil }
        let finished = builder
        builder = SearchIndexBuilder()
        return await finished.indexInHalves().bytes
    }
}
