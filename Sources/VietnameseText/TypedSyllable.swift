/// Letters and marks gathered from keys, in whatever order the keys came.
protocol TypedSyllable {
    var letters: TypedLetters { get set }

    /// Takes one key; false when the word cannot be keystrokes.
    mutating func press(_ key: UInt8) -> Bool
}

extension TypedSyllable {
    /// Takes all keys of a word; false when it is no keystroke spelling.
    mutating func take(_ keys: [UInt8]) -> Bool {
        for key in keys {
            guard press(key) else { return false }
        }
        return letters.pressedMarks > 0
    }

    /// The syllable spelled, when it is a valid one.
    var form: SyllableForm? {
        var letters = letters
        letters.completeHorns()
        let form = SyllableForm(key: FoldKey(letters.bases), marks: letters.marks)
        return letters.bases.count <= Syllables.longest && Syllables.isValid(form) ? form : nil
    }
}

/// The letters typed so far with their shapes and the tone.
struct TypedLetters {
    var bases: [UInt8] = []
    var marks = Marks()
    /// How many keys were marks rather than letters.
    var pressedMarks = 0

    var hasVowel: Bool { bases.contains { TypedLetters.isVowel($0) } }

    static func isVowel(_ base: UInt8) -> Bool {
        switch base {
        case 0x61, 0x65, 0x69, 0x6F, 0x75, 0x79: true
        default: false
        }
    }

    /// The last position of an unshaped letter out of `candidates`.
    func lastPlain(_ candidates: String) -> Int? {
        bases.indices.last { position in
            marks.shape(at: position) == .plain && candidates.utf8.contains(bases[position])
        }
    }

    mutating func shape(_ shape: LetterShape, at position: Int) {
        marks.setShape(shape, at: position)
        pressedMarks += 1
    }

    mutating func stroke() -> Bool {
        guard bases.first == UInt8(ascii: "d"), marks.shape(at: 0) == .plain else { return false }
        shape(.stroke, at: 0)
        return true
    }

    mutating func tone(_ tone: Tone) {
        marks.tone = tone
        pressedMarks += 1
    }

    /// Puts the horn where it belongs: both letters of "uo", the u of "ua" and "uu", else the o or u.
    mutating func horn() -> Bool {
        let vowels = bases.indices.filter { TypedLetters.isVowel(bases[$0]) && !isQuOrGi($0) }
        guard let first = vowels.first else { return false }
        let cluster = vowels.map { bases[$0] }
        if cluster.starts(with: Array("uo".utf8)) || cluster.starts(with: Array("ua".utf8))
            || cluster.starts(with: Array("uu".utf8)), marks.shape(at: first) == .plain
        {
            shape(.hook, at: first)
            if cluster[1] == UInt8(ascii: "o") { marks.setShape(.hook, at: vowels[1]) }
            return true
        }
        guard let position = lastPlain("ou") else { return false }
        shape(.hook, at: position)
        return true
    }

    /// The u of "qu" is no vowel to be marked.
    private func isQuOrGi(_ position: Int) -> Bool {
        position == 1 && bases[0] == UInt8(ascii: "q") && bases[1] == UInt8(ascii: "u")
    }

    /// "ưo" before a consonant or i, u is always "ươ" (`thuwong`).
    mutating func completeHorns() {
        for position in bases.indices.dropLast()
        where bases[position] == UInt8(ascii: "u") && bases[position + 1] == UInt8(ascii: "o") {
            let pair = (marks.shape(at: position), marks.shape(at: position + 1))
            let isClosed = position + 2 < bases.count
            if pair.0 == .hook && pair.1 == .plain { marks.setShape(.hook, at: position + 1) }
            if isClosed && pair.0 == .plain && pair.1 == .hook { marks.setShape(.hook, at: position) }
        }
    }
}
