/// Gathers which documents hold two words side by side: one number an occurrence, sorted once at the end.
///
/// A dictionary of lists took 160 of the 400 ms in which an index of 4,455 procedures was built.
struct PairGatherer {
    /// Bits of a document's number; the two words have 20 each.
    private static let documentBits: UInt64 = 24
    private static let wordBits: UInt64 = 20
    private static let wordMask: UInt64 = 1 << wordBits - 1
    private static let documentMask: UInt64 = 1 << documentBits - 1
    /// Occurrences gathered before repeated ones are taken out.
    private static let longestHeap = 4_000_000

    private var heap: [UInt64] = []
    private var sortedCount = 0

    /// Notes an occurrence; documents must come in ascending order.
    ///
    /// What does not fit into the bits, a millionth word, is left out: it could only help in ranking.
    mutating func add(_ first: UInt32, _ second: UInt32, _ document: UInt32) {
        let (first, second, document) = (UInt64(first), UInt64(second), UInt64(document))
        guard first | second <= Self.wordMask, document <= Self.documentMask else { return }
        heap.append((first << Self.wordBits | second) << Self.documentBits | document)
        if heap.count - sortedCount >= Self.longestHeap { settle() }
    }

    /// The documents of each pair, by ascending pair, in the final numbers of the words.
    consuming func forEachPair(
        renumbered: [UInt32], _ body: (_ first: UInt32, _ second: UInt32, _ documents: ArraySlice<UInt32>) -> Void
    ) {
        for place in heap.indices { heap[place] = Self.renumber(heap[place], renumbered) }
        sortByPair()
        var documents: [UInt32] = []
        var place = 0
        while place < heap.count {
            let pair = heap[place] >> Self.documentBits
            documents.removeAll(keepingCapacity: true)
            while place < heap.count, heap[place] >> Self.documentBits == pair {
                let document = UInt32(heap[place] & Self.documentMask)
                if documents.last != document { documents.append(document) }
                place += 1
            }
            body(UInt32(pair >> Self.wordBits), UInt32(pair & Self.wordMask), documents[...])
        }
    }

    /// Documents come in ascending order, and the sort keeps the order of what it finds equal.
    private mutating func sortByPair() {
        // Two digits for each word, or one where there are few words: bits that are never set are not looked at.
        RadixSort.sort(&heap, at: [Self.documentBits, Self.documentBits + Self.wordBits], wide: Self.wordBits)
    }

    private static func renumber(_ entry: UInt64, _ numbers: [UInt32]) -> UInt64 {
        let first = UInt64(numbers[Int(entry >> (documentBits + wordBits))])
        let second = UInt64(numbers[Int(entry >> documentBits & wordMask)])
        return (first << wordBits | second) << documentBits | entry & documentMask
    }

    /// Takes repeated occurrences out, so that long catalogues do not pile up.
    private mutating func settle() {
        sortByPair()
        var kept = 0
        for place in heap.indices where kept == 0 || heap[place] != heap[kept - 1] {
            heap[kept] = heap[place]
            kept += 1
        }
        heap.removeLast(heap.count - kept)
        sortedCount = kept
    }
}

/// Sorts whole numbers by some of their bits, digit by digit, least first; equal ones keep their order.
enum RadixSort {
    /// Bits of a digit at most.
    private static let widest: UInt64 = 14

    /// - Parameters:
    ///   - lowest: the lowest bits of the parts that count, the least part first.
    ///   - width: how many bits a part has.
    static func sort(_ numbers: inout [UInt64], at lowest: [UInt64], wide width: UInt64) {
        var other = [UInt64](repeating: 0, count: numbers.count)
        let all = numbers.reduce(0) { $0 | $1 }
        for start in lowest {
            let used = UInt64(UInt64.bitWidth - (all >> start & (1 << width - 1)).leadingZeroBitCount)
            let digits = (used + widest - 1) / widest
            for digit in 0..<digits {
                let size = (used + digits - 1) / digits
                pass(numbers, into: &other, shift: start + digit * size, bits: min(size, used - digit * size))
                swap(&numbers, &other)
            }
        }
    }

    private static func pass(_ source: [UInt64], into target: inout [UInt64], shift: UInt64, bits: UInt64) {
        let mask: UInt64 = 1 << bits - 1
        var places = [Int](repeating: 0, count: 1 << Int(bits))
        for number in source { places[Int(number >> shift & mask)] += 1 }
        var next = 0
        for digit in places.indices {
            let count = places[digit]
            places[digit] = next
            next += count
        }
        target.withUnsafeMutableBufferPointer { target in
            for number in source {
                let digit = Int(number >> shift & mask)
                target[places[digit]] = number
                places[digit] += 1
            }
        }
    }
}
