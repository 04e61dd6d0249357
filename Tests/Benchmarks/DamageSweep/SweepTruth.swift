import ServiceDesk

/// What the undamaged file holds and where, read by its own small reader and not by the store's.
///
/// A capsule is sign (7 bytes), kind, length (4, little-endian), body, 16 bytes of checksum; its body begins with the
/// record's id: length (4) and 36 ASCII bytes.
struct SweepTruth: Sendable {
    private static let sign: [UInt8] = [0x9E, 0x4B, 0x69, 0x6F, 0x73, 0x6B, 0x01]
    private static let given: UInt8 = 0x47

    struct NotWhole: Error {}

    private struct Place {
        let range: Range<Int>
        let record: Int
        let isGiven: Bool
    }

    /// Oldest first.
    let records: [OutboxRecord]
    /// Ordered by where they begin.
    private let places: [Place]

    /// Throws `NotWhole` unless every record has its capsules in the file, and no other has.
    init(_ records: [OutboxRecord], in bytes: [UInt8]) throws {
        self.records = records
        let numbers = Dictionary(uniqueKeysWithValues: records.enumerated().map { ($1.id.text, $0) })
        var places: [Place] = []
        var index = 0
        while let start = bytes[index...].firstIndex(of: Self.sign[0]) {
            index = start + 1
            guard bytes[start...].starts(with: Self.sign), start + 52 <= bytes.count else { continue }
            let length = (0..<4).reduce(0) { $0 | Int(bytes[start + 8 + $1]) << (8 * $1) }
            let id = String(decoding: bytes[(start + 16)..<(start + 52)], as: UTF8.self)
            guard let record = numbers[id] else { throw NotWhole() }
            let end = start + 12 + length + 16
            places.append(Place(range: start..<end, record: record, isGiven: bytes[start + 7] == Self.given))
            index = end
        }
        self.places = places
        let givenTo = Set(places.filter(\.isGiven).map(\.record))
        let states = places.filter { !$0.isGiven }.map(\.record)
        guard givenTo.count == records.count, states.count == records.count, Set(states) == givenTo else {
            throw NotWhole()
        }
    }

    /// The records of which the damage took a byte: of what was given, and of what became of it.
    func touched(by damage: Range<Int>) -> (given: Set<Int>, state: Set<Int>) {
        var touched: (given: Set<Int>, state: Set<Int>) = ([], [])
        var low = 0
        var high = places.count
        while low < high {
            let middle = (low + high) / 2
            if places[middle].range.upperBound <= damage.lowerBound { low = middle + 1 } else { high = middle }
        }
        for place in places[low...] {
            guard place.range.lowerBound < damage.upperBound else { break }
            if place.isGiven { touched.given.insert(place.record) } else { touched.state.insert(place.record) }
        }
        return touched
    }
}
