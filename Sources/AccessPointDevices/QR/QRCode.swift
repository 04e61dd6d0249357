/// A QR code, versions 1 to 9 (ISO/IEC 18004): enough for a VietQR bill or the address on a slip.
///
/// Made here and not by a tool beside the kiosk: it needs no program that may be missing, no process for each page and
/// no command line for a payload to stand in. It is a pure value; `QRDrawing` turns it into cells.
package struct QRCode: Hashable, Sendable {
    /// How much of the code may be lost and still be read.
    package enum Level: Hashable, Sendable {
        /// About 7 %.
        case low
        /// About 15 %.
        case medium
    }

    /// The largest version made, 53 modules a side.
    package static let largestVersion = 9

    /// 1 to 9.
    package let version: Int
    /// The protection it was made with.
    package let level: Level
    private let modules: [Bool]

    /// The smallest code that holds a text.
    ///
    /// Digits and capitals are packed tighter than other bytes, so the same text can need different sizes.
    /// - Returns: `nil` when the text is empty or too long for version 9.
    package init?(_ text: String, level: Level = .medium) {
        let segments = QRSegment.shortest(for: Array(text.utf8))
        let bits = segments.reduce(0) { $0 + $1.bitCount }
        let versions = (1...Self.largestVersion).map { QRVersion(number: $0, level: level) }
        guard !text.isEmpty, let version = versions.first(where: { bits <= $0.dataCodewords * 8 }) else { return nil }
        let data = QRSegment.codewords(of: segments, count: version.dataCodewords)
        let matrix = QRMatrix.best(version: version, codewords: version.withErrorCorrection(data))
        self.version = version.number
        self.level = level
        modules = matrix.modules
    }

    /// Modules of a side, 21 to 53; without the quiet zone.
    package var size: Int { 17 + 4 * version }

    /// Whether a module is dark; everything outside the code is light.
    package func isDark(column: Int, row: Int) -> Bool {
        guard (0..<size).contains(column), (0..<size).contains(row) else { return false }
        return modules[row * size + column]
    }
}
