package import FoundationEssentials
import GRDB
package import PublicServices
package import ServiceDesk

/// Last-known answers in `cache.sqlite`: found by a keyed hash, sealed, all of one length.
///
/// A row that does not open (damaged, moved, another key) is as if it were not there.
package struct SQLiteAnswers: AnswerCache {
    private let file: CacheFile
    private let dossiers: Seal
    private let payments: Seal

    init(file: CacheFile, key: StoreKey) {
        self.file = file
        dossiers = Seal(table: "answer dossier", key: key)
        payments = Seal(table: "answer payment", key: key)
    }

    package func degree(of code: DossierCode) async throws -> (degree: DegreeOfCompletion, asOf: Date)? {
        guard let (word, asOf) = try await fetch(code.text, dossiers) else { return nil }
        return DegreeOfCompletion(rawValue: word).map { ($0, asOf) }
    }

    package func save(_ degree: DegreeOfCompletion, of code: DossierCode, asOf: Date) async throws {
        try await save(degree.rawValue, asOf, code.text, dossiers)
    }

    package func outcome(of reference: PaymentReference) async throws -> SeenPayment? {
        guard let (word, asOf) = try await fetch(reference.text, payments) else { return nil }
        return PaymentOutcome(rawValue: word).map { SeenPayment(outcome: $0, asOf: asOf) }
    }

    package func save(_ seen: SeenPayment, of reference: PaymentReference) async throws {
        try await save(seen.outcome.rawValue, seen.asOf, reference.text, payments)
    }

    package func forget(before instant: Date) async throws {
        let seconds = instant.timeIntervalSince1970
        try await file.change { try $0.execute(sql: "DELETE FROM answer WHERE asOf < ?", arguments: [seconds]) }
    }

    private func save(_ word: String, _ asOf: Date, _ subject: String, _ seal: Seal) async throws {
        let hash = seal.hash(subject)
        let seconds = asOf.timeIntervalSince1970
        let sealed = try seal.seal("\(seconds.bitPattern) \(word)", of: hash)
        try await file.change { db in
            try db.execute(
                sql: "INSERT OR REPLACE INTO answer (subject, asOf, sealed) VALUES (?, ?, ?)",
                arguments: [hash, seconds, sealed]
            )
        }
    }

    private func fetch(_ subject: String, _ seal: Seal) async throws -> (word: String, asOf: Date)? {
        let hash = seal.hash(subject)
        let sealed = try await file.look { db in
            try Row.fetchOne(db, sql: "SELECT sealed FROM answer WHERE subject = ?", arguments: [hash])?
                .optional(0, Data.self)
        }
        guard let sealed, let text = seal.open(sealed, of: hash) else { return nil }
        let parts = text.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, let bits = UInt64(parts[0]) else { return nil }
        return (String(parts[1]), Date(timeIntervalSince1970: Double(bitPattern: bits)))
    }
}
