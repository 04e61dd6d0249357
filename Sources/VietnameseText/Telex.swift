/// One syllable in Telex keys: `aa ee oo aw ow uw w dd` for letters, `s f r x j z` for tones.
struct TelexSyllable: TypedSyllable {
    var letters = TypedLetters()
    private let given: Marks

    /// - Parameter marks: marks the word already carried, for text typed half with marks.
    init(marks: Marks = Marks()) { given = marks }

    mutating func press(_ key: UInt8) -> Bool {
        switch key {
        case 0x30...0x39: return false
        case UInt8(ascii: "s"): return tone(.acute, or: key)
        case UInt8(ascii: "f"): return tone(.grave, or: key)
        case UInt8(ascii: "r"): return tone(.hookAbove, or: key)
        case UInt8(ascii: "x"): return tone(.tilde, or: key)
        case UInt8(ascii: "j"): return tone(.dotBelow, or: key)
        case UInt8(ascii: "z"): return tone(.level, or: key)
        case UInt8(ascii: "w"): return hook()
        case UInt8(ascii: "d"): return stroke(key)
        case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "o"): return vowel(key)
        default: return append(key)
        }
    }

    private mutating func append(_ key: UInt8) -> Bool {
        let position = letters.bases.count
        letters.bases.append(key)
        letters.marks.setShape(given.shape(at: position), at: position)
        if given.toneNumber != 0 { letters.marks.tone = given.tone }
        return true
    }

    private mutating func tone(_ tone: Tone, or key: UInt8) -> Bool {
        guard letters.hasVowel else { return append(key) }
        // The same tone twice means "I want the letter": no syllable then.
        if tone != .level, letters.marks.tone == tone { return false }
        letters.tone(tone)
        return true
    }

    private mutating func hook() -> Bool {
        if let position = letters.lastPlain("a"), !isAfterU(position) {
            letters.shape(.hook, at: position)
            return true
        }
        if letters.horn() { return true }
        guard !letters.hasVowel || letters.lastPlain("aou") == nil else { return false }
        guard !letters.hasVowel else { return false }
        letters.bases.append(UInt8(ascii: "u"))
        letters.shape(.hook, at: letters.bases.count - 1)
        return true
    }

    /// In "ua" the horn goes to the u (chưa), except after q.
    private func isAfterU(_ position: Int) -> Bool {
        guard position > 0, letters.bases[position - 1] == UInt8(ascii: "u") else { return false }
        return letters.bases[0] != UInt8(ascii: "q") && letters.marks.shape(at: position - 1) == .plain
    }

    private mutating func stroke(_ key: UInt8) -> Bool {
        letters.bases.isEmpty ? append(key) : letters.stroke()
    }

    private mutating func vowel(_ key: UInt8) -> Bool {
        let same = letters.lastPlain(String(decoding: [key], as: UTF8.self))
        guard let same else { return append(key) }
        letters.shape(.hat, at: same)
        return true
    }
}
