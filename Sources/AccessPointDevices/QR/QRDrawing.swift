/// A QR code in cells of a screen or of paper: two modules to a character, one above the other.
///
/// The rows are `TerminalText` whose cells a terminal shows black on white, whatever its own colours are; on paper the
/// same characters are dark on white by themselves.
package struct QRDrawing: Hashable, Sendable {
    /// The light border that scanners want (ISO/IEC 18004, 9.1), in modules.
    package static let wholeQuietZone = 4

    /// What is drawn.
    package let code: QRCode
    /// Light modules to the left and right, and above and below as far as the rows allow.
    package let quietZone: Int
    /// Modules of light above; below there is one more where the height is odd.
    private let above: Int

    /// A drawing with this many light modules around.
    package init(_ code: QRCode, quietZone: Int = wholeQuietZone) {
        self.init(code, quietZone: max(0, quietZone), above: max(0, quietZone))
    }

    private init(_ code: QRCode, quietZone: Int, above: Int) {
        self.code = code
        self.quietZone = quietZone
        self.above = above
    }

    /// The best drawing of a text in this many rows and columns.
    ///
    /// A border of three modules comes before a higher level: scanners need it more.
    /// - Returns: `nil` when none fits with a border of one module.
    package static func fitting(_ text: String, rows: Int, columns: Int) -> QRDrawing? {
        let codes = [QRCode.Level.medium, .low].compactMap { QRCode(text, level: $0) }
        for border in [4, 3, 2, 1] {
            for code in codes where code.size + 2 * border <= columns {
                // An odd height leaves one module over for the top or the bottom.
                let spare = rows * 2 - code.size
                guard spare >= 2 * border - 1 else { continue }
                return QRDrawing(code, quietZone: border, above: min(border, spare / 2))
            }
        }
        return nil
    }

    /// Columns of each row.
    package var columns: Int { code.size + 2 * quietZone }

    /// Rows of characters.
    package var rows: Int { (above + code.size + quietZone + 1) / 2 }

    /// The rows, each a line of cells.
    package var lines: [TerminalText] {
        (0..<rows).map { row in TerminalText(cells: (0..<columns).map { cell(column: $0, row: row) }) }
    }

    private func cell(column: Int, row: Int) -> TerminalText.Cell {
        let isDark = { (half: Int) in
            code.isDark(column: column - quietZone, row: row * 2 + half - above)
        }
        return TerminalText.Cell(isUpperDark: isDark(0), isLowerDark: isDark(1))
    }
}
