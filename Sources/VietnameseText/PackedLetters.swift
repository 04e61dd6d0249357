/// A letter or digit of a word in one number: its code in a ``FoldKey``, its shape and its tone.
struct PackedLetter: Equatable {
    private let bits: UInt16

    /// Nothing that a word is made of.
    static let none = PackedLetter(bits: 0)

    private init(bits: UInt16) { self.bits = bits }

    init(_ letter: Letter) {
        bits = UInt16(letter.base - 0x61 + 11) | UInt16(letter.shape.rawValue) << 6 | UInt16(letter.tone.rawValue) << 8
    }

    init(digit: UInt8) { bits = UInt16(digit - 0x2F) }

    /// Six bits: 1–10 digits, 11–36 letters.
    var code: UInt64 { UInt64(bits & 0x3F) }

    /// Two bits, a ``LetterShape``.
    var shape: UInt32 { UInt32(bits >> 6 & 3) }

    /// Three bits, a ``Tone``.
    var tone: UInt32 { UInt32(bits >> 8) }

    /// The plain lower-case ASCII letter or the digit.
    var base: UInt8 {
        let code = UInt8(bits & 0x3F)
        return code <= 10 ? code + 0x2F : code - 11 + 0x61
    }
}

/// ``LetterTable`` for the loop that reads every letter of a catalogue: one look in a table for each.
struct PackedLetters {
    static let table = PackedLetters()

    /// U+0000…U+01BF, then U+1EA0…U+1EFF.
    private let letters: [PackedLetter]

    private init() {
        let scalars: [UInt32] = Array(0..<0x1C0) + Array(0x1EA0..<0x1F00)
        letters = scalars.map { scalar in
            if (0x30...0x39).contains(scalar) { return PackedLetter(digit: UInt8(scalar)) }
            return LetterTable.letter(scalar).map(PackedLetter.init) ?? .none
        }
    }

    @inline(__always)
    func letter(_ scalar: UInt32) -> PackedLetter {
        switch scalar {
        case 0..<0x1C0: letters[Int(scalar)]
        case 0x1EA0..<0x1F00: letters[Int(scalar) - 0x1EA0 + 0x1C0]
        default: LetterTable.letter(scalar).map(PackedLetter.init) ?? .none
        }
    }
}

extension KeyPacker {
    @inline(__always)
    mutating func append(_ letter: PackedLetter) { append(code: letter.code) }
}

extension Marks {
    /// Adds the marks of the next letter, which stands at a place not marked yet.
    @inline(__always)
    mutating func add(_ letter: PackedLetter, at position: Int) {
        if letter.shape != 0, position < 14 { bits |= letter.shape << UInt32(3 + 2 * position) }
        if letter.tone != 0 { bits = bits & ~7 | letter.tone }
    }
}
