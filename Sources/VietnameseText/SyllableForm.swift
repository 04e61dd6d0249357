/// A word as the search sees it: a packed folded key and, apart from it, the marks it was typed with.
///
/// The tone is kept for the whole syllable and not for a letter, so `hoà` and `hòa` are equal.
package struct SyllableForm: Hashable, Sendable {
    /// The folded spelling.
    package var key: FoldKey
    /// Shapes of the letters and the tone; 0 when typed without any mark.
    package var marks: Marks

    /// A form from its two halves.
    package init(key: FoldKey, marks: Marks = Marks()) {
        self.key = key
        self.marks = marks
    }
}

/// Up to ten folded letters or digits packed in one integer that sorts like the text.
package struct FoldKey: Hashable, Comparable, Sendable {
    /// Six bits a letter from the top: 0 end, 1–10 digits, 11–36 letters.
    package var bits: UInt64

    /// A key from bits made by this type.
    package init(bits: UInt64) { self.bits = bits }

    /// Packs folded bytes; what is no letter or digit is left out, and the eleventh and later are cut.
    package init(_ folded: some Sequence<UInt8>) {
        var packer = KeyPacker()
        for byte in folded { packer.append(byte) }
        self = packer.key
    }

    package static func < (left: FoldKey, right: FoldKey) -> Bool { left.bits < right.bits }

    /// The most letters a key holds.
    package static let capacity = 10

    /// The packed letters as ASCII bytes.
    package var bytes: [UInt8] {
        var result: [UInt8] = []
        var rest = bits
        while rest != 0 {
            let code = UInt8(truncatingIfNeeded: rest >> 58)
            result.append(code <= 10 ? code + 0x2F : code - 11 + 0x61)
            rest <<= 6
        }
        return result
    }
}

/// Collects letters into a ``FoldKey``.
package struct KeyPacker {
    private var bits: UInt64 = 0
    /// How many letters were given, including those that no longer fitted.
    package private(set) var count = 0

    package init() {}

    /// Adds one folded byte; anything but a–z and 0–9 is left out.
    @inline(__always)
    package mutating func append(_ byte: UInt8) {
        let code: UInt64
        switch byte {
        case 0x61...0x7A: code = UInt64(byte) - 0x61 + 11
        case 0x30...0x39: code = UInt64(byte) - 0x2F
        default: return
        }
        append(code: code)
    }

    /// Adds a letter by its six bits.
    @inline(__always)
    mutating func append(code: UInt64) {
        if count < FoldKey.capacity { bits |= code << UInt64(58 - 6 * count) }
        count += 1
    }

    /// The key so far.
    package var key: FoldKey { FoldKey(bits: bits) }
}

/// The marks of a syllable: one tone and the shape of each of its first fourteen letters.
package struct Marks: Hashable, Sendable {
    /// Tone in the low three bits, then two bits a letter.
    package var bits: UInt32

    /// No marks, or marks from bits made by this type.
    package init(bits: UInt32 = 0) { self.bits = bits }

    /// Whether nothing was marked.
    package var isEmpty: Bool { bits == 0 }

    /// The tone by its VNI number, 0 for none.
    package var toneNumber: Int { Int(bits & 7) }

    /// The shapes alone.
    package var withoutTone: Marks { Marks(bits: bits & ~7) }

    var tone: Tone {
        get { Tone(rawValue: bits & 7) ?? .level }
        set { bits = bits & ~7 | newValue.rawValue }
    }

    func shape(at position: Int) -> LetterShape {
        guard position < 14 else { return .plain }
        return LetterShape(rawValue: bits >> UInt32(3 + 2 * position) & 3) ?? .plain
    }

    mutating func setShape(_ shape: LetterShape, at position: Int) {
        guard position < 14 else { return }
        let shift = UInt32(3 + 2 * position)
        bits = bits & ~(3 << shift) | shape.rawValue << shift
    }
}
