import BackendAPI
import FoundationEssentials
import GRDB
import PublicServices

extension PracticeStore {
    /// The dossier, its full page only with the right second factor; `nil` for every kind of refusal.
    func dossier(_ lookup: DossierLookup) async throws -> DossierBody? {
        let code = DossierCode(stored: lookup.code)
        let subject = hash("dossier " + (code?.text ?? lookup.code))
        let instant = now()
        return try await queue.write { [limits] database in
            guard try Self.failures(since: instant - 3600, in: database) < limits.perHour else { return nil }
            let found = try Self.find(code, in: database)
            guard let factor = lookup.secondFactor else {
                if let found { return found.publicPart }
                try Self.count(subject, at: instant, in: database)
                return nil
            }
            let tries = try Self.failures(of: subject, since: instant - 86_400, in: database)
            guard tries < limits.perCode, let found, found.accepts(factor) else {
                try Self.count(subject, at: instant, in: database)
                return nil
            }
            return found.body
        }
    }

    /// The payment; `nil` when there is none or too many were asked for in vain.
    func payment(_ lookup: PaymentLookup) async throws -> PaymentBody? {
        let reference = PaymentReference(typed: lookup.reference)
        let subject = hash("payment " + lookup.reference)
        let instant = now()
        return try await queue.write { [limits] database in
            guard try Self.failures(since: instant - 3600, in: database) < limits.perHour else { return nil }
            let bytes = try reference.flatMap { reference in
                try Data.fetchOne(
                    database,
                    sql: "SELECT body FROM payments WHERE reference = ? COLLATE NOCASE",
                    arguments: [reference.text]
                )
            }
            guard let bytes else {
                try Self.count(subject, at: instant, in: database)
                return nil
            }
            return try WireJSON.body(PaymentBody.self, from: bytes)
        }
    }

    /// A dossier with what opens its full page.
    private struct StoredDossier {
        let body: DossierBody
        let lastFour: String
        let printedSecret: String

        var publicPart: DossierBody {
            var part = body
            part.detail = nil
            return part
        }

        func accepts(_ factor: SecondFactor) -> Bool {
            switch factor {
            case .lastFour(let digits): isEqualInConstantTime(digits, lastFour)
            case .printedSecret(let secret): isEqualInConstantTime(secret, printedSecret)
            }
        }
    }

    private static func find(_ code: DossierCode?, in database: Database) throws -> StoredDossier? {
        guard let code else { return nil }
        let row = try Row.fetchOne(database, sql: "SELECT * FROM dossiers WHERE code = ?", arguments: [code.text])
        guard let row, let bytes: Data = row["body"] else { return nil }
        return StoredDossier(
            body: try WireJSON.body(DossierBody.self, from: bytes),
            lastFour: row["lastFour"],
            printedSecret: row["printedSecret"]
        )
    }

    private static func failures(since instant: Date, in database: Database) throws -> Int {
        try Int.fetchOne(
            database,
            sql: "SELECT COUNT(*) FROM failures WHERE at > ?",
            arguments: [instant.timeIntervalSince1970]
        ) ?? 0
    }

    private static func failures(of subject: String, since instant: Date, in database: Database) throws -> Int {
        try Int.fetchOne(
            database,
            sql: "SELECT COUNT(*) FROM failures WHERE at > ? AND subject = ?",
            arguments: [instant.timeIntervalSince1970, subject]
        ) ?? 0
    }

    private static func count(_ subject: String, at instant: Date, in database: Database) throws {
        try database.execute(
            sql: "INSERT INTO failures (subject, at) VALUES (?, ?)",
            arguments: [subject, instant.timeIntervalSince1970]
        )
        try database.execute(
            sql: "DELETE FROM failures WHERE at <= ?", arguments: [instant.timeIntervalSince1970 - 86_400]
        )
    }
}
