import GRDB
package import PublicServices
import ServiceDesk

/// How often each procedure was opened on this kiosk: a code and a number.
///
/// A procedure counts as asked here from its third opening on: on a new kiosk the list would otherwise be what the
/// person before looked at.
///
/// Unlike the rest, damage met here does not empty the cache: the catalogue is worth more than the counts.
extension SQLiteCatalogue {
    package func countOpened(_ code: ProcedureCode) async throws {
        try await file.opened().writer.value().change { db in
            try db.execute(
                sql: "INSERT INTO opened VALUES (?, 1) ON CONFLICT (code) DO UPDATE SET count = count + 1",
                arguments: [code.text]
            )
        }
    }

    package func mostOpened(limit: Int) async throws -> [ProcedureCode] {
        try await file.opened().reader.look { db in
            guard let held = try HeldCatalogue.fetch(db) else { return [] }
            return try Row.fetchAll(
                db,
                sql: """
                    SELECT opened.code FROM opened JOIN procedure
                    ON procedure.generation = ? AND procedure.code = opened.code
                    WHERE opened.count >= 3
                    ORDER BY opened.count DESC, opened.code LIMIT ?
                    """,
                arguments: [held.generation, max(0, limit)]
            ).compactMap { ProcedureCode(try $0.value(0, String.self)) }
        }
    }
}
