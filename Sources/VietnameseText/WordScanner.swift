/// Walks over UTF-8 and stops at the end of each word.
struct WordScanner {
    private let utf8: UnsafeBufferPointer<UInt8>
    private let letters = PackedLetters.table
    private var position = 0
    private var start = 0
    private var packer = KeyPacker()
    private var marks = Marks()
    private var last = PackedLetter.none
    private(set) var followsBreak = false

    init(utf8: UnsafeBufferPointer<UInt8>) { self.utf8 = utf8 }

    var form: SyllableForm { SyllableForm(key: packer.key, marks: marks) }

    var word: Word {
        let piece = UnsafeBufferPointer(rebasing: utf8[start..<position])
        return Word(
            folded: Fold.fold(utf8: piece), marks: marks, followsBreak: followsBreak, utf8Range: start..<position)
    }

    /// Whether the word just found is the whole text.
    var isWhole: Bool { start == 0 && position == utf8.count && packer.count > 0 && !followsBreak }

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
    @inline(__always)
    private mutating func take(_ scalar: UInt32, at offset: Int) -> Bool {
        let letter = letters.letter(scalar)
        guard letter != .none else { return combine(scalar) }
        if packer.count == 0 { start = offset }
        marks.add(letter, at: packer.count)
        packer.append(letter)
        last = letter
        return true
    }

    private mutating func combine(_ scalar: UInt32) -> Bool {
        guard packer.count > 0, scalar >= 0x80, let mark = LetterTable.combining(scalar) else { return false }
        switch mark {
        case .tone(let tone): marks.tone = tone
        case .shape(let shape) where LetterTable.carries(last.base, shape): marks.setShape(shape, at: packer.count - 1)
        case .shape, .ignored: break
        }
        return true
    }
}
