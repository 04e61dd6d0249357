/// Text that is safe to show: the only kind of text that terminal, printer, speech and log take.
///
/// Whatever the source (backend, cache, file, keyboard, our own sentences), the text has passed the one
/// gate: no control characters, escape sequences, bidi controls, zero-width or private characters, at most
/// four marks on a letter, broken UTF-8 shown once as U+FFFD. The gate is idempotent. Rules: CWE-150.
package struct TerminalText: Sendable, Hashable {
    /// The most columns a text may take before it is ended with "…": far beyond any page, but not endless.
    package static let defaultLimit = 100_000

    /// An empty text.
    package static let empty = TerminalText(sanitising: "")

    /// The harmless text; without newlines unless made by `init(lines:)`.
    package let text: String
    /// How many columns at the front are cells of a QR code: a terminal shows them black on white.
    package private(set) var cells = 0

    /// Makes any text harmless, in one line: a tab or line break becomes a space.
    ///
    /// A text of more than `limit` columns ends with "…".
    package init(sanitising raw: String, limit: Int = defaultLimit) {
        self.init(sanitising: raw.utf8, limit: limit)
    }

    /// Makes any bytes harmless, in one line; what is not UTF-8 becomes U+FFFD, once for a run.
    package init(sanitising bytes: some Sequence<UInt8>, limit: Int = defaultLimit) {
        text = TextGate.harmless(bytes, keepingLines: false, limit: limit)
    }

    /// Makes any text harmless and keeps its line breaks, every kind of them as "\n".
    ///
    /// The limit is for the columns of all lines together, a line break counting one.
    package init(lines raw: String, limit: Int = defaultLimit) {
        text = TextGate.harmless(raw.utf8, keepingLines: true, limit: limit)
    }

    private init(harmless text: String) { self.text = text }

    /// The single lines of this text; at least one.
    package var lines: [TerminalText] {
        text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map {
            TerminalText(harmless: String($0))
        }
    }

    /// How many columns the text takes, if it is one line.
    package var columns: Int { DisplayWidth.columns(of: text) }

    /// Whether there is nothing to show.
    package var isEmpty: Bool { text.isEmpty }

    /// Both texts, one after the other.
    package static func + (first: TerminalText, second: TerminalText) -> TerminalText {
        var both = TerminalText(harmless: first.text + second.text)
        both.cells = first.cells
        return both
    }
}

extension TerminalText {
    /// Two modules of a QR code in one character.
    struct Cell: Sendable {
        var isUpperDark: Bool
        var isLowerDark: Bool

        /// Dark is ink; in code page 437 and so in the font of every console.
        var character: Character {
            switch (isUpperDark, isLowerDark) {
            case (true, true): "█"
            case (true, false): "▀"
            case (false, true): "▄"
            case (false, false): " "
            }
        }
    }

    /// A row of a QR code.
    init(cells: [Cell]) {
        text = String(cells.map(\.character))
        self.cells = cells.count
    }

    /// The text with its cells black on white, for terminals that understand colours.
    ///
    /// Both colours are set, so that it is the same on a dark and on a light screen. The only escape sequences a page
    /// ever holds, and they are ours.
    var colouredCells: String {
        guard cells > 0 else { return text }
        let end = text.index(text.startIndex, offsetBy: cells, limitedBy: text.endIndex) ?? text.endIndex
        return "\u{1B}[30;47m" + text[..<end] + "\u{1B}[0m" + text[end...]
    }

    /// The text without its cells, for terminals that cannot show them.
    var withoutCells: String {
        cells > 0 ? String(text.dropFirst(cells).drop { $0 == " " }) : text
    }
}

extension TerminalText: ExpressibleByStringInterpolation {
    /// Our own sentences pass the gate too, so what is interpolated into them does.
    package init(stringLiteral value: String) { self.init(sanitising: value) }
}

extension TerminalText: CustomStringConvertible {
    /// The harmless text itself.
    package var description: String { text }
}
