import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// How large the screen is, in characters.
package struct TerminalSize: Sendable, Equatable {
    /// Characters in a line.
    package var columns: Int
    /// Lines on the screen.
    package var rows: Int

    /// What is assumed when the terminal does not say.
    package static let usual = TerminalSize(columns: 80, rows: 24)

    /// A size in characters.
    package init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
    }
}

/// The terminal's mode could not be read or set.
package struct TerminalError: Error, Equatable {
    /// The system's `errno`.
    package var code: Int32

    /// An error of the system.
    package init(code: Int32) { self.code = code }
}

/// The two ends of a terminal: its mode, size, screen and unread input.
///
/// Works over pipes and files too: then there is no mode to set, nothing to wipe, and no echo.
package final class Terminal: Sendable {
    /// Whether a person types: the input is a terminal.
    package let isTerminal: Bool

    /// The descriptor that is read; the caller's own.
    package let input: Int32
    let output: OutputChannel
    /// The screen opened once more, so that no write to it waits; ours to close.
    private let ownScreen: Int32?
    private let understandsEscapes: Bool
    private let mayColour: Bool
    private let rawMode = Mutex<RawMode?>(nil)

    /// Takes two open descriptors, which stay the caller's to close, and has SIGPIPE ignored.
    ///
    /// - Parameters:
    ///   - kind: the terminal's name; `dumb` and none mean that escape sequences would be shown as text.
    ///   - mayColour: whether a QR code may be drawn; its cells are the only coloured text.
    ///   - patience: milliseconds that a screen may take nothing before that is `OutputError.stalled`.
    package init(
        input: Int32 = 0, output: Int32 = 1, kind: String? = Terminal.kindFromEnvironment,
        mayColour: Bool = Terminal.mayColourByEnvironment, patience: Int32 = 5_000
    ) {
        OutputChannel.ignoreBrokenPipes()
        self.input = input
        isTerminal = isatty(input) == 1
        let isScreen = isTerminal && isatty(output) == 1
        ownScreen = isScreen ? Self.openedAgain(output) : nil
        self.output = OutputChannel(
            descriptor: ownScreen ?? output, patience: patience, asksFirst: isScreen && ownScreen == nil,
            startsAgain: isScreen)
        understandsEscapes = !["", "dumb", "unknown"].contains(kind ?? "")
        self.mayColour = mayColour
    }

    deinit {
        restore()
        if let ownScreen { close(ownScreen) }
    }

    /// The same screen under a descriptor of its own that never waits; `nil` where it may not be opened.
    ///
    /// The descriptor given belongs to other programs too, and they expect theirs to wait.
    private static func openedAgain(_ screen: Int32) -> Int32? {
        let own = open("/dev/fd/\(screen)", O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
        return own >= 0 ? own : nil
    }

    /// The name in the environment variable `TERM`.
    package static var kindFromEnvironment: String? {
        getenv("TERM").map { String(cString: $0) }
    }

    /// Whether the environment variable `NO_COLOR` is unset or empty (no-color.org).
    package static var mayColourByEnvironment: Bool {
        getenv("NO_COLOR").map { $0.pointee == 0 } ?? true
    }

    /// The screen's size now; 80×24 when there is no terminal or it does not say.
    package var size: TerminalSize {
        var window = winsize()
        guard ioctl(output.descriptor, UInt(TIOCGWINSZ), &window) == 0 else { return .usual }
        return TerminalSize(
            columns: window.ws_col > 0 ? Int(window.ws_col) : TerminalSize.usual.columns,
            rows: window.ws_row > 0 ? Int(window.ws_row) : TerminalSize.usual.rows
        )
    }

    /// Takes line editing, echo and the signal keys from the kernel, until `restore()`.
    ///
    /// The former mode also comes back when the terminal object goes, at `exit`, and when a signal kills.
    /// Does nothing when the input is no terminal or the mode is already set.
    package func enterRawMode() throws(TerminalError) {
        let problem = rawMode.withLock { mode -> TerminalError? in
            guard isTerminal, mode == nil else { return nil }
            do throws(TerminalError) {
                mode = try RawMode(input: input, screen: takesEscapes ? output.descriptor : nil)
                return nil
            } catch {
                return error
            }
        }
        if let problem { throw problem }
    }

    /// Gives the terminal back in the mode it was found in; unread input is dropped.
    package func restore() {
        rawMode.withLock { mode in
            mode?.restore()
            mode = nil
        }
    }

    /// Drops what was typed and not read, so that the next person does not read it.
    package func flushInput() {
        if isTerminal { tcflush(input, TCIFLUSH) }
    }

    /// Writes a gated text as it is.
    package func write(_ text: TerminalText) throws(OutputError) {
        try output.write(text.text)
    }

    /// Clears screen and scrollback of a real terminal.
    ///
    /// A dumb terminal gets empty lines until the page is out of sight; pipes and files get nothing.
    package func clearScreen() throws(OutputError) { try clearScreen(by: output) }

    private func clearScreen(by output: OutputChannel) throws(OutputError) {
        guard output.isTerminal else { return }
        try output.write(takesEscapes ? Self.wipeSequence : String(repeating: "\n", count: size.rows))
    }

    /// Wipes the screen and drops unread input, also of a terminal that has stopped taking output.
    ///
    /// Scroll Lock or a stuck line must not keep a page in sight: output is started again and what waits in the
    /// kernel is dropped.
    ///
    /// - Returns: `false` when the terminal takes nothing even then, within a second, and is left as it is.
    @discardableResult
    package func clearAtOnce() -> Bool {
        guard isTerminal, output.isTerminal else { return true }
        output.startAgain()
        tcflush(output.descriptor, TCOFLUSH)
        flushInput()
        var hasty = output
        hasty.patience = min(output.patience, 1_000)
        do throws(OutputError) {
            try clearScreen(by: hasty)
            return true
        } catch {
            return error != .stalled
        }
    }

    /// A real terminal that understands escape sequences.
    private var takesEscapes: Bool { understandsEscapes && output.isTerminal }

    /// A terminal that understands colours and may be sent some.
    var showsColours: Bool { takesEscapes && mayColour }

    /// Plain colours, home, clear, clear scrollback, home.
    ///
    /// Clearing comes before the scrollback because
    /// tmux and others move the cleared screen into it.
    static let wipeSequence = "\u{1B}[0m\u{1B}[H\u{1B}[2J\u{1B}[3J\u{1B}[H"
}
