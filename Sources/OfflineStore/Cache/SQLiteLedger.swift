package import FoundationEssentials
import GRDB
import PublicServices
package import ServiceDesk

/// Look-ups that found nothing, in `cache.sqlite`, each as a keyed hash and a time.
package struct SQLiteLedger: LookupLedger {
    private let file: CacheFile
    private let seal: Seal

    init(file: CacheFile, key: StoreKey) {
        self.file = file
        seal = Seal(table: "failure", key: key)
    }

    package func recordFailure(_ subject: LookupSubject, at instant: Date) async throws {
        let hash = hash(subject)
        let seconds = instant.timeIntervalSince1970
        try await file.change { db in
            try db.execute(sql: "INSERT INTO failure (subject, at) VALUES (?, ?)", arguments: [hash, seconds])
        }
    }

    package func failures(since instant: Date) async throws -> Int {
        let seconds = instant.timeIntervalSince1970
        return try await file.look { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM failure WHERE at >= ?", arguments: [seconds]) ?? 0
        }
    }

    package func failures(of subject: LookupSubject, since instant: Date) async throws -> Int {
        let hash = hash(subject)
        let seconds = instant.timeIntervalSince1970
        return try await file.look { db in
            try Int.fetchOne(
                db, sql: "SELECT count(*) FROM failure WHERE subject = ? AND at >= ?", arguments: [hash, seconds]
            ) ?? 0
        }
    }

    package func forgetFailures(before instant: Date) async throws {
        let seconds = instant.timeIntervalSince1970
        try await file.change { try $0.execute(sql: "DELETE FROM failure WHERE at < ?", arguments: [seconds]) }
    }

    private func hash(_ subject: LookupSubject) -> Data {
        switch subject {
        case .dossier(let code): seal.hash("dossier \(code.text)")
        case .payment(let reference): seal.hash("payment \(reference.text)")
        }
    }
}
