import FoundationEssentials
import GRDB
import ServiceDesk

/// Collects records out of bytes of which nothing else is believed.
///
/// Takes capsules from anywhere, also from pages SQLite no longer uses: at worst a record that was forgotten after it
/// had been sent goes out again under its own id, which the backend knows.
struct Salvage {
    /// A piece with its capsule, which goes into the new file as it is.
    private typealias Piece = (piece: GivenPiece, capsule: ArraySlice<UInt8>)

    /// A record that is whole.
    struct Whole {
        var given: [ArraySlice<UInt8>]
        var bytes: Int
        var delivery: Delivery
    }

    private var pieces: [RecordID: [Piece]] = [:]
    private var deliveries: [RecordID: Delivery] = [:]

    mutating func scan(_ bytes: ArraySlice<UInt8>) {
        Capsule.scan(bytes) { kind, body, capsule in take(kind, body, capsule) }
    }

    private mutating func take(_ kind: Capsule.Kind, _ body: ArraySlice<UInt8>, _ capsule: ArraySlice<UInt8>) {
        switch kind {
        case .given:
            guard let piece = try? GivenPiece(body: body) else { return }
            let isKnown = pieces[piece.id]?.contains { $0.piece.number == piece.number } ?? false
            if !isKnown { pieces[piece.id, default: []].append((piece, capsule)) }
        case .delivery:
            guard let delivery = try? Delivery(body: body) else { return }
            guard deliveries[delivery.id].map({ $0.revision < delivery.revision }) ?? true else { return }
            deliveries[delivery.id] = delivery
        }
    }

    /// The records that are whole, oldest first; one whose state was lost waits to be sent.
    var records: [Whole] {
        pieces.keys.sorted().compactMap { id in pieces[id].flatMap(whole) }
    }

    private func whole(_ pieces: [Piece]) -> Whole? {
        guard let first = pieces.first?.piece, pieces.count == first.total else { return nil }
        let sorted = pieces.count == 1 ? pieces : pieces.sorted { $0.piece.number < $1.piece.number }
        for (number, part) in sorted.enumerated() where part.piece.number != number { return nil }
        return Whole(
            given: sorted.map(\.capsule), bytes: sorted.reduce(0) { $0 + $1.piece.payload.count },
            delivery: deliveries[first.id] ?? Delivery(first.id, due: first.createdAt)
        )
    }

    var isEmpty: Bool { pieces.isEmpty && deliveries.isEmpty }

    /// Adds what an outbox does not have, and newer states of what it has; returns how many records that concerned.
    func putBack(in db: Database) throws -> Int {
        var recovered = 0
        for record in records where try !OutboxRows.isTaken(RecordKey(record.delivery.id), in: db) {
            try OutboxRows.insert(record.given, bytes: record.bytes, record.delivery, in: db)
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

    /// How many records there are of which only a part, or only the state, is left.
    var incomplete: Int {
        let halves = pieces.values.count { whole($0) == nil }
        return halves + deliveries.keys.count { pieces[$0] == nil }
    }
}
