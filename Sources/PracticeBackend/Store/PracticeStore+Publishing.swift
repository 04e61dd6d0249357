import Crypto
import FoundationEssentials
import GRDB
import PublicServices

extension PracticeStore {
    /// What became of a publication.
    struct Publication: Sendable {
        let version: String
        /// Lines that are no procedure or whose code stood before.
        let skipped: Int
    }

    /// Puts a catalogue in place of the one offered; the same lines are the same version.
    ///
    /// - Throws: When a file cannot be read.
    func publish(_ lines: @escaping @Sendable (_ visit: (CatalogueSource.Line) throws -> Void) throws -> Void)
        async throws -> Publication
    {
        try await queue.write { database in
            try database.execute(
                sql: """
                    CREATE TEMP TABLE IF NOT EXISTS incoming
                        (position INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, line BLOB NOT NULL);
                    DELETE FROM incoming;
                    """
            )
            let collection = try Self.collect(lines, in: database)
            let held = try String.fetchOne(
                database, sql: "SELECT version FROM editions ORDER BY sequence DESC LIMIT 1"
            )
            if held != collection.version { try Self.replace(by: collection, in: database) }
            try database.execute(sql: "DELETE FROM incoming")
            return Publication(version: collection.version, skipped: collection.skipped)
        }
    }

    private struct Collection {
        var hash = SHA256()
        var count = 0
        var size = 0
        var skipped = 0

        var version: String { "p" + Digest.hexadecimal(hash.finalize()).prefix(16) }
    }

    private static func collect(
        _ lines: (_ visit: (CatalogueSource.Line) throws -> Void) throws -> Void,
        in database: Database
    ) throws -> Collection {
        var collection = Collection()
        let insert = try database.makeStatement(
            sql: "INSERT OR IGNORE INTO temp.incoming (position, code, line) VALUES (?, ?, ?)"
        )
        try lines { line in
            guard case .procedure(let code, let bytes) = line else {
                collection.skipped += 1
                return
            }
            try insert.execute(arguments: [collection.count, code.text, Data(bytes)])
            guard database.changesCount == 1 else {
                collection.skipped += 1
                return
            }
            collection.count += 1
            collection.size += bytes.count + 1
            collection.hash.update(data: bytes)
            collection.hash.update(data: [UInt8(ascii: "\n")])
        }
        return collection
    }

    private static func replace(by collection: Collection, in database: Database) throws {
        try database.execute(
            sql: "INSERT INTO editions (version, count, size) VALUES (?, ?, ?)",
            arguments: [collection.version, collection.count, collection.size]
        )
        let sequence = database.lastInsertedRowID
        try database.execute(
            sql: """
                INSERT INTO edits (sequence, code)
                    SELECT :sequence, i.code FROM temp.incoming i LEFT JOIN procedures p ON p.code = i.code
                        WHERE p.line IS NULL OR p.line <> i.line
                    UNION
                    SELECT :sequence, p.code FROM procedures p
                        WHERE p.code NOT IN (SELECT code FROM temp.incoming)
                """,
            arguments: ["sequence": sequence]
        )
        try database.execute(
            sql: """
                DELETE FROM procedures;
                INSERT INTO procedures SELECT position, code, line FROM temp.incoming ORDER BY position;
                """
        )
    }
}
