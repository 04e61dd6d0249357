import FoundationEssentials
import GRDB
import ServiceDesk

/// Collects records out of bytes of which nothing else is believed.
///
/// Takes capsules from anywhere, also from pages SQLite no longer uses: at worst a record that was forgotten after it
/// had been sent goes out again under its own id, which the backend knows.
struct Salvage {
    private var pieces: [RecordID: [Int: GivenPiece]] = [:]
    private var deliveries: [RecordID: Delivery] = [:]

    mutating func scan(_ bytes: ArraySlice<UInt8>) {
        Capsule.scan(bytes) { kind, body in take(kind, body) }
    }

    private mutating func take(_ kind: Capsule.Kind, _ body: ArraySlice<UInt8>) {
        switch kind {
        case .given:
            guard let piece = try? GivenPiece(body: body) else { return }
            pieces[piece.id, default: [:]][piece.number] = piece
        case .delivery:
            guard let delivery = try? Delivery(body: body) else { return }
            guard deliveries[delivery.id].map({ $0.revision < delivery.revision }) ?? true else { return }
            deliveries[delivery.id] = delivery
        }
    }

    /// The records that are whole, oldest first; one whose state was lost waits to be sent.
    var records: [(record: OutboxRecord, delivery: Delivery)] {
        pieces.values.compactMap { pieces in
            guard let record = GivenPiece.record(of: Array(pieces.values)) else { return nil }
            return (record, deliveries[record.id] ?? Delivery(of: record))
        }.sorted { $0.record.id < $1.record.id }
    }

    var isEmpty: Bool { pieces.isEmpty && deliveries.isEmpty }

    /// Adds what an outbox does not have, and newer states of what it has; returns how many records that concerned.
    func putBack(in db: Database) throws -> Int {
        var recovered = 0
        for (record, delivery) in records where try !OutboxRows.isTaken(RecordKey(record.id), in: db) {
            try OutboxRows.insert(record, delivery, in: db)
            recovered += 1
        }
        for delivery in deliveries.values {
            guard let held = try OutboxRows.delivery(of: delivery.id, in: db), held.revision < delivery.revision
            else { continue }
            try OutboxRows.update(delivery, in: db)
            recovered += 1
        }
        return recovered
    }

    /// Records of which only a part, or only the state, is left.
    var incomplete: Int {
        let whole = Set(pieces.filter { GivenPiece.record(of: Array($0.value.values)) != nil }.keys)
        return Set(pieces.keys).union(deliveries.keys).subtracting(whole).count
    }
}
