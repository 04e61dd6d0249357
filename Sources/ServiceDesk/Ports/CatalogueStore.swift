package import FoundationEssentials
package import PublicServices
import VietnameseText

/// The catalogue on this kiosk.
///
/// It is replaced whole or not at all.
///
/// Every method may throw a `StoreError`.
package protocol CatalogueStore: Sendable {
    /// What is held; `nil` for an empty store.
    func header() async throws -> CatalogueHeader?

    func procedure(_ code: ProcedureCode) async throws -> Procedure?

    /// The rows of these codes, in the order of `codes`; unknown codes are left out.
    func entries(_ codes: [ProcedureCode]) async throws -> [CatalogueEntry]

    /// Fields of a level with the number of procedures in each, most first, then by name.
    func fields(at level: AdministrativeLevel) async throws -> [FieldCount]

    /// Procedures of a field at a level, by name.
    func entries(at level: AdministrativeLevel, field: String) async throws -> [CatalogueEntry]

    /// Agencies with the number of procedures of each, in the order of `AgencyCount.inOrder`.
    func agencies() async throws -> [AgencyCount]

    /// Procedures of an agency, by name.
    func entries(agency: String) async throws -> [CatalogueEntry]

    func summary() async throws -> CatalogueSummary

    /// Counts one opening of a procedure's page: a code and a number, neither who nor when.
    ///
    /// The counts outlive the catalogue they were made with.
    func countOpened(_ code: ProcedureCode) async throws

    /// Codes in the catalogue that were opened most, most first, then by code; at most `limit`.
    func mostOpened(limit: Int) async throws -> [ProcedureCode]

    /// The bytes of the search index that belongs to the catalogue held.
    func searchIndex() async throws -> [UInt8]?

    /// Visits every procedure in the order of codes, one at a time.
    func forEachProcedure(_ visit: @Sendable (Procedure) throws -> Void) async throws

    /// Starts collecting a new catalogue beside the one in use.
    func beginReplacement() async throws

    /// Starts collecting from the procedures held; throws `StoreError(.busy)` when they are no longer those of this
    /// version, for another process has replaced them since.
    func beginReplacement(copying held: CatalogueVersion?) async throws

    /// Adds or replaces procedures in the collection.
    func stage(_ records: [CatalogueRecord]) async throws

    func unstage(_ codes: [ProcedureCode]) async throws

    /// Puts the collection in place of the catalogue in one transaction. `makeIndex` receives a way to visit every
    /// staged procedure and returns the bytes of the index.
    func commitReplacement(
        _ header: CatalogueHeader,
        makeIndex: @Sendable ((_ visit: (Procedure) throws -> Void) throws -> Void) throws -> [UInt8]
    ) async throws

    /// Records that the backend confirmed the catalogue of this version at this instant; throws `StoreError(.busy)` when
    /// another is held by now.
    func confirm(_ held: CatalogueVersion?, at instant: Date) async throws
}

extension CatalogueStore {
    /// Adds or replaces procedures whose records are written anew.
    package func stage(_ procedures: [Procedure]) async throws {
        try await stage(procedures.map { CatalogueRecord($0) })
    }
}

/// Which catalogue a store holds.
package struct CatalogueHeader: Equatable, Sendable {
    /// The backend's version; `nil` for a catalogue that came from a file.
    package var version: CatalogueVersion?
    /// When the backend last said that this is the catalogue, or when the file was read.
    package var confirmedAt: Date
    package var count: Int
    /// Where it came from, in words for the operator.
    package var source: String

    package init(version: CatalogueVersion?, confirmedAt: Date, count: Int, source: String) {
        self.version = version
        self.confirmedAt = confirmedAt
        self.count = count
        self.source = source
    }
}

/// A procedure in a list.
package struct CatalogueEntry: Hashable, Sendable {
    package var code: ProcedureCode
    package var name: String
    package var englishName: String?
    package var field: String
    package var levels: [AdministrativeLevel]
    package var agency: String
    package var isRetired: Bool

    package init(_ procedure: Procedure) {
        code = procedure.code
        name = procedure.name
        englishName = procedure.englishName
        field = procedure.field
        levels = procedure.levels
        agency = procedure.agency
        isRetired = procedure.isRetired
    }
}

/// A field with the number of its procedures.
package struct FieldCount: Hashable, Sendable {
    package var field: String
    package var count: Int

    package init(field: String, count: Int) {
        self.field = field
        self.count = count
    }
}

/// An agency with the number of its procedures; procedures without one count under an empty name.
package struct AgencyCount: Hashable, Sendable {
    package var agency: String
    package var count: Int

    package init(agency: String, count: Int) {
        self.agency = agency
        self.count = count
    }

    /// Most procedures first, then by folded name; the one without a name last.
    package static func inOrder(_ counts: [AgencyCount]) -> [AgencyCount] {
        let keyed = counts.map { (count: $0, name: Fold.foldedString($0.agency)) }
        return keyed.sorted { left, right in
            let (one, other) = (left.count, right.count)
            guard one.agency.isEmpty == other.agency.isEmpty else { return other.agency.isEmpty }
            return (other.count, left.name, one.agency) < (one.count, right.name, other.agency)
        }.map(\.count)
    }
}

/// Why the store could not do what was asked.
package struct StoreError: Error, Equatable, Sendable {
    package enum Code: Equatable, Sendable {
        /// The disk is full.
        case full
        /// The store belongs to a newer kiosk.
        case newerVersion
        case readOnly
        case damaged
        /// The outbox holds as many records as it may.
        case outboxFull
        case busy
        case failed
    }

    package var code: Code
    /// For the operator; holds nothing personal.
    package var detail: String

    package init(_ code: Code, detail: String = "") {
        self.code = code
        self.detail = detail
    }
}
