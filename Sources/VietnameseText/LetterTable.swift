/// One Latin letter taken apart: the plain letter, its shape mark and its tone.
struct Letter: Equatable {
    /// The plain lower-case ASCII letter.
    var base: UInt8
    var shape: LetterShape
    var tone: Tone
}

/// The mark that makes another letter of the Vietnamese alphabet.
enum LetterShape: UInt32 {
    case plain = 0
    /// The hat of â, ê, ô.
    case hat = 1
    /// The breve of ă and the horn of ơ, ư: one letter never takes both.
    case hook = 2
    /// The stroke of đ.
    case stroke = 3
}

/// The six tones, numbered like the VNI keys.
enum Tone: UInt32 {
    case level = 0
    case acute = 1
    case grave = 2
    case hookAbove = 3
    case tilde = 4
    case dotBelow = 5
}

/// Takes apart every Vietnamese letter and the other Latin letters of the Latin-1 block.
enum LetterTable {
    private static let rows: [(base: Character, shape: LetterShape, letters: String)] = [
        ("a", .plain, "aáàảãạ"), ("a", .hook, "ăắằẳẵặ"), ("a", .hat, "âấầẩẫậ"),
        ("e", .plain, "eéèẻẽẹ"), ("e", .hat, "êếềểễệ"), ("i", .plain, "iíìỉĩị"),
        ("o", .plain, "oóòỏõọ"), ("o", .hat, "ôốồổỗộ"), ("o", .hook, "ơớờởỡợ"),
        ("u", .plain, "uúùủũụ"), ("u", .hook, "ưứừửữự"), ("y", .plain, "yýỳỷỹỵ"),
        ("A", .plain, "AÁÀẢÃẠ"), ("A", .hook, "ĂẮẰẲẴẶ"), ("A", .hat, "ÂẤẦẨẪẬ"),
        ("E", .plain, "EÉÈẺẼẸ"), ("E", .hat, "ÊẾỀỂỄỆ"), ("I", .plain, "IÍÌỈĨỊ"),
        ("O", .plain, "OÓÒỎÕỌ"), ("O", .hat, "ÔỐỒỔỖỘ"), ("O", .hook, "ƠỚỜỞỠỢ"),
        ("U", .plain, "UÚÙỦŨỤ"), ("U", .hook, "ƯỨỪỬỮỰ"), ("Y", .plain, "YÝỲỶỸỴ"),
        ("d", .stroke, "đ"), ("d", .stroke, "Đ"),
        // Eth looks like Đ and is what some old keyboards and converters send for it.
        ("d", .stroke, "Ð"), ("d", .stroke, "ð"),
        ("a", .plain, "åÅ"), ("c", .plain, "çÇ"), ("n", .plain, "ñÑ"), ("u", .plain, "üÜ"),
        ("o", .plain, "öÖøØ"), ("a", .plain, "äÄ"), ("e", .plain, "ëË"), ("i", .plain, "ïÏîÎ"),
    ]

    /// Every letter of the table, composed.
    static var allLetters: [Unicode.Scalar] { rows.flatMap { Array($0.letters.unicodeScalars) } }

    /// Entries for U+00C0…U+01BF, then U+1EA0…U+1EFF; a base of 0 means "no letter of ours".
    private static let entries: [Letter] = {
        var table = [Letter](repeating: Letter(base: 0, shape: .plain, tone: .level), count: 256 + 96)
        for row in rows {
            let isTonal = row.letters.unicodeScalars.count == 6
            for (position, scalar) in row.letters.unicodeScalars.enumerated() {
                guard let slot = slot(of: scalar.value), let base = row.base.asciiValue else { continue }
                let tone = isTonal ? Tone(rawValue: UInt32(position)) ?? .level : .level
                table[slot] = Letter(base: base | 0x20, shape: row.shape, tone: tone)
            }
        }
        return table
    }()

    private static func slot(of scalar: UInt32) -> Int? {
        switch scalar {
        case 0xC0...0x1BF: Int(scalar) - 0xC0
        case 0x1EA0...0x1EFF: Int(scalar) - 0x1EA0 + 256
        default: nil
        }
    }

    /// The parts of a scalar, or nothing when it is no Latin letter known here.
    static func letter(_ scalar: UInt32) -> Letter? {
        switch scalar {
        case 0x61...0x7A: return Letter(base: UInt8(scalar), shape: .plain, tone: .level)
        case 0x41...0x5A: return Letter(base: UInt8(scalar) | 0x20, shape: .plain, tone: .level)
        // Full-width letters reach a kiosk through badly set keyboards and pasted text.
        case 0xFF21...0xFF3A: return letter(scalar - 0xFF21 + 0x41)
        case 0xFF41...0xFF5A: return letter(scalar - 0xFF41 + 0x61)
        default:
            guard let slot = slot(of: scalar), entries[slot].base != 0 else { return nil }
            return entries[slot]
        }
    }

    /// What a combining mark adds to the letter before it.
    enum Combining {
        case tone(Tone)
        case shape(LetterShape)
        case ignored
    }

    /// The meaning of a combining mark, or nothing when the scalar is none.
    static func combining(_ scalar: UInt32) -> Combining? {
        switch scalar {
        case 0x300, 0x340: .tone(.grave)
        case 0x301, 0x341: .tone(.acute)
        case 0x303: .tone(.tilde)
        case 0x309: .tone(.hookAbove)
        case 0x323: .tone(.dotBelow)
        case 0x302: .shape(.hat)
        case 0x306, 0x31B: .shape(.hook)
        case 0x335, 0x336: .shape(.stroke)
        case 0x300...0x36F, 0x200B...0x200D, 0xFE00...0xFE0F, 0xAD: .ignored
        default: nil
        }
    }

    /// Whether the shape exists on the letter, so that marks from nowhere are dropped.
    static func carries(_ base: UInt8, _ shape: LetterShape) -> Bool {
        switch (base, shape) {
        case (_, .plain): true
        case (UInt8(ascii: "a"), .hat), (UInt8(ascii: "e"), .hat), (UInt8(ascii: "o"), .hat): true
        case (UInt8(ascii: "a"), .hook), (UInt8(ascii: "o"), .hook), (UInt8(ascii: "u"), .hook): true
        case (UInt8(ascii: "d"), .stroke): true
        default: false
        }
    }
}
