extension BitmapFont {
    /// Reads GNU Unifont's format: a line is `0041:` and the rows of dots in hexadecimal, 16 rows of 8 or 16 dots.
    ///
    /// Lines that are none are passed over; `nil` when nothing useful is left.
    init?(hex bytes: some Sequence<UInt8>) {
        var glyphs: [UInt32: Glyph] = [:]
        var line: [UInt8] = []
        func take() {
            if let (scalar, glyph) = Self.hexLine(line) { glyphs[scalar] = glyph }
            line.removeAll(keepingCapacity: true)
        }
        for byte in bytes {
            if byte == 0x0A { take() } else if byte != 0x0D, line.count < 256 { line.append(byte) }
        }
        take()
        self.init(cellWidth: 8, height: 16, glyphs: glyphs)
    }

    private static func hexLine(_ line: [UInt8]) -> (UInt32, Glyph)? {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon <= 6 else { return nil }
        guard let scalar = Hexadecimal.value(line[..<colon]), held.contains(UInt32(scalar)) else { return nil }
        let digits = line[(colon + 1)...]
        guard digits.count == 32 || digits.count == 64 else { return nil }
        let perRow = digits.count / 16
        var rows: [UInt64] = []
        for start in stride(from: digits.startIndex, to: digits.endIndex, by: perRow) {
            guard let row = Hexadecimal.value(digits[start..<start + perRow]) else { return nil }
            rows.append(row)
        }
        return (UInt32(scalar), Glyph(width: perRow * 4, rows: rows))
    }
}

/// Numbers in base sixteen, as font files write them.
enum Hexadecimal {
    /// The value of 1 to 16 digits of either case.
    static func value(_ digits: ArraySlice<UInt8>) -> UInt64? {
        guard (1...16).contains(digits.count) else { return nil }
        var value: UInt64 = 0
        for digit in digits {
            let part: UInt8
            switch digit {
            case 0x30...0x39: part = digit - 0x30
            case 0x41...0x46: part = digit - 0x41 + 10
            case 0x61...0x66: part = digit - 0x61 + 10
            default: return nil
            }
            value = value << 4 | UInt64(part)
        }
        return value
    }
}
