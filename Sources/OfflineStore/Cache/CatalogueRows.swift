import FoundationEssentials
import GRDB
import PublicServices
import ServiceDesk

/// A procedure as the cache keeps it: columns for lists and questions, the record itself as JSON.
///
/// Each half has a checksum, so that a damaged fee is never shown as a fee.
struct CatalogueRow: Sendable {
    static let entryColumns = "code, name, englishName, field, levels, agency, serviceLevel, retired, sum"

    let procedure: Procedure
    let body: [UInt8]

    init(_ record: CatalogueRecord) throws {
        procedure = record.procedure
        body = try record.json ?? Array(JSONEncoder().encode(record.procedure))
    }

    func insert(generation: Int64, in db: Database) throws {
        let levels = Self.words(procedure.levels)
        let statement = try db.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO procedure (
                    generation, code, name, englishName, field, levels, levelMask, countedLevel, agency, serviceLevel,
                    retired, sum, bodySum, body
                ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        )
        try statement.execute(arguments: [
            generation, procedure.code.text, procedure.name, procedure.englishName, procedure.field, levels,
            Self.mask(procedure.levels), procedure.countedLevel?.distance, procedure.agency,
            procedure.serviceLevel?.rawValue, procedure.isRetired ? 1 : 0, Self.sum(procedure), Checksum.of(body),
            Data(body),
        ])
    }

    /// The entry in a row of `entryColumns`.
    static func entry(_ row: Row) throws -> CatalogueEntry {
        guard let code = ProcedureCode(try row.value(0, String.self)) else { throw StoreError(.damaged) }
        var procedure = Procedure(
            code: code, name: try row.value(1), field: try row.value(3), levels: try levels(row.value(4, String.self))
        )
        procedure.englishName = try row.optional(2)
        procedure.agency = try row.value(5)
        procedure.serviceLevel = try row.optional(6, String.self).flatMap(ServiceLevel.init(rawValue:))
        procedure.isRetired = try row.value(7, Int.self) != 0
        guard try row.value(8) == sum(procedure) else { throw StoreError(.damaged, detail: "entry") }
        return CatalogueEntry(procedure)
    }

    /// The record in a body with its checksum.
    static func procedure(body: Data, sum: Int64) throws -> Procedure {
        guard body.withUnsafeBytes(Checksum.of) == sum else { throw StoreError(.damaged, detail: "body") }
        do { return try JSONDecoder().decode(Procedure.self, from: body) } catch {
            throw StoreError(.damaged, detail: "body")
        }
    }

    static func mask(_ levels: [AdministrativeLevel]) -> Int {
        levels.reduce(0) { $0 | 1 << $1.distance }
    }

    private static func sum(_ procedure: Procedure) -> Int64 {
        Checksum.of([
            procedure.code.text, procedure.name, procedure.englishName ?? "", procedure.field, words(procedure.levels),
            procedure.agency, procedure.serviceLevel?.rawValue ?? "", procedure.isRetired ? "1" : "0",
        ])
    }

    private static func words(_ levels: [AdministrativeLevel]) -> String {
        levels.map(\.rawValue).joined(separator: " ")
    }

    private static func levels(_ words: String) throws -> [AdministrativeLevel] {
        try words.split(separator: " ").map { word in
            guard let level = AdministrativeLevel(rawValue: String(word)) else { throw StoreError(.damaged) }
            return level
        }
    }
}

/// The one row that says which catalogue is held.
struct HeldCatalogue: Equatable, Sendable {
    var generation: Int64
    var header: CatalogueHeader
    var indexName: String
    var indexSum: Int64

    /// `nil` for an empty store.
    static func fetch(_ db: Database) throws -> HeldCatalogue? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT generation, version, confirmedAt, count, source, indexName, indexSum, sum
                FROM catalogue WHERE id = 1
                """
        )
        guard let row = try Row.fetchOne(statement) else { return nil }
        let held = HeldCatalogue(
            generation: try row.value(0),
            header: CatalogueHeader(
                version: try row.optional(1, String.self).map(CatalogueVersion.init),
                confirmedAt: Date(timeIntervalSince1970: try row.value(2)), count: try row.value(3),
                source: try row.value(4)
            ),
            indexName: try row.value(5), indexSum: try row.value(6)
        )
        guard try row.value(7) == held.sum else { throw StoreError(.damaged, detail: "header") }
        return held
    }

    func save(in db: Database) throws {
        try db.execute(
            sql: "INSERT OR REPLACE INTO catalogue VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                generation, header.version?.text, header.confirmedAt.timeIntervalSince1970, header.count,
                header.source, indexName, indexSum, sum,
            ]
        )
    }

    private var sum: Int64 {
        var writer = ByteWriter()
        writer.write(generation)
        writer.write(header.version?.text)
        writer.write(header.confirmedAt)
        writer.write(Int64(header.count))
        writer.write(header.source)
        writer.write(indexName)
        writer.write(indexSum)
        return Checksum.of(writer.bytes)
    }
}
