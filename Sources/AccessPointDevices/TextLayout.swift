/// Lays text out in lines of whole words.
package enum TextLayout {
    /// The widest line of a page, in columns (the house's rule: ≤ 72).
    package static let pageWidth = 72

    /// Breaks a text into lines of at most `width` columns; every character but the spaces at breaks is kept.
    ///
    /// Line breaks in the text stay. A word longer than a line is broken between characters.
    /// - Parameters:
    ///   - text: what to lay out.
    ///   - width: columns of a line, indent included; works from 4 columns up.
    ///   - indent: spaces before every line but the first, so that a numbered choice hangs under its words.
    ///   - firstIndent: spaces before the first line.
    /// - Returns: the lines; at least one, perhaps empty.
    package static func wrap(
        _ text: TerminalText,
        width: Int = pageWidth,
        indent: Int = 0,
        firstIndent: Int = 0
    ) -> [TerminalText] {
        var wrapper = LineWrapper(width: max(width, 4), indent: indent, firstIndent: firstIndent)
        for paragraph in text.lines { wrapper.add(paragraph: paragraph.text) }
        return wrapper.lines.map { TerminalText(sanitising: $0, limit: .max) }
    }
}

/// Fills lines word by word.
private struct LineWrapper {
    private(set) var lines: [String] = []
    private let width: Int
    private let indent: Int
    private let firstIndent: Int
    private var line = ""
    private var columns = 0
    private var isEmpty = true

    init(width: Int, indent: Int, firstIndent: Int) {
        self.width = width
        // An indent may never leave fewer than two columns: a wide character needs them.
        self.indent = min(max(indent, 0), width - 2)
        self.firstIndent = min(max(firstIndent, 0), width - 2)
    }

    mutating func add(paragraph: String) {
        startLine()
        var spaces = 0
        for word in paragraph.split(separator: " ", omittingEmptySubsequences: false) {
            if word.isEmpty { spaces += 1 } else { add(word: word, after: spaces) }
            if !word.isEmpty { spaces = 1 }
        }
        finishLine()
    }

    private mutating func add(word: Substring, after spaces: Int) {
        let wordColumns = DisplayWidth.columns(of: String(word))
        if columns + spaces + wordColumns <= width {
            put(String(repeating: " ", count: spaces) + word, columns: spaces + wordColumns)
            return
        }
        if !isEmpty {
            finishLine()
            startLine()
        }
        for character in word { add(character) }
    }

    /// A letter with wide marks may be wider than a very narrow line; then its marks go on without it.
    private mutating func add(_ character: Character) {
        let isNarrow = DisplayWidth.columns(of: String(character)) <= width - max(indent, firstIndent)
        if isNarrow { return add(piece: String(character)) }
        for scalar in character.unicodeScalars { add(piece: String(scalar)) }
    }

    private mutating func add(piece: String) {
        let pieceColumns = DisplayWidth.columns(of: piece)
        if columns + pieceColumns > width, !isEmpty {
            finishLine()
            startLine()
        }
        put(piece, columns: pieceColumns)
    }

    private mutating func put(_ text: String, columns added: Int) {
        line += text
        columns += added
        isEmpty = false
    }

    private mutating func startLine() {
        columns = lines.isEmpty ? firstIndent : indent
        line = String(repeating: " ", count: columns)
        isEmpty = true
    }

    private mutating func finishLine() {
        lines.append(isEmpty ? "" : line)
    }
}
