/// Puts bytes together to Unicode scalars, across reads, and turns what is not UTF-8 into U+FFFD.
struct UTF8Assembler: Sendable {
    /// What stands for bytes that are not UTF-8.
    static let replacement: Unicode.Scalar = "\u{FFFD}"

    private var value: UInt32 = 0
    private var least: UInt32 = 0
    private var missing = 0

    /// Takes one byte; at most two scalars come out: the mark for a broken sequence, and the byte's own scalar.
    mutating func feed(_ byte: UInt8) -> (Unicode.Scalar?, Unicode.Scalar?) {
        guard missing > 0 else { return (nil, begin(byte)) }
        guard byte & 0xC0 == 0x80 else {
            missing = 0
            return (Self.replacement, begin(byte))
        }
        value = value << 6 | UInt32(byte & 0x3F)
        missing -= 1
        guard missing == 0 else { return (nil, nil) }
        defer { value = 0 }
        // Overlong forms smuggle control characters past filters, so they count as broken.
        return (nil, value < least ? Self.replacement : Unicode.Scalar(value) ?? Self.replacement)
    }

    /// The mark for a sequence that the end of the input cut off.
    mutating func finish() -> Unicode.Scalar? {
        defer { missing = 0 }
        return missing > 0 ? Self.replacement : nil
    }

    private mutating func begin(_ byte: UInt8) -> Unicode.Scalar? {
        switch byte {
        case 0x00...0x7F: return Unicode.Scalar(byte)
        case 0xC2...0xDF: expect(1, from: byte & 0x1F, least: 0x80)
        case 0xE0...0xEF: expect(2, from: byte & 0x0F, least: 0x800)
        case 0xF0...0xF4: expect(3, from: byte & 0x07, least: 0x1_0000)
        default: return Self.replacement
        }
        return nil
    }

    private mutating func expect(_ count: Int, from bits: UInt8, least: UInt32) {
        missing = count
        value = UInt32(bits)
        self.least = least
    }
}
