extension BitmapFont {
    /// Reads a console font, PSF 1 or 2 with its Unicode table (`kbd`, psf.h); `nil` without one.
    init?(psf bytes: [UInt8]) {
        guard let header = PSFHeader(bytes) else { return nil }
        let meanings = header.isSecond ? Self.secondTable(bytes, header) : Self.firstTable(bytes, header)
        var glyphs: [UInt32: Glyph] = [:]
        for (index, scalars) in meanings.enumerated() where index < header.count {
            let glyph = Self.drawing(bytes, header, index)
            for scalar in scalars where Self.held.contains(scalar) { glyphs[scalar] = glyph }
        }
        self.init(cellWidth: header.width, height: header.height, glyphs: glyphs)
    }

    private static func drawing(_ bytes: [UInt8], _ header: PSFHeader, _ index: Int) -> Glyph {
        let perRow = (header.width + 7) / 8
        let start = header.start + index * header.size
        let rows = (0..<header.height).map { row -> UInt64 in
            let first = start + row * perRow
            let value = bytes[first..<first + perRow].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            return value >> UInt64(perRow * 8 - header.width)
        }
        return Glyph(width: header.width, rows: rows)
    }

    /// UTF-8 scalars, sequences behind 0xFE, an entry ended by 0xFF.
    private static func secondTable(_ bytes: [UInt8], _ header: PSFHeader) -> [[UInt32]] {
        bytes[header.table...].split(separator: 0xFF, omittingEmptySubsequences: false).map { entry in
            let singles = entry.prefix { $0 != 0xFE }
            return String(decoding: singles, as: UTF8.self).unicodeScalars.map(\.value)
        }
    }

    /// Sixteen bits little-endian, sequences behind 0xFFFE, an entry ended by 0xFFFF.
    private static func firstTable(_ bytes: [UInt8], _ header: PSFHeader) -> [[UInt32]] {
        let units = stride(from: header.table, to: bytes.count - 1, by: 2).map { place in
            UInt32(bytes[place]) | UInt32(bytes[place + 1]) << 8
        }
        return units.split(separator: 0xFFFF, omittingEmptySubsequences: false).map { entry in
            Array(entry.prefix { $0 != 0xFFFE })
        }
    }
}

/// What the first bytes of a console font say.
private struct PSFHeader {
    var isSecond: Bool
    var start: Int
    var count: Int
    var size: Int
    var width: Int
    var height: Int

    var table: Int { start + count * size }

    init?(_ bytes: [UInt8]) {
        if bytes.starts(with: [0x72, 0xB5, 0x4A, 0x86]), bytes.count >= 32 {
            func word(_ at: Int) -> Int { (0..<4).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) } }
            guard word(12) & 1 == 1 else { return nil }
            (isSecond, start, count, size, height, width) = (true, word(8), word(16), word(20), word(24), word(28))
        } else if bytes.starts(with: [0x36, 0x04]), bytes.count >= 4, bytes[2] & 0x06 != 0 {
            (isSecond, start, count, size) = (false, 4, bytes[2] & 1 == 1 ? 512 : 256, Int(bytes[3]))
            (height, width) = (size, 8)
        } else {
            return nil
        }
        guard (4...64).contains(width), (6...128).contains(height), (1...65_536).contains(count) else { return nil }
        guard size == height * ((width + 7) / 8), (4...4096).contains(start), table <= bytes.count else { return nil }
    }
}
