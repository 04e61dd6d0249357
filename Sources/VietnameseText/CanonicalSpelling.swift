/// One spelling for words that Vietnamese writes in two ways.
package enum CanonicalSpelling {
    /// The form with `i` where i and y are both written (kỹ and kĩ, quý and quí).
    ///
    /// The place of the tone needs no rule here: ``Marks`` keeps one tone for the syllable.
    package static func canonical(_ form: SyllableForm) -> SyllableForm {
        guard endsInSingleY(form.key) else { return form }
        var form = form
        let shift = lastShift(of: form.key)
        form.key.bits = form.key.bits & ~(0x3F << shift) | code(of: "i") << shift
        return form
    }

    /// Whether two words are the same word in any accepted spelling.
    package static func areAlike(_ left: String, _ right: String) -> Bool {
        Words.words(left).map(\.form) == Words.words(right).map(\.form)
    }

    /// Other folded spellings people confuse by ear, weaker than the word itself: d and gi (dùm, giùm), z.
    package static func soundsLike(_ key: FoldKey) -> [FoldKey] {
        let bytes = key.bytes
        guard let first = bytes.first, bytes.count > 1 else { return [] }
        let rest = bytes.dropFirst()
        switch first {
        case UInt8(ascii: "d"):
            return rest.first == UInt8(ascii: "z") ? zSpellings(rest.dropFirst()) : [FoldKey(Array("gi".utf8) + rest)]
        case UInt8(ascii: "z"): return zSpellings(rest)
        case UInt8(ascii: "g") where rest.first == UInt8(ascii: "i") && rest.count > 1:
            return [FoldKey(Array("d".utf8) + rest.dropFirst())]
        default: return []
        }
    }

    private static func zSpellings(_ rest: ArraySlice<UInt8>) -> [FoldKey] {
        ["v", "d", "gi"].map { FoldKey(Array($0.utf8) + rest) }
    }

    private static func endsInSingleY(_ key: FoldKey) -> Bool {
        let shift = lastShift(of: key)
        guard shift <= 52, key.bits >> shift & 0x3F == code(of: "y") else { return false }
        let before = key.bits >> (shift + 6) & 0x3F
        if before == code(of: "u") {
            return shift == 46 && key.bits >> 58 == code(of: "q")
        }
        return before > 10 && !["a", "e", "o", "y", "i"].contains { code(of: $0) == before }
    }

    private static func lastShift(of key: FoldKey) -> UInt64 {
        guard key.bits != 0 else { return 58 }
        let trailing = UInt64(key.bits.trailingZeroBitCount)
        return trailing <= 4 ? 4 : 4 + (trailing - 4) / 6 * 6
    }

    private static func code(of letter: Unicode.Scalar) -> UInt64 { UInt64(letter.value) - 0x61 + 11 }
}
