import BackendAPI
import Crypto
import FoundationEssentials
import GRDB
import NIOCore
import PublicServices

/// One published state of the catalogue.
struct CatalogueEdition: Sendable {
    let sequence: Int
    let version: String
    let tag: EntityTag
    /// The first line of the stream, with its line end.
    let header: [UInt8]
    /// Bytes of all procedures with their line ends.
    let size: Int

    init?(sequence: Int, version: String, count: Int, size: Int) {
        guard let tag = EntityTag(version) else { return nil }
        guard let header = try? WireJSON.bytes(of: CatalogueHeaderLine(version: version, count: count)) else {
            return nil
        }
        self.sequence = sequence
        self.version = version
        self.tag = tag
        self.header = header + [UInt8(ascii: "\n")]
        self.size = size
    }
}

/// Some lines of the catalogue with their line ends.
struct CatalogueBatch: Sendable {
    var bytes = ByteBuffer()
    var lastPosition = -1
}

/// The catalogue was replaced while it was being sent.
struct EditionReplaced: Error {}

extension PracticeStore {
    /// The edition in force.
    ///
    /// - Throws: Also before the first `publish`.
    func edition() async throws -> CatalogueEdition {
        let edition = try await queue.read { database -> CatalogueEdition? in
            let row = try Row.fetchOne(database, sql: "SELECT * FROM editions ORDER BY sequence DESC LIMIT 1")
            guard let row else { return nil }
            return CatalogueEdition(
                sequence: row["sequence"], version: row["version"], count: row["count"], size: row["size"]
            )
        }
        guard let edition else { throw Problem(.unavailable) }
        return edition
    }

    /// The next lines of an edition; `nil` after the last.
    ///
    /// - Throws: `EditionReplaced`, so that no stream ever mixes two editions.
    func batch(of edition: CatalogueEdition, after position: Int) async throws -> CatalogueBatch? {
        try await queue.read { database in
            let latest = try Int.fetchOne(database, sql: "SELECT MAX(sequence) FROM editions")
            guard latest == edition.sequence else { throw EditionReplaced() }
            var batch = CatalogueBatch()
            let rows = try Row.fetchCursor(
                database,
                sql: "SELECT position, line FROM procedures WHERE position > ? ORDER BY position",
                arguments: [position]
            )
            while let row = try rows.next(), batch.bytes.readableBytes < 256 * 1024 {
                batch.lastPosition = row["position"]
                try row.withUnsafeData(named: "line") { _ = batch.bytes.writeBytes($0 ?? Data()) }
                batch.bytes.writeInteger(UInt8(ascii: "\n"))
            }
            return batch.bytes.readableBytes == 0 ? nil : batch
        }
    }

    /// The JSON of one procedure.
    func procedure(_ code: ProcedureCode) async throws -> [UInt8]? {
        let line = try await queue.read { database in
            try Data.fetchOne(database, sql: "SELECT line FROM procedures WHERE code = ?", arguments: [code.text])
        }
        return line.map { Array($0) }
    }

    /// The JSON of what changed since a version; `nil` when that is unknown or the whole is shorter.
    func changes(since version: String) async throws -> [UInt8]? {
        try await queue.read { database in
            guard
                let known = try Int.fetchOne(
                    database, sql: "SELECT MAX(sequence) FROM editions WHERE version = ?", arguments: [version]
                ),
                let edition = try Row.fetchOne(
                    database, sql: "SELECT version, count FROM editions ORDER BY sequence DESC LIMIT 1"
                )
            else { return nil }
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT e.code, p.line FROM (SELECT DISTINCT code FROM edits WHERE sequence > ?) e
                    LEFT JOIN procedures p ON p.code = e.code ORDER BY e.code
                    """,
                arguments: [known]
            )
            let count: Int = edition["count"]
            guard rows.count * 2 <= count else { return nil }
            return try Self.changesBody(version: edition["version"], rows: rows)
        }
    }

    /// A `CatalogueChangesBody`, put together from stored lines so that they need not be read and written again.
    private static func changesBody(version: String, rows: [Row]) throws -> [UInt8] {
        var changed: [[UInt8]] = []
        var removed: [String] = []
        for row in rows {
            if let line: Data = row["line"] { changed.append(Array(line)) } else { removed.append(row["code"]) }
        }
        let lines = Array(changed.joined(separator: [UInt8(ascii: ",")]))
        return Array("{\"changed\":[".utf8) + lines + Array("],\"removed\":".utf8)
            + (try WireJSON.bytes(of: removed)) + Array(",\"version\":".utf8)
            + (try WireJSON.bytes(of: version)) + Array("}".utf8)
    }
}
