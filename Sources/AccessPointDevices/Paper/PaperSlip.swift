import VietnameseText

/// What is to be printed: lines that have passed the gate, the first of them its title.
package struct PaperSlip: Equatable, Sendable {
    /// One paragraph each; an empty one is a blank line.
    package var lines: [TerminalText]

    /// A slip of some paragraphs.
    package init(lines: [TerminalText]) { self.lines = lines }

    /// The paragraphs broken into lines of at most `columns`, words whole where they fit.
    package func wrapped(columns: Int) -> [TerminalText] {
        lines.flatMap { line in
            let indent = min(Self.hang(line.text), columns / 3)
            return TextLayout.wrap(line, width: columns, indent: indent)
        }
    }

    /// The slip as plain text in UTF-8, letters composed, for a queue that draws text itself.
    package func plainText(columns: Int) -> [UInt8] {
        Array(ComposedLetters.composing(wrapped(columns: columns).map { $0.text + "\n" }.joined()).utf8)
    }

    /// Following lines of "[1] …" hang under its words.
    private static func hang(_ text: String) -> Int {
        let mark = text.prefix { $0 != "]" && $0 != "–" }
        let isItem = text.hasPrefix("[") && mark.count < 5 || text.hasPrefix("–")
        return isItem ? mark.count + 2 : 0
    }
}
