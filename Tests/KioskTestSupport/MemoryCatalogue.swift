package import FoundationEssentials
package import PublicServices
package import ServiceDesk

/// A catalogue in memory; replaced whole or not at all, like the real one.
package actor MemoryCatalogue: CatalogueStore {
    private var procedures: [ProcedureCode: Procedure] = [:]
    private var held: CatalogueHeader?
    private var index: [UInt8]?
    private var collection: [ProcedureCode: Procedure]?
    private var error: StoreError?
    private var openings: [ProcedureCode: Int] = [:]
    private var indexHold: CheckedContinuation<Void, Never>?
    private var indexWatch: CheckedContinuation<Void, Never>?
    private var holdsNextIndex = false
    /// How often the index was read.
    package private(set) var indexReads = 0

    /// A store with these procedures, from a file, and without an index.
    package init(_ procedures: [Procedure] = [], confirmedAt: Date = Date(timeIntervalSince1970: 1_795_399_200)) {
        guard !procedures.isEmpty else { return }
        self.procedures = Dictionary(procedures.map { ($0.code, $0) }) { _, last in last }
        held = CatalogueHeader(version: nil, confirmedAt: confirmedAt, count: procedures.count, source: "test")
    }

    /// Makes every use fail from now on; `nil` mends it.
    package func set(_ error: StoreError?) { self.error = error }

    package func header() async throws -> CatalogueHeader? {
        try check()
        return held
    }

    package func procedure(_ code: ProcedureCode) async throws -> Procedure? {
        try check()
        return procedures[code]
    }

    package func entries(_ codes: [ProcedureCode]) async throws -> [CatalogueEntry] {
        try check()
        return codes.compactMap { procedures[$0].map(CatalogueEntry.init) }
    }

    package func fields(at level: AdministrativeLevel) async throws -> [FieldCount] {
        try check()
        let fields = sorted.filter { $0.levels.contains(level) }.map(\.field)
        return Dictionary(grouping: fields) { $0 }
            .map { FieldCount(field: $0.key, count: $0.value.count) }
            .sorted { ($1.count, $0.field) < ($0.count, $1.field) }
    }

    package func entries(at level: AdministrativeLevel, field: String) async throws -> [CatalogueEntry] {
        try check()
        return sorted.filter { $0.field == field && $0.levels.contains(level) }.map(CatalogueEntry.init)
            .sorted { $0.name < $1.name }
    }

    package func agencies() async throws -> [AgencyCount] {
        try check()
        let groups = Dictionary(grouping: procedures.values, by: \.agency)
        return AgencyCount.inOrder(groups.map { AgencyCount(agency: $0.key, count: $0.value.count) })
    }

    package func entries(agency: String) async throws -> [CatalogueEntry] {
        try check()
        return sorted.filter { $0.agency == agency }.map(CatalogueEntry.init).sorted { $0.name < $1.name }
    }

    package func countOpened(_ code: ProcedureCode) async throws {
        try check()
        openings[code, default: 0] += 1
    }

    package func mostOpened(limit: Int) async throws -> [ProcedureCode] {
        try check()
        let held = openings.filter { procedures[$0.key] != nil }
        return held.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(max(0, limit)).map(\.key)
    }

    package func summary() async throws -> CatalogueSummary {
        try check()
        return CatalogueSummary(procedures.values)
    }

    package func searchIndex() async throws -> [UInt8]? {
        try check()
        indexReads += 1
        let bytes = index
        if holdsNextIndex {
            holdsNextIndex = false
            await withCheckedContinuation { hold in
                indexHold = hold
                indexWatch?.resume()
                indexWatch = nil
            }
        }
        return bytes
    }

    package func forEachProcedure(_ visit: @Sendable (Procedure) throws -> Void) async throws {
        try check()
        for procedure in sorted { try visit(procedure) }
    }

    package func beginReplacement() async throws {
        try check()
        collection = [:]
    }

    package func beginReplacement(copying held: CatalogueVersion?) async throws {
        try check()
        guard self.held?.version == held else { throw StoreError(.busy) }
        collection = procedures
    }

    package func stage(_ records: [CatalogueRecord]) async throws {
        try check()
        guard collection != nil else { throw StoreError(.failed, detail: "nothing is collected") }
        for record in records { collection?[record.code] = record.procedure }
    }

    package func unstage(_ codes: [ProcedureCode]) async throws {
        try check()
        for code in codes { collection?[code] = nil }
    }

    package func commitReplacement(
        _ header: CatalogueHeader,
        makeIndex: @Sendable ((_ visit: (Procedure) throws -> Void) throws -> Void) throws -> [UInt8]
    ) async throws {
        try check()
        guard let staged = collection else { throw StoreError(.failed, detail: "nothing is collected") }
        let ordered = staged.values.sorted { $0.code < $1.code }
        index = try makeIndex { visit in for procedure in ordered { try visit(procedure) } }
        procedures = staged
        held = header
        held?.count = staged.count
        collection = nil
    }

    package func confirm(_ held: CatalogueVersion?, at instant: Date) async throws {
        try check()
        guard self.held?.version == held else { throw StoreError(.busy) }
        self.held?.confirmedAt = instant
    }

    /// Lets the next reading of the index wait, after it has read, until `releaseIndex()`.
    package func holdNextIndex() { holdsNextIndex = true }

    /// Waits until a reading of the index waits.
    package func untilIndexIsHeld() async {
        if indexHold == nil { await withCheckedContinuation { indexWatch = $0 } }
    }

    package func releaseIndex() {
        indexHold?.resume()
        indexHold = nil
    }

    private var sorted: [Procedure] { procedures.values.sorted { $0.code < $1.code } }

    private func check() throws {
        if let error { throw error }
    }
}
