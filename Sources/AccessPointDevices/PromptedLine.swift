/// What is on the screen while a line is typed: the prompt, and the characters behind it unless hidden.
struct PromptedLine: Sendable {
    let prompt: TerminalText
    let echoes: Bool

    /// What is written to begin, or to begin again: characters kept from before come back.
    func opening(_ editor: LineEditor) -> String {
        echoes ? prompt.text + editor.text : prompt.text
    }

    /// Takes columns off the end of the shown line, after the editor has dropped them.
    ///
    /// Backspace, space, backspace, as the kernel's own line editing does; it cannot go up a row, so a line
    /// that shrinks over the screen's edge is written again below.
    func erasing(_ columns: Int, editor: LineEditor, width: Int) -> String {
        guard echoes else { return "" }
        let after = prompt.columns + editor.columns
        let before = after + columns
        let staysOnRow = before % width != 0 && before / width == after / width
        guard staysOnRow else { return "\n" + opening(editor) }
        return String(repeating: "\u{8} \u{8}", count: columns)
    }
}
