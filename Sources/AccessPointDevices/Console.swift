/// The conversation's one way to the citizen: lines to show, lines typed, and forgetting.
package protocol Console: Sendable {
    /// The columns of the screen now.
    var columns: Int { get async }

    /// The lines that a page with a QR code may take, its prompt included; 0 where none can be shown.
    var codeRows: Int { get async }

    /// Shows lines below what is there, each with its newline.
    func show(_ lines: [TerminalText]) async

    /// Shows a prompt and waits for a line.
    ///
    /// - Parameters:
    ///   - prompt: what is asked, shown again just the same after `.idle`.
    ///   - hidden: show a star for each character typed and nothing of the character.
    ///   - idleAfter: how long nobody may press a key, from the prompt or the last key pressed, whichever is
    ///     later; `nil` waits for ever. After `.idle` the typed characters stay and come back, shown behind
    ///     the prompt, with the next `readLine`.
    /// - Returns: the line, or why there is none.
    func readLine(prompt: TerminalText, hidden: Bool, idleAfter: Duration?) async -> LineResult

    /// Shows a prompt and waits for any key, which is used up; characters kept by `.idle` stay kept.
    func waitForKey(prompt: TerminalText, within: Duration?) async -> KeyResult

    /// Calls `action` with each key that is pressed while a line is read; `nil` ends that.
    ///
    /// It is called before the key is used, and only to fall silent: it must return at once.
    func watchKeys(_ action: (@Sendable () -> Void)?) async

    /// Forgets the visit: screen, scrollback, unread input, what was typed.
    func wipe() async
}

extension Console {
    /// A console whose keys nobody can watch.
    package func watchKeys(_ action: (@Sendable () -> Void)?) async {}

    /// A console that says nothing of pictures shows none.
    package var codeRows: Int { 0 }

    /// A console without single keys takes a line for a key.
    package func waitForKey(prompt: TerminalText, within: Duration?) async -> KeyResult {
        switch await readLine(prompt: prompt, hidden: true, idleAfter: within) {
        case .line, .tooLong, .hideNow: .pressed
        case .idle: .idle
        case .endOfInput: .endOfInput
        }
    }
}
