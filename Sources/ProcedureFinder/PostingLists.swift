/// Many ascending lists of document numbers, packed as differences of seven bits a byte.
struct PostingLists: Sendable, Hashable {
    /// Where each list begins in ``packed``; one more than there are lists.
    var offsets: [UInt32] = [0]
    var packed: [UInt8] = []

    /// How many lists there are.
    var count: Int { offsets.count - 1 }

    /// Adds the next list; `documents` must ascend.
    mutating func append(_ documents: some Sequence<UInt32>) {
        var previous: UInt32 = 0
        for document in documents {
            append(varint: document &- previous)
            previous = document
        }
        offsets.append(UInt32(packed.count))
    }

    private mutating func append(varint value: UInt32) {
        var rest = value
        while rest >= 0x80 {
            packed.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        packed.append(UInt8(rest))
    }

    /// Calls `body` with every document of a list; numbers from damaged bytes may be anything.
    @inline(__always)
    func forEach(_ list: Int, _ body: (UInt32) -> Void) {
        packed.withUnsafeBufferPointer { bytes in
            var position = Int(offsets[list])
            let end = Int(offsets[list + 1])
            var document: UInt32 = 0
            while position < end {
                var delta = UInt32(bytes[position])
                position += 1
                if delta >= 0x80 {
                    delta &= 0x7F
                    var shift: UInt32 = 7
                    while position < end {
                        let byte = bytes[position]
                        position += 1
                        delta |= UInt32(byte & 0x7F) << shift
                        shift += 7
                        if byte < 0x80 { break }
                    }
                }
                document &+= delta
                body(document)
            }
        }
    }

    /// How many bytes a list takes; no fewer than it holds documents.
    func size(_ list: Int) -> Int { Int(offsets[list + 1]) - Int(offsets[list]) }

    /// How many documents a list holds.
    func length(_ list: Int) -> Int {
        var length = 0
        for position in Int(offsets[list])..<Int(offsets[list + 1]) where packed[position] < 0x80 { length += 1 }
        return length
    }

    /// Whether the offsets ascend and stay within the bytes.
    var isSound: Bool {
        guard offsets.first == 0, let last = offsets.last, last == packed.count else { return false }
        return zip(offsets, offsets.dropFirst()).allSatisfy { $0 <= $1 }
    }
}

/// Neighbouring words → documents, found by binary search.
struct PairLists: Sendable, Hashable {
    /// Both word numbers in one integer, ascending.
    var keys: [UInt64] = []
    var lists = PostingLists()

    static func key(_ first: UInt32, _ second: UInt32) -> UInt64 { UInt64(first) << 32 | UInt64(second) }

    /// The list of a pair, if the index knows it.
    func list(_ first: UInt32, _ second: UInt32) -> Int? { keys.position(of: PairLists.key(first, second)) }

    var isSound: Bool { lists.isSound && lists.count == keys.count && keys.isAscending }
}

extension Array where Element: Comparable {
    /// The place of `element` in an ascending array.
    func position(of element: Element) -> Int? {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < element { low = middle + 1 } else { high = middle }
        }
        return low < count && self[low] == element ? low : nil
    }

    var isAscending: Bool { zip(self, dropFirst()).allSatisfy { $0 < $1 } }
}
