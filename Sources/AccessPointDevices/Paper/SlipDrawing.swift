/// Draws a slip as dots, so that the printer needs no letters of its own.
///
/// cp1258 holds only 30 of the 134 Vietnamese letters; drawing is the way the makers of printer libraries give
/// (`research/accessibility.md` §4).
package struct SlipDrawing: Sendable {
    private let font: BitmapFont
    private let dots: Int
    private let scale: Int

    /// - Parameters:
    ///   - font: a font of dots.
    ///   - dots: dots in a row of the paper, 384 for 58 mm and 576 for 80 mm.
    ///   - scale: how many dots stand for one of the font, from 1 to 4; made smaller when 16 columns would not fit.
    package init(font: BitmapFont, dots: Int, scale: Int) {
        self.font = font
        self.dots = min(max(dots, 64), 2048) / 8 * 8
        let largest = max(1, self.dots / (font.cellWidth * 16))
        self.scale = min(max(scale, 1), 4, largest)
    }

    /// Characters in a line.
    package var columns: Int { max(4, dots / (font.cellWidth * scale)) }

    /// Dots of a line from one line's top to the next.
    package var lineHeight: Int { (font.height + 2) * scale }

    /// The slip as dots; as high as it has lines.
    package func drawing(of slip: PaperSlip) -> Bitmap {
        var bitmap = Bitmap(width: dots)
        for line in slip.wrapped(columns: columns) {
            let top = bitmap.height
            bitmap.extend(by: lineHeight)
            draw(line.text, on: &bitmap, top: top)
        }
        return bitmap
    }

    private func draw(_ text: String, on bitmap: inout Bitmap, top: Int) {
        var column = 0
        for character in text {
            let glyph = font.glyph(for: character)
            let left = column * font.cellWidth * scale
            for y in 0..<min(glyph.rows.count, font.height) {
                for x in 0..<glyph.width where glyph.isMarked(x: x, y: y) {
                    blacken(&bitmap, x: left + x * scale, y: top + y * scale)
                }
            }
            column += max(1, DisplayWidth.columns(of: String(character)))
        }
    }

    private func blacken(_ bitmap: inout Bitmap, x: Int, y: Int) {
        for dy in 0..<scale {
            for dx in 0..<scale { bitmap.mark(x: x + dx, y: y + dy) }
        }
    }
}
