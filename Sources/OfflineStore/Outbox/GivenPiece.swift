import Crypto
import FoundationEssentials
import ServiceDesk

/// What a citizen gave, in pieces that each fit on a page.
///
/// It is never changed once written.
struct GivenPiece {
    /// Most bytes of one payload.
    static let longestPayload = 65_536
    /// Leaves room for id, kind and time in the body of a capsule.
    private static let share = Capsule.longestBody - 200

    let id: RecordID
    let number: Int
    let total: Int
    let kind: OutboxRecord.Kind
    let createdAt: Date
    let payload: ArraySlice<UInt8>

    /// The pieces of a record, each in its capsule.
    static func capsules(of record: OutboxRecord) -> [ArraySlice<UInt8>] {
        let total = max(1, (record.payload.count + share - 1) / share)
        return (0..<total).map { number in
            let start = number * share
            let end = min(start + share, record.payload.count)
            var writer = ByteWriter()
            writer.write(record.id.text)
            writer.write(UInt8(number))
            writer.write(UInt8(total))
            writer.write(record.kind.rawValue)
            writer.write(record.createdAt)
            writer.writeRaw(record.payload[start..<end])
            return Capsule.wrap(writer.bytes, as: .given)[...]
        }
    }

    /// Reads the body of a capsule.
    init(body: ArraySlice<UInt8>) throws(StoreError) {
        var reader = ByteReader(body)
        guard let id = RecordID(utf8: try reader.readBytes()) else { throw StoreError(.damaged, detail: "id") }
        self.id = id
        number = Int(try reader.read(UInt8.self))
        total = Int(try reader.read(UInt8.self))
        guard let kind = OutboxRecord.Kind(rawValue: try reader.readText()) else {
            throw StoreError(.damaged, detail: "kind")
        }
        self.kind = kind
        createdAt = try reader.readInstant()
        payload = reader.takeAll()
    }

    /// The record of these pieces; `nil` unless they are all of one record and none is missing.
    static func record(of pieces: [GivenPiece]) -> OutboxRecord? {
        guard let first = pieces.first, pieces.count == first.total else { return nil }
        if first.total == 1 { return first.number == 0 ? record(first, payload: Array(first.payload)) : nil }
        let sorted = pieces.sorted { $0.number < $1.number }
        guard sorted.map(\.number) == Array(0..<first.total), sorted.allSatisfy({ $0.id == first.id }) else {
            return nil
        }
        return record(first, payload: sorted.flatMap(\.payload))
    }

    private static func record(_ first: GivenPiece, payload: [UInt8]) -> OutboxRecord {
        OutboxRecord(
            id: first.id, kind: first.kind, payload: payload, digest: Digest.hexadecimal(payload),
            createdAt: first.createdAt
        )
    }
}

/// The digest that a receipt has to echo.
enum Digest {
    /// SHA-256 in lower-case hexadecimal.
    static func hexadecimal(_ bytes: [UInt8]) -> String { HexDigest.text(SHA256.hash(data: bytes)) }
}
