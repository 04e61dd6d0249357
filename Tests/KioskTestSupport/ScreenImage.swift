/// A picture of what a terminal shows, for programs that look at screens: half blocks and two colours, as PGM.
package struct ScreenImage: Sendable {
    /// Pixels of half a cell's height, and of its width.
    private static let scale = 6
    private static let font = "▀▄█ "

    private var rows: [[Bool]] = []

    /// Draws text as a terminal with a light or a dark screen does; letters become dotted cells.
    ///
    /// Knows the colours of a page (`30;47` and back); other escape sequences are left out.
    package init(shown: String, columns: Int, isLight: Bool) {
        for line in shown.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            add(line, columns: columns, isLight: isLight)
        }
    }

    private mutating func add(_ line: Substring, columns: Int, isLight: Bool) {
        // `true` is a bright pixel.
        var paper = isLight
        var ink = !isLight
        var upper: [Bool] = []
        var lower: [Bool] = []
        var rest = line
        while let character = rest.popFirst() {
            if character == "\u{1B}" {
                let sequence = rest.prefix { !$0.isLetter }
                rest = rest.dropFirst(sequence.count + 1)
                if sequence == "[30;47" { (ink, paper) = (false, true) }
                if sequence == "[0" { (ink, paper) = (!isLight, isLight) }
                continue
            }
            upper.append(character == "▄" || character == " " ? paper : ink)
            lower.append(character == "▀" || character == " " || !Self.font.contains(character) ? paper : ink)
        }
        for row in [upper, lower] {
            rows.append(Array((row + Array(repeating: isLight, count: max(0, columns - row.count))).prefix(columns)))
        }
    }

    /// The picture in the format PGM.
    package var pgm: [UInt8] {
        let width = (rows.first?.count ?? 0) * Self.scale
        let pixels = rows.flatMap { row in
            let line = row.flatMap { Array(repeating: $0 ? UInt8(200) : 10, count: Self.scale) }
            return Array(repeating: line, count: Self.scale).joined()
        }
        return Array("P5\n\(width) \(rows.count * Self.scale)\n255\n".utf8) + pixels
    }
}
