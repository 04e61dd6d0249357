/// Records that wait to be stored together.
struct CataloguePile {
    /// Enough for one transaction: procedures, or bytes of their records.
    private static let mostRecords = 1_000
    private static let mostBytes = 3 * 1024 * 1024

    private var records: [CatalogueRecord] = []
    private var bytes = 0

    var isFull: Bool { records.count >= Self.mostRecords || bytes >= Self.mostBytes }

    mutating func add(_ batch: [CatalogueRecord]) {
        records += batch.map(\.listed)
        bytes += batch.reduce(0) { $0 + ($1.json?.count ?? 0) }
    }

    /// All that wait; none wait afterwards.
    mutating func take() -> [CatalogueRecord] {
        defer { self = CataloguePile() }
        return records
    }
}
