import VietnameseText

/// Finds the words of names that a mistyped word may have been.
struct SlipTolerance: Sendable {
    /// Words of names as they are numbered in the index.tables.
    private let words: [UInt32]
    private let keys: [FoldKey]
    private let letters: [UInt64]

    /// Gathers the words of names once; a query then looks only at those that share nearly all letters.
    init(_ index: SharedTables) {
        words = index.tables.words.indices.map(UInt32.init).filter(index.tables.isInNames)
        keys = words.map { FoldKey(bits: index.tables.words[Int($0)]) }
        letters = keys.map(SlipTolerance.letterSet)
    }

    /// Words of names one slip away, in order of the alphabet.
    func neighbours(of key: FoldKey) -> [UInt32] {
        let wanted = SlipTolerance.letterSet(key)
        var found: [UInt32] = []
        for place in letters.indices
        // One slip changes at most two letters of the set.
        where (letters[place] ^ wanted).nonzeroBitCount <= 2 && EditDistance.isOneSlip(key, keys[place])
            && keys[place] != key
        {
            found.append(words[place])
        }
        return found
    }

    /// Words of names two slips away, tried for longer words that are near nothing else.
    func distantNeighbours(of key: FoldKey) -> [UInt32] {
        let bytes = key.bytes
        guard bytes.count >= 4 else { return [] }
        let wanted = SlipTolerance.letterSet(key)
        return keys.indices.filter { place in
            (letters[place] ^ wanted).nonzeroBitCount <= 4
                && EditDistance.distance(bytes, keys[place].bytes, limit: 2) == 2
        }.map { words[$0] }
    }

    private static func letterSet(_ key: FoldKey) -> UInt64 {
        var bits: UInt64 = 0
        var rest = key.bits
        while rest != 0 {
            bits |= 1 << (rest >> 58)
            rest <<= 6
        }
        return bits
    }
}
