import VietnameseText

/// A font of dots, read at run time from a file the operator names; none is shipped.
///
/// Debian's GNU Unifont (`/usr/share/unifont/unifont.hex`) has all 134 Vietnamese letters.
package struct BitmapFont: Sendable {
    /// One drawn character.
    package struct Glyph: Equatable, Sendable {
        /// Dots in a row, at most 64.
        package var width: Int
        /// Top to bottom; the leftmost dot is bit `width - 1`.
        package var rows: [UInt64]

        /// Whether a dot is black.
        package func isMarked(x: Int, y: Int) -> Bool {
            x >= 0 && x < width && rows.indices.contains(y) && rows[y] >> UInt64(width - 1 - x) & 1 == 1
        }
    }

    /// Dots of one column; a wide character takes two.
    package let cellWidth: Int
    /// Dots of one line.
    package let height: Int
    private let glyphs: [UInt32: Glyph]

    /// Beyond Latin, punctuation and signs nothing is printed: a full font would take tens of megabytes.
    static let held: ClosedRange<UInt32> = 0x20...0x2BFF

    /// Fails for a font without a drawn `A`, or with impossible sizes.
    init?(cellWidth: Int, height: Int, glyphs: [UInt32: Glyph]) {
        guard (4...64).contains(cellWidth), (6...128).contains(height), glyphs[0x41] != nil else { return nil }
        self.cellWidth = cellWidth
        self.height = height
        self.glyphs = glyphs
    }

    /// The drawing of a character, composed or decomposed: a letter and its marks are one drawing.
    ///
    /// A mark that no drawn letter has is laid over its letter; a character not in the font is a box, never a gap.
    package func glyph(for character: Character) -> Glyph {
        if let scalar = ComposedLetters.scalar(for: character), let glyph = glyphs[scalar.value] { return glyph }
        let scalars = character.unicodeScalars
        guard let first = scalars.first, var glyph = glyphs[first.value] else { return box }
        for mark in scalars.dropFirst() {
            guard let drawn = glyphs[mark.value], drawn.rows.count == glyph.rows.count else { continue }
            for row in glyph.rows.indices { glyph.rows[row] |= drawn.rows[row] & Self.mask(glyph.width) }
        }
        return glyph
    }

    /// Whether the font has a drawing of its own for a character.
    package func draws(_ character: Character) -> Bool {
        let scalar = ComposedLetters.scalar(for: character) ?? character.unicodeScalars.first
        return scalar.map { glyphs[$0.value] != nil } ?? false
    }

    private var box: Glyph {
        let edge = Self.mask(cellWidth) & ~1
        let side = (1 << UInt64(cellWidth - 1) | 2) & edge
        let rows = (0..<height).map { $0 == 1 || $0 == height - 2 ? edge : $0 == 0 || $0 == height - 1 ? 0 : side }
        return Glyph(width: cellWidth, rows: rows)
    }

    private static func mask(_ width: Int) -> UInt64 { width >= 64 ? .max : (1 << UInt64(width)) - 1 }
}
