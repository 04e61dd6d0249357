/// One syllable in VNI keys: `6` hat, `7` horn, `8` breve, `9` stroke, `1`–`5` tones, `0` no tone.
struct VNISyllable: TypedSyllable {
    var letters = TypedLetters()
    private let given: Marks

    /// - Parameter marks: marks the word already carried.
    init(marks: Marks = Marks()) { given = marks }

    mutating func press(_ key: UInt8) -> Bool {
        guard (0x30...0x39).contains(key) else {
            let position = letters.bases.count
            letters.bases.append(key)
            letters.marks.setShape(given.shape(at: position), at: position)
            return true
        }
        switch key {
        case UInt8(ascii: "6"): return shape(.hat, on: "aeo")
        case UInt8(ascii: "7"): return letters.horn()
        case UInt8(ascii: "8"): return shape(.hook, on: "a")
        case UInt8(ascii: "9"): return letters.stroke()
        default: return tone(UInt32(key - 0x30))
        }
    }

    private mutating func shape(_ shape: LetterShape, on candidates: String) -> Bool {
        guard let position = letters.lastPlain(candidates) else { return false }
        letters.shape(shape, at: position)
        return true
    }

    private mutating func tone(_ number: UInt32) -> Bool {
        guard letters.hasVowel, number == 0 || letters.marks.toneNumber == 0, let tone = Tone(rawValue: number) else {
            return false
        }
        letters.tone(tone)
        return true
    }
}
