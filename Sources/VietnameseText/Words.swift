/// One word of a text: letters and digits between anything else.
package struct Word: Hashable, Sendable {
    /// The folded letters, not shortened.
    package var folded: [UInt8]
    /// The marks it carried.
    package var marks: Marks
    /// Whether punctuation stood between this word and the one before it.
    package var followsBreak: Bool
    /// Where the word lies in the UTF-8 of the text.
    package var utf8Range: Range<Int>

    /// The form in the one spelling the search uses.
    package var form: SyllableForm {
        CanonicalSpelling.canonical(SyllableForm(key: FoldKey(folded), marks: marks))
    }
}

/// Cuts text into words on folded bytes.
package enum Words {
    /// All words of a text, in order; total for any text.
    package static func words(_ text: String) -> [Word] {
        var result: [Word] = []
        var text = text
        text.withUTF8 { utf8 in
            var scanner = WordScanner(utf8: utf8)
            while scanner.advance() {
                result.append(scanner.word)
            }
        }
        return result
    }

    /// Calls `body` with the canonical form of every word and whether a break came before it, without building words.
    package static func forEachForm(_ text: String, _ body: (SyllableForm, Bool) -> Void) {
        var text = text
        text.withUTF8 { utf8 in
            var scanner = WordScanner(utf8: utf8)
            while scanner.advance() {
                body(CanonicalSpelling.canonical(scanner.form), scanner.followsBreak)
            }
        }
    }
}

/// Walks over UTF-8 and stops at the end of each word.
private struct WordScanner {
    private let utf8: UnsafeBufferPointer<UInt8>
    private var position = 0
    private var start = 0
    private var packer = KeyPacker()
    private var marks = Marks()
    private var last: UInt8 = 0
    private(set) var followsBreak = false

    init(utf8: UnsafeBufferPointer<UInt8>) { self.utf8 = utf8 }

    var form: SyllableForm { SyllableForm(key: packer.key, marks: marks) }

    var word: Word {
        let piece = UnsafeBufferPointer(rebasing: utf8[start..<position])
        return Word(
            folded: Fold.fold(utf8: piece), marks: marks, followsBreak: followsBreak, utf8Range: start..<position)
    }

    /// Moves to the end of the next word; false at the end of the text.
    mutating func advance() -> Bool {
        packer = KeyPacker()
        marks = Marks()
        followsBreak = false
        while position < utf8.count {
            let before = position
            let scalar = ScalarReader.next(utf8, &position)
            if take(scalar, at: before) { continue }
            if packer.count > 0 {
                position = before
                return true
            }
            if scalar != 0x20, LetterTable.combining(scalar) == nil { followsBreak = true }
        }
        return packer.count > 0
    }

    /// Adds a scalar to the word; false when it cannot be part of one.
    private mutating func take(_ scalar: UInt32, at offset: Int) -> Bool {
        if let letter = LetterTable.letter(scalar) {
            if packer.count == 0 { start = offset }
            marks.setShape(letter.shape, at: packer.count)
            if letter.tone != .level { marks.tone = letter.tone }
            packer.append(letter.base)
            last = letter.base
            return true
        }
        if (0x30...0x39).contains(scalar) {
            if packer.count == 0 { start = offset }
            packer.append(UInt8(scalar))
            last = UInt8(scalar)
            return true
        }
        guard packer.count > 0, let mark = LetterTable.combining(scalar) else { return false }
        combine(mark)
        return true
    }

    private mutating func combine(_ mark: LetterTable.Combining) {
        switch mark {
        case .tone(let tone): marks.tone = tone
        case .shape(let shape) where LetterTable.carries(last, shape): marks.setShape(shape, at: packer.count - 1)
        case .shape, .ignored: break
        }
    }
}
