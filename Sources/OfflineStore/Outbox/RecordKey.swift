import FoundationEssentials
import ServiceDesk

/// The row numbers of a record: the time and the first random bits of its UUID of version 7.
///
/// So one b-tree keeps the records in the order they were given and finds them by their id, without a second index to
/// write. 44 bits of milliseconds last until the year 2527; later ones only lose the order.
struct RecordKey: Hashable, Comparable {
    /// Most pieces of one record.
    static let pieces = 128

    let number: Int64

    init(_ id: RecordID) {
        let time = Int64(id.high >> 16) & 0xFFF_FFFF_FFFF
        number = time << 12 | Int64(id.high & 0xFFF)
    }

    init(number: Int64) { self.number = number }

    /// The key to which a row of a piece belongs.
    init(piece row: Int64) { number = row / Int64(Self.pieces) }

    /// When the record was given, to the millisecond.
    var instant: Date { Date(timeIntervalSince1970: Double(number >> 12) / 1000) }

    func row(ofPiece piece: Int) -> Int64 { number * Int64(Self.pieces) + Int64(piece) }

    static func < (left: RecordKey, right: RecordKey) -> Bool { left.number < right.number }
}
