/// What is on the screen while a line is typed: the prompt, and behind it the characters, stars for them, or nothing.
struct PromptedLine: Sendable {
    /// How typed characters are shown.
    enum Echo: Sendable {
        case typed
        /// A star a column: a person hears and sees that a key was taken, and nobody beside them sees which.
        case stars
        /// Over a pipe, where nobody types.
        case none
    }

    let prompt: TerminalText
    let echo: Echo

    /// What is written to begin, or to begin again: characters kept from before come back.
    func opening(_ editor: LineEditor) -> String { prompt.text + shown(editor.text) }

    /// Typed characters as they stand on the screen.
    func shown(_ text: String) -> String {
        switch echo {
        case .typed: text
        case .stars: String(repeating: "*", count: DisplayWidth.columns(of: text))
        case .none: ""
        }
    }

    /// Takes columns off the end of the shown line, after the editor has dropped them.
    ///
    /// Backspace, space, backspace, as the kernel's own line editing does; it cannot go up a row, so a line
    /// that shrinks over the screen's edge is written again below.
    func erasing(_ columns: Int, editor: LineEditor, width: Int) -> String {
        guard echo != .none else { return "" }
        let after = prompt.columns + editor.columns
        let before = after + columns
        let staysOnRow = before % width != 0 && before / width == after / width
        guard staysOnRow else { return "\n" + opening(editor) }
        return String(repeating: "\u{8} \u{8}", count: columns)
    }
}
