/// Random bytes of the kinds that attacks on a terminal are made of (`research/security.md` §2).
package struct HostileBytes {
    private var random: SeededGenerator

    package init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    /// A few dozen bytes of one kind: raw, nearly UTF-8, control sequences by their grammar, or all mixed.
    package mutating func next() -> [UInt8] {
        let kind = Int.random(in: 0..<4, using: &random)
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 0...24, using: &random) {
            switch kind == 3 ? Int.random(in: 0..<3, using: &random) : kind {
            case 0: bytes.append(UInt8.random(in: 0...255, using: &random))
            case 1: bytes += nearlyUTF8()
            default: bytes += Bool.random(using: &random) ? sequence() : piece()
            }
        }
        return bytes
    }

    /// A scalar of a range that matters, now and then with a byte lost or changed.
    private mutating func nearlyUTF8() -> [UInt8] {
        let ranges: [ClosedRange<UInt32>] = [
            0x00...0x7F, 0x80...0x9F, 0xA0...0x17F, 0x300...0x36F, 0x600...0x61C, 0x1160...0x11FF, 0x1E00...0x1EFF,
            0x2000...0x206F, 0x2028...0x202E, 0x3000...0x30FF, 0x4E00...0x4E80, 0xAC00...0xAC80, 0xD7B0...0xD7FF,
            0xE000...0xE010, 0xFE00...0xFEFF, 0xFFF0...0xFFFF, 0x1F300...0x1F6FF, 0xE0000...0xE01EF,
            0x10FFF0...0x10FFFF,
        ]
        let range = ranges[Int.random(in: 0..<ranges.count, using: &random)]
        let scalar = Unicode.Scalar(UInt32.random(in: range, using: &random)) ?? "\u{FFFD}"
        var bytes = Array(String(Character(scalar)).utf8)
        switch Int.random(in: 0..<12, using: &random) {
        case 0: bytes.removeLast()
        case 1: bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
        default: break
        }
        return bytes
    }

    /// A control sequence of ECMA-48, whole or cut off, in its 7-bit, 8-bit or UTF-8 form.
    private mutating func sequence() -> [UInt8] {
        let openings: [[UInt8]] = [
            Array("\u{1B}[".utf8), Array("\u{1B}]".utf8), Array("\u{1B}P".utf8), Array("\u{1B}_".utf8),
            Array("\u{1B}^".utf8), Array("\u{1B}X".utf8), Array("\u{1B}O".utf8), Array("\u{1B}(".utf8),
            Array("\u{1B}[[".utf8), [0xC2, 0x9B], [0xC2, 0x9D], [0xC2, 0x90], [0x9B], [0x9D], [0x90], [0x1B],
        ]
        let bodies = ["", "31", "?1049", "2J", "3", "52;c;bWFs", "8;;http://a.example", "0;tựa", "6n", "1;1", "!p"]
        let endings: [[UInt8]] = [
            [], [0x6D], [0x4A], [0x48], [0x07], [0x1B, 0x5C], [0xC2, 0x9C], [0x9C], [0x0A], [0x18], [0x68], [0x63],
        ]
        return openings[Int.random(in: 0..<openings.count, using: &random)]
            + Array(bodies[Int.random(in: 0..<bodies.count, using: &random)].utf8)
            + endings[Int.random(in: 0..<endings.count, using: &random)]
    }

    /// Printer commands, returns, marks in a pile, invisible and direction-turning characters.
    private mutating func piece() -> [UInt8] {
        let pieces: [[UInt8]] = [
            [0x0D, 0x0A], [0x0D], [0x09, 0x09, 0x09, 0x09], [0x07], [0x08], [0x7F], [0x0C], [0xCC, 0x81],
            Array(repeatElement([0xCC, 0x81], count: 8).joined()), [0xE2, 0x80, 0xAE], [0xE2, 0x81, 0xA6],
            [0xE2, 0x80, 0x8B], [0xE2, 0x80, 0xA8], [0xEF, 0xBB, 0xBF], [0xED, 0xA0, 0x80, 0xED, 0xB0, 0x80],
            [0xC0, 0x9B], [0xE0, 0x80, 0x9B], [0xF3, 0xA0, 0x81, 0x81], [0x1B, 0x40], [0x1D, 0x56, 0x00],
            [0x10, 0x04, 0x01], [0xE1, 0xBB, 0x87], [0xE6, 0xBC, 0xA2], [0x33, 0x31, 0x6D], [0x20],
        ]
        return pieces[Int.random(in: 0..<pieces.count, using: &random)]
    }
}
