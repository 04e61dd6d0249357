import FoundationEssentials
import GRDB
package import PublicServices
package import ServiceDesk

/// The catalogue on disk: `cache.sqlite` and the search index beside it.
///
/// Every method throws `StoreError`. A damaged store is emptied rather than refused: `header()` is then `nil`.
package struct SQLiteCatalogue: CatalogueStore {
    private static let pageSize = 100

    let file: CacheFile
    let index: SearchIndexFile
    let collecting = Collecting()

    init(file: CacheFile) {
        self.file = file
        index = SearchIndexFile(directory: file.directory)
    }

    package func header() async throws -> CatalogueHeader? {
        try await file.look { try HeldCatalogue.fetch($0)?.header }
    }

    package func procedure(_ code: ProcedureCode) async throws -> Procedure? {
        try await file.look { db in
            let statement = try db.cachedStatement(
                sql: "SELECT body, bodySum FROM procedure WHERE generation = ? AND code = ?"
            )
            guard let held = try HeldCatalogue.fetch(db),
                let row = try Row.fetchOne(statement, arguments: [held.generation, code.text])
            else { return nil }
            let procedure = try CatalogueRow.procedure(body: row.value(0), sum: row.value(1))
            guard procedure.code == code else { throw StoreError(.damaged, detail: "code") }
            return procedure
        }
    }

    package func entries(_ codes: [ProcedureCode]) async throws -> [CatalogueEntry] {
        try await file.look { db in
            guard let held = try HeldCatalogue.fetch(db) else { return [] }
            let statement = try db.cachedStatement(
                sql: "SELECT \(CatalogueRow.entryColumns) FROM procedure WHERE generation = ? AND code = ?"
            )
            return try codes.compactMap { code in
                try Row.fetchOne(statement, arguments: [held.generation, code.text]).map(CatalogueRow.entry)
            }
        }
    }

    package func fields(at level: AdministrativeLevel) async throws -> [FieldCount] {
        try await file.look { db in
            guard let held = try HeldCatalogue.fetch(db) else { return [] }
            return try Row.fetchAll(
                db,
                sql: """
                    SELECT field, count(*) FROM procedure WHERE generation = ? AND levelMask & ? <> 0
                    GROUP BY field ORDER BY count(*) DESC, field
                    """,
                arguments: [held.generation, CatalogueRow.mask([level])]
            ).map { try FieldCount(field: $0.value(0), count: $0.value(1)) }
        }
    }

    /// Procedures of a field at a level, by name; abolished ones last.
    package func entries(at level: AdministrativeLevel, field: String) async throws -> [CatalogueEntry] {
        try await entries("field = ? AND levelMask & ? <> 0", [field, CatalogueRow.mask([level])])
    }

    package func agencies() async throws -> [AgencyCount] {
        let counts = try await file.look { db -> [AgencyCount] in
            guard let held = try HeldCatalogue.fetch(db) else { return [] }
            return try Row.fetchAll(
                db,
                sql: "SELECT agency, count(*) FROM procedure WHERE generation = ? GROUP BY agency",
                arguments: [held.generation]
            ).map { try AgencyCount(agency: $0.value(0), count: $0.value(1)) }
        }
        return AgencyCount.inOrder(counts)
    }

    /// Procedures of an agency, by name; abolished ones last.
    package func entries(agency: String) async throws -> [CatalogueEntry] {
        try await entries("agency = ?", [agency])
    }

    /// Entries of the catalogue held, by name; abolished ones last.
    private func entries(_ condition: String, _ values: StatementArguments) async throws -> [CatalogueEntry] {
        try await file.look { db in
            guard let held = try HeldCatalogue.fetch(db) else { return [] }
            return try Row.fetchAll(
                db,
                sql: """
                    SELECT \(CatalogueRow.entryColumns) FROM procedure
                    WHERE generation = ? AND \(condition) ORDER BY retired, name, code
                    """,
                arguments: [held.generation] + values
            ).map(CatalogueRow.entry)
        }
    }

    package func summary() async throws -> CatalogueSummary {
        try await file.look { db in
            var summary = CatalogueSummary()
            guard let held = try HeldCatalogue.fetch(db) else { return summary }
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT countedLevel, serviceLevel, count(*) FROM procedure WHERE generation = ?
                    GROUP BY countedLevel, serviceLevel
                    """,
                arguments: [held.generation]
            )
            for row in rows {
                let distance: Int? = try row.optional(0)
                let level = AdministrativeLevel.allCases.first { $0.distance == distance }
                let service = try row.optional(1, String.self).flatMap(ServiceLevel.init(rawValue:))
                summary.count(level: level, service: service, procedures: try row.value(2))
            }
            return summary
        }
    }

    /// The bytes of the index of the catalogue held; `nil` when they are missing or damaged.
    package func searchIndex() async throws -> [UInt8]? {
        for _ in 0..<2 {
            guard let held = try await file.look({ try HeldCatalogue.fetch($0) }) else { return nil }
            if let bytes = index.read(held) { return bytes }
            // Another process may have replaced the catalogue between the two readings.
            guard try await file.look({ try HeldCatalogue.fetch($0) }) != held else { return nil }
        }
        return nil
    }

    /// Throws `StoreError(.busy)` when the catalogue is replaced meanwhile.
    package func forEachProcedure(_ visit: @Sendable (Procedure) throws -> Void) async throws {
        guard let held = try await file.look({ try HeldCatalogue.fetch($0) }) else { return }
        var last = ""
        while true {
            let page = try await bodies(after: last, of: held.generation)
            guard !page.isEmpty else { return }
            for body in page {
                let procedure = try CatalogueRow.procedure(body: body.bytes, sum: body.sum)
                last = procedure.code.text
                try visit(procedure)
            }
        }
    }

    private func bodies(after code: String, of generation: Int64) async throws -> [(bytes: Data, sum: Int64)] {
        try await file.look { db in
            guard try HeldCatalogue.fetch(db)?.generation == generation else {
                throw StoreError(.busy, detail: "the catalogue was replaced meanwhile")
            }
            return try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT body, bodySum FROM procedure WHERE generation = ? AND code > ?
                        ORDER BY code LIMIT \(Self.pageSize)
                        """
                ),
                arguments: [generation, code]
            ).map { try ($0.value(0), $0.value(1)) }
        }
    }
}
