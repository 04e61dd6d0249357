/// The console at a real terminal, or over pipes and files line by line.
///
/// Once nothing can be written any more, reading gives `.endOfInput`: a talk nobody sees is over. A screen that takes
/// nothing is cleared first, so that it keeps nobody's page in sight.
package actor TerminalConsole<C: Clock>: Console where C.Duration == Duration {
    private let terminal: Terminal
    private let reader: KeyboardReader
    private let clock: C
    private var editor: LineEditor
    private var isOutputClosed = false
    /// Whether the talk is over because the screen took nothing.
    package private(set) var hasStalled = false
    private var keyPressed: (@Sendable () -> Void)?

    /// Sets the terminal's raw mode and starts reading.
    /// - Throws: `TerminalError` when the mode cannot be set or there is no thread to read with.
    package init(terminal: Terminal, clock: C) throws(TerminalError) {
        try terminal.enterRawMode()
        reader = try KeyboardReader(input: terminal.input, isTerminal: terminal.isTerminal)
        self.terminal = terminal
        self.clock = clock
        editor = LineEditor(endsOnControlD: terminal.isTerminal)
    }

    /// The columns of the screen now; 80 when there is none.
    package var columns: Int { terminal.size.columns }

    /// The screen's lines where it understands colours; 0 over a pipe or on a terminal that shows escapes as text.
    package var codeRows: Int { terminal.showsColours ? terminal.size.rows : 0 }

    /// Shows lines below what is there, each with its newline.
    package func show(_ lines: [TerminalText]) {
        put(lines.map { (terminal.showsColours ? $0.colouredCells : $0.withoutCells) + "\n" }.joined())
    }

    /// Shows a prompt and waits for a line; see `Console`.
    package func readLine(prompt: TerminalText, hidden: Bool, idleAfter: Duration?) async -> LineResult {
        let line = PromptedLine(prompt: prompt, echo: !terminal.isTerminal ? .none : hidden ? .stars : .typed)
        put(line.opening(editor))
        var deadline = idleAfter.map { clock.now.advanced(by: $0) }
        while !isOutputClosed, !Task.isCancelled {
            if let byte = nextByte() {
                keyPressed?()
                deadline = idleAfter.map { clock.now.advanced(by: $0) }
                if let result = take(editor.feed(byte), on: line) { return result }
            } else if let result = takePause(on: line) {
                return result
            } else if reader.inbox.hasEnded {
                return endOfInput()
            } else if await !inputArrives(before: deadline), reader.inbox.isEmpty {
                return Task.isCancelled ? endOfInput() : idle()
            }
        }
        return endOfInput()
    }

    /// Shows a prompt and waits for any key, which is used up; see `Console`.
    package func waitForKey(prompt: TerminalText, within: Duration?) async -> KeyResult {
        put(prompt.text)
        let deadline = within.map { clock.now.advanced(by: $0) }
        let hasInput = await inputArrives(before: deadline) || !reader.inbox.isEmpty
        put("\n")
        if isOutputClosed || Task.isCancelled || reader.inbox.hasEnded { return .endOfInput }
        guard hasInput else { return .idle }
        useUpKey()
        return .pressed
    }

    /// Returns as soon as the console can do something: not while it waits for a screen that takes nothing.
    package func takeTurn() {}

    /// Calls `action` with each key pressed while a line is read; see `Console`.
    package func watchKeys(_ action: (@Sendable () -> Void)?) { keyPressed = action }

    /// Forgets the visit: what was typed, unread keys, screen and scrollback.
    ///
    /// Input from a pipe or file stays, as it is nobody's leftover; nothing is written but to a terminal.
    package func wipe() {
        editor.wipe()
        if terminal.isTerminal, reader.inbox.discard(flush: terminal.flushInput) { reader.wake() }
        attempt { () throws(OutputError) in try terminal.clearScreen() }
    }

    /// Wipes, stops reading and gives the terminal back in the mode it was found in.
    ///
    /// - Parameter wiping: whether what stands on the screen goes too; a visit that was wiped leaves its farewell.
    package func close(wiping: Bool = true) {
        if wiping { wipe() }
        reader.stop()
        terminal.restore()
    }
}

extension TerminalConsole where C == ContinuousClock {
    /// A console with the machine's own clock.
    package init(terminal: Terminal = Terminal()) throws(TerminalError) {
        try self.init(terminal: terminal, clock: ContinuousClock())
    }
}

extension TerminalConsole {
    private func nextByte() -> UInt8? {
        let (byte, wakesReader) = reader.inbox.next()
        if wakesReader { reader.wake() }
        return byte
    }

    /// Over a pipe an ESC is never the Escape key, so a pause there means nothing.
    private func takePause(on line: PromptedLine) -> LineResult? {
        terminal.isTerminal ? take(editor.pause(), on: line) : nil
    }

    private func take(_ action: LineEditor.Action, on line: PromptedLine) -> LineResult? {
        switch action {
        case .none: break
        case .echo(let text): put(line.shown(text))
        case .erase(let columns): put(line.erasing(columns, editor: editor, width: terminal.size.columns))
        case .submit(let text):
            put("\n")
            return .line(text)
        case .tooLong:
            put("\n")
            return .tooLong
        case .endOfInput: return endOfInput()
        case .hide:
            wipe()
            return .hideNow
        }
        return nil
    }

    /// A last line without Enter counts in a file; from a keyboard it was cut off and is nobody's answer.
    private func endOfInput() -> LineResult {
        let last = terminal.isTerminal || !reader.inbox.hasEnded ? nil : editor.finish()
        editor.wipe()
        put("\n")
        if !isOutputClosed, case .submit(let text) = last { return .line(text) }
        return .endOfInput
    }

    private func idle() -> LineResult {
        put("\n")
        return .idle(kept: editor.count)
    }

    /// One press may be several bytes; a pipe gives up one line for it.
    private func useUpKey() {
        if terminal.isTerminal {
            if reader.inbox.discard(flush: {}) { reader.wake() }
        } else {
            while let byte = nextByte(), byte != UInt8(ascii: "\n") {}
        }
    }

    /// Waits for input until a time; `false` when the time came first.
    private func inputArrives(before deadline: C.Instant?) async -> Bool {
        let inbox = reader.inbox
        guard let deadline else {
            await inbox.arrival()
            return true
        }
        let clock = clock
        return await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                await inbox.arrival()
                return true
            }
            group.addTask {
                try? await clock.sleep(until: deadline, tolerance: nil)
                return false
            }
            let first = await group.next() ?? false
            group.cancelAll()
            return first
        }
    }

    private func put(_ text: String) {
        attempt { () throws(OutputError) in try terminal.output.write(text) }
    }

    private func attempt(_ output: () throws(OutputError) -> Void) {
        guard !isOutputClosed else { return }
        do throws(OutputError) {
            try output()
        } catch {
            isOutputClosed = true
            guard error == .stalled else { return }
            hasStalled = true
            terminal.clearAtOnce()
        }
    }
}
