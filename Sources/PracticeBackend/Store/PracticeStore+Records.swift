import BackendAPI
package import FoundationEssentials
import GRDB
import PublicServices

/// A record that was handed over.
package struct PracticeRecord: Equatable, Sendable {
    package let kind: String
    package let id: String
    package let digest: String
    package let payload: [UInt8]
    package let receiptNumber: String
    package let receivedAt: Date
}

/// What became of a record.
enum Keeping: Sendable {
    case new(ReceiptBody)
    /// The same bytes were there.
    case known(ReceiptBody)
    /// Other bytes, or another kind, are there under this id.
    case differs
}

extension PracticeStore {
    /// Keeps a record once, whatever comes how often and from how many at a time.
    func keep(kind: RecordKind, id: String, payload: [UInt8], digest: String) async throws -> Keeping {
        let instant = now()
        return try await queue.write { database in
            if let known = try Self.record(id, in: database) {
                let isSame = known.kind == kind.rawValue && known.digest == digest && known.payload == payload
                return isSame ? .known(known.receipt) : .differs
            }
            let last = try Int.fetchOne(database, sql: "SELECT MAX(number) FROM records") ?? 0
            let record = PracticeRecord(
                kind: kind.rawValue, id: id, digest: digest, payload: payload,
                receiptNumber: Self.receiptNumber(last + 1, at: instant), receivedAt: instant
            )
            try Self.insert(record, in: database)
            return .new(record.receipt)
        }
    }

    func receipt(kind: RecordKind, id: String) async throws -> ReceiptBody? {
        let record = try await queue.read { try Self.record(id, in: $0) }
        return record.flatMap { $0.kind == kind.rawValue ? $0.receipt : nil }
    }

    /// All records, oldest first.
    func records() async throws -> [PracticeRecord] {
        try await queue.read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM records ORDER BY number").map(PracticeRecord.init)
        }
    }

    private static func record(_ id: String, in database: Database) throws -> PracticeRecord? {
        try Row.fetchOne(database, sql: "SELECT * FROM records WHERE id = ?", arguments: [id]).map(PracticeRecord.init)
    }

    private static func insert(_ record: PracticeRecord, in database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO records (id, kind, digest, payload, receiptNumber, receivedAt) VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                record.id, record.kind, record.digest, Data(record.payload), record.receiptNumber,
                record.receivedAt.timeIntervalSince1970,
            ]
        )
    }

    /// `PH-261123-000001`: day and running number.
    private static func receiptNumber(_ number: Int, at instant: Date) -> String {
        let day = VietnamTime.day(of: instant).description.filter { $0 != "-" }.suffix(6)
        let digits = String(number)
        return "PH-\(day)-\(String(repeating: "0", count: max(0, 6 - digits.utf8.count)))\(digits)"
    }
}

extension PracticeRecord {
    fileprivate init(_ row: Row) {
        let payload: Data = row["payload"]
        self.init(
            kind: row["kind"], id: row["id"], digest: row["digest"], payload: Array(payload),
            receiptNumber: row["receiptNumber"],
            receivedAt: Date(timeIntervalSince1970: row["receivedAt"])
        )
    }

    fileprivate var receipt: ReceiptBody {
        ReceiptBody(id: id, sha256: digest, receiptNumber: receiptNumber, receivedAt: receivedAt)
    }
}
