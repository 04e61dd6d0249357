extension BitmapFont {
    /// Reads Adobe's Glyph Bitmap Distribution Format 2.1 of a font with one width.
    ///
    /// Every drawing is put into the font's own box, so that all lines up; `nil` when nothing useful is there.
    init?(bdf bytes: some Collection<UInt8>) {
        var reader = BDFReader()
        for line in bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            reader.take(line.split(separator: 0x20).map { Array($0) })
        }
        self.init(cellWidth: reader.box.width, height: reader.box.height, glyphs: reader.glyphs)
    }
}

/// Follows a BDF file line by line.
private struct BDFReader {
    struct Box {
        var width = 0
        var height = 0
        var left = 0
        var foot = 0
    }

    private(set) var box = Box()
    private(set) var glyphs: [UInt32: BitmapFont.Glyph] = [:]
    private var scalar: Int?
    private var own = Box()
    private var rows: [UInt64]?

    mutating func take(_ words: [[UInt8]]) {
        guard let word = words.first.map({ String(decoding: $0, as: UTF8.self) }) else { return }
        let numbers = words.dropFirst().map { Int(String(decoding: $0, as: UTF8.self)) ?? 0 }
        switch word {
        case "FONTBOUNDINGBOX": box = Self.box(numbers) ?? box
        case "STARTCHAR": (scalar, own, rows) = (nil, box, nil)
        case "ENCODING": scalar = numbers.first
        case "BBX": own = Self.box(numbers) ?? own
        case "BITMAP": rows = []
        case "ENDCHAR": finish()
        default: add(row: words[0])
        }
    }

    private static func box(_ numbers: [Int]) -> Box? {
        guard numbers.count >= 4, (0...64).contains(numbers[0]), (0...128).contains(numbers[1]) else { return nil }
        guard numbers[2...3].allSatisfy({ abs($0) <= 128 }) else { return nil }
        return Box(width: numbers[0], height: numbers[1], left: numbers[2], foot: numbers[3])
    }

    private mutating func add(row digits: [UInt8]) {
        guard let count = rows?.count, count < own.height, digits.count <= 16 else { return }
        guard let value = Hexadecimal.value(digits[...]) else { return }
        // Rows are padded to whole bytes on the right.
        let surplus = digits.count * 4 - own.width
        rows?.append(surplus > 0 ? value >> UInt64(surplus) : value)
    }

    private mutating func finish() {
        defer { rows = nil }
        guard let rows, let scalar, let place = UInt32(exactly: scalar), BitmapFont.held.contains(place) else { return }
        let top = box.foot + box.height - own.foot - own.height
        let shift = box.width - own.width - (own.left - box.left)
        var drawn = [UInt64](repeating: 0, count: box.height)
        for (index, row) in rows.enumerated() where drawn.indices.contains(top + index) {
            drawn[top + index] = shift >= 0 ? row << UInt64(min(shift, 63)) : row >> UInt64(min(-shift, 63))
        }
        glyphs[place] = BitmapFont.Glyph(width: box.width, rows: drawn)
    }
}
