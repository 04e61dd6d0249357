/// Reads the words of many texts and remembers those it has read, so that a common word is looked up, not spelled.
///
/// A catalogue has two million words and some ten thousand different ones. Gives what ``Words/forEachForm(_:_:)``
/// gives.
package struct WordReader {
    /// A word as it was written, at most sixteen bytes, and its form; a word of no bytes is a free place.
    private struct Known {
        var low: UInt64 = 0
        var high: UInt64 = 0
        var form = SyllableForm(key: FoldKey(bits: 0))
    }

    private static let longest = 16
    private static let placeBits: UInt64 = 12
    private var known = [Known](repeating: Known(), count: 1 << Int(placeBits))

    package init() {}

    /// Calls `body` with the canonical form of every word and whether a break came before it.
    ///
    /// - Parameter limit: reading ends after this many pieces between blanks and signs; nearly each is one word.
    package mutating func forEachForm(_ text: String, atMost limit: Int = .max, _ body: (SyllableForm, Bool) -> Void) {
        var text = text
        text.withUTF8 { utf8 in
            var position = 0
            var left = limit
            var followsBreak = false
            while position < utf8.count, left > 0 {
                let byte = utf8[position]
                guard Self.isInWord(byte) else {
                    if byte != 0x20 { followsBreak = true }
                    position += 1
                    continue
                }
                let start = position
                left -= 1
                repeat { position += 1 } while position < utf8.count && Self.isInWord(utf8[position])
                if let form = form(of: start..<position, in: utf8) {
                    body(form, followsBreak)
                    followsBreak = false
                } else {
                    Self.spell(UnsafeBufferPointer(rebasing: utf8[start..<position]), &followsBreak, body)
                }
            }
        }
    }

    /// Letters and digits, and every byte of a scalar beyond ASCII, letter or not.
    @inline(__always)
    private static func isInWord(_ byte: UInt8) -> Bool {
        byte >= 0x80 || (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10
    }

    /// The form of a piece that is one word from end to end; `nil` for a long one and for one with other scalars in it.
    @inline(__always)
    private mutating func form(of piece: Range<Int>, in utf8: UnsafeBufferPointer<UInt8>) -> SyllableForm? {
        guard piece.count <= Self.longest else { return nil }
        let (low, high) = Self.packed(piece, in: utf8)
        let mixed = (low ^ (high &* 0x9E37_79B9_7F4A_7C15)) &* 0xD6E8_FEB8_6659_FD93
        let place = Int(truncatingIfNeeded: mixed >> (64 - Self.placeBits))
        if known[place].low == low, known[place].high == high { return known[place].form }
        var scanner = WordScanner(utf8: UnsafeBufferPointer(rebasing: utf8[piece]))
        guard scanner.advance(), scanner.isWhole else { return nil }
        let form = CanonicalSpelling.canonical(scanner.form)
        known[place] = Known(low: low, high: high, form: form)
        return form
    }

    /// The bytes in two numbers; no byte of a word is 0, so no two words are packed alike.
    @inline(__always)
    private static func packed(
        _ piece: Range<Int>, in utf8: UnsafeBufferPointer<UInt8>
    ) -> (low: UInt64, high: UInt64) {
        guard piece.lowerBound + longest <= utf8.count else { return packedAtTheEnd(utf8[piece]) }
        // Sixteen bytes are there to be read, whatever the length of the word; those behind it are masked out.
        let bytes = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(utf8)[piece.lowerBound...])
        let low = UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self))
        let high = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        // A smart shift by 64 or more gives 0.
        return (low & ~(~0 << UInt64(8 * piece.count)), high & ~(~0 << UInt64(max(0, 8 * (piece.count - 8)))))
    }

    private static func packedAtTheEnd(_ piece: Slice<UnsafeBufferPointer<UInt8>>) -> (low: UInt64, high: UInt64) {
        var low: UInt64 = 0
        var high: UInt64 = 0
        for (place, byte) in piece.enumerated() {
            if place < 8 { low |= UInt64(byte) << (8 * place) } else { high |= UInt64(byte) << (8 * (place - 8)) }
        }
        return (low, high)
    }

    private static func spell(
        _ piece: UnsafeBufferPointer<UInt8>, _ followsBreak: inout Bool, _ body: (SyllableForm, Bool) -> Void
    ) {
        var scanner = WordScanner(utf8: piece)
        while scanner.advance() {
            body(CanonicalSpelling.canonical(scanner.form), followsBreak || scanner.followsBreak)
            followsBreak = false
        }
        followsBreak = followsBreak || scanner.followsBreak
    }
}
