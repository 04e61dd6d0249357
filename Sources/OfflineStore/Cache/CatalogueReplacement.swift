package import FoundationEssentials
import GRDB
package import PublicServices
package import ServiceDesk
import Synchronization

/// The generation that this process is collecting.
final class Collecting: Sendable {
    private let generation = Mutex<Int64?>(nil)

    func set(_ value: Int64?) { generation.withLock { $0 = value } }

    /// Throws when `beginReplacement` was not called.
    func current() throws(StoreError) -> Int64 {
        guard let value = generation.withLock({ $0 }) else { throw StoreError(.failed, detail: "nothing is collected") }
        return value
    }
}

extension SQLiteCatalogue {
    private static let sweep = 500

    /// Starts a collection; one that was left by this or another process is thrown away.
    package func beginReplacement() async throws {
        try await forgetOthers()
        collecting.set(try await file.change { db in try Self.begin(base: nil, in: db) })
    }

    package func beginReplacement(copying held: CatalogueVersion?) async throws {
        try await forgetOthers()
        let generation = try await file.change { db in
            let base = try Self.catalogue(held, in: db)?.generation
            let generation = try Self.begin(base: base, in: db)
            if let base { try Self.copy(from: base, to: generation, in: db) }
            return generation
        }
        collecting.set(generation)
    }

    /// Throws `StoreError(.busy)` when another process began a collection since.
    package func stage(_ records: [CatalogueRecord]) async throws {
        let rows = try records.map(CatalogueRow.init)
        let generation = try collecting.current()
        try await file.change { db in
            _ = try Self.base(of: generation, in: db)
            for row in rows { try row.insert(generation: generation, in: db) }
        }
    }

    package func unstage(_ codes: [ProcedureCode]) async throws {
        let generation = try collecting.current()
        try await file.change { db in
            _ = try Self.base(of: generation, in: db)
            for code in codes {
                try db.execute(
                    sql: "DELETE FROM procedure WHERE generation = ? AND code = ?", arguments: [generation, code.text]
                )
            }
        }
    }

    /// The index is made beside everyone else's work and becomes durable first; then one row changes.
    ///
    /// The number of procedures in the header is counted anew.
    package func commitReplacement(
        _ header: CatalogueHeader,
        makeIndex: @Sendable ((_ visit: (Procedure) throws -> Void) throws -> Void) throws -> [UInt8]
    ) async throws {
        let generation = try collecting.current()
        let bytes = try await indexBytes(generation, makeIndex)
        let name = try index.write(bytes, generation: generation)
        let sum = Checksum.of(bytes)
        do {
            try await file.change { db in
                let base = try Self.base(of: generation, in: db)
                if let base, try HeldCatalogue.fetch(db)?.generation != base { throw Self.overtaken }
                var header = header
                header.count = try Self.count(generation, in: db)
                let held = HeldCatalogue(generation: generation, header: header, indexName: name, indexSum: sum)
                try held.save(in: db)
                try db.execute(sql: "DELETE FROM collection")
            }
        } catch {
            index.remove(name)
            throw error
        }
        collecting.set(nil)
        index.removeAll(except: name)
        // The new catalogue is in place; what is left of the old one is swept at the next replacement at the latest.
        try? await forgetOthers()
    }

    package func confirm(_ held: CatalogueVersion?, at instant: Date) async throws {
        try await file.change { db in
            guard var held = try Self.catalogue(held, in: db) else { return }
            held.header.confirmedAt = instant
            try held.save(in: db)
        }
    }

    private static let overtaken = StoreError(.busy, detail: "another process replaced the catalogue meanwhile")

    /// The catalogue held, `nil` for an empty store; throws when it is not of this version.
    private static func catalogue(_ version: CatalogueVersion?, in db: Database) throws -> HeldCatalogue? {
        let held = try HeldCatalogue.fetch(db)
        guard held?.header.version == version else { throw overtaken }
        return held
    }

    private static func begin(base: Int64?, in db: Database) throws -> Int64 {
        try db.execute(sql: "DELETE FROM collection")
        try db.execute(sql: "INSERT INTO collection (base) VALUES (?)", arguments: [base])
        return db.lastInsertedRowID
    }

    /// The generation that a collection was copied from; throws when the collection is no longer this process's.
    private static func base(of generation: Int64, in db: Database) throws -> Int64? {
        let statement = try db.cachedStatement(sql: "SELECT base FROM collection WHERE generation = ?")
        guard let row = try Row.fetchOne(statement, arguments: [generation]) else { throw overtaken }
        return try row.optional(0)
    }

    private static func count(_ generation: Int64, in db: Database) throws -> Int {
        try Int.fetchOne(db, sql: "SELECT count(*) FROM procedure WHERE generation = ?", arguments: [generation]) ?? 0
    }

    private static func copy(from old: Int64, to new: Int64, in db: Database) throws {
        let columns = """
            code, name, englishName, field, levels, levelMask, countedLevel, agency, serviceLevel, retired, sum,
            bodySum, body
            """
        try db.execute(
            sql: """
                INSERT INTO procedure (generation, \(columns))
                SELECT ?, \(columns) FROM procedure WHERE generation = ?
                """,
            arguments: [new, old]
        )
    }

    private func indexBytes(
        _ generation: Int64,
        _ makeIndex: @Sendable ((_ visit: (Procedure) throws -> Void) throws -> Void) throws -> [UInt8]
    ) async throws -> [UInt8] {
        let (queue, isShared) = try file.separateReader()
        defer { if !isShared { try? queue.close() } }
        // GRDB's own `async` method, because `makeIndex` may not escape; that it ends with the task is welcome here.
        return try await queue.writeWithoutTransaction { db in
            try makeIndex { visit in try Self.visitAll(generation, in: db, visit) }
        }
    }

    private static func visitAll(
        _ generation: Int64, in db: Database, _ visit: (Procedure) throws -> Void
    ) throws {
        let rows = try Row.fetchCursor(
            db, sql: "SELECT body, bodySum FROM procedure WHERE generation = ? ORDER BY code", arguments: [generation]
        )
        while let row = try rows.next() {
            try visit(CatalogueRow.procedure(body: row.value(0), sum: row.value(1)))
        }
    }

    /// Removes the rows of all generations but the one held, a few at a time so that the log stays short.
    private func forgetOthers() async throws {
        var removed = Self.sweep
        while removed == Self.sweep {
            removed = try await file.change { db in
                let held = try HeldCatalogue.fetch(db)?.generation ?? -1
                let current = try Int64.fetchOne(db, sql: "SELECT max(generation) FROM collection") ?? -1
                let kept = [held, current]
                try db.execute(
                    sql: """
                        DELETE FROM procedure WHERE id IN
                        (SELECT id FROM procedure WHERE generation NOT IN (?, ?) LIMIT \(Self.sweep))
                        """,
                    arguments: StatementArguments(kept)
                )
                return db.changesCount
            }
        }
    }
}
