import AccessPointDevices
import Glibc
import KioskTestSupport
import Testing

@Suite(.timeLimit(.minutes(10)))
struct `The terminal` {
    private func flags(_ mode: termios) -> [UInt32] { [mode.c_iflag, mode.c_oflag, mode.c_cflag, mode.c_lflag] }

    @Test func `raw mode takes line editing, echo and the signal keys, and sets IUTF8`() throws {
        let pty = try PseudoTerminal()
        let terminal = Terminal(input: pty.slave, output: pty.slave, kind: "xterm")
        try terminal.enterRawMode()
        #expect(pty.mode.c_lflag & tcflag_t(ICANON | ECHO | ISIG) == 0)
        #expect(pty.mode.c_iflag & tcflag_t(IXON | ICRNL) == 0)
        #expect(pty.mode.c_iflag & tcflag_t(IUTF8) != 0)
    }

    @Test func `the former mode comes back when asked, and when the terminal object goes`() throws {
        let pty = try PseudoTerminal()
        let former = flags(pty.mode)
        var terminal: Terminal? = Terminal(input: pty.slave, output: pty.slave)
        try terminal?.enterRawMode()
        try terminal?.enterRawMode()
        #expect(flags(pty.mode) != former)
        terminal?.restore()
        #expect(flags(pty.mode) == former)
        try terminal?.enterRawMode()
        #expect(flags(pty.mode) != former)
        terminal = nil
        #expect(flags(pty.mode) == former)
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGSEGV])
    func `a signal that kills gives the mode back first`(number: Int32) async throws {
        let pty = try PseudoTerminal()
        let former = flags(pty.mode)
        await #expect(processExitsWith: .signal(number)) {
            [path = pty.slavePath as String, number = number as Int32] in
            let input = open(path, O_RDWR | O_NOCTTY)
            let terminal = Terminal(input: input, output: input, kind: "xterm")
            // A crash of the process is meant here; nobody else's handler may step in.
            signal(number, SIG_DFL)
            try terminal.enterRawMode()
            var mode = termios()
            tcgetattr(input, &mode)
            guard mode.c_lflag & tcflag_t(ICANON) == 0 else { exit(1) }
            // To the process, not this thread: the threads of tasks block most signals.
            kill(getpid(), number)
            while true { withExtendedLifetime(terminal) { _ = poll(nil, 0, -1) } }
        }
        #expect(flags(pty.mode) == former)
        try await pty.shown(through: "\u{1B}[3J")
    }

    @Test func `exit gives the mode back`() async throws {
        let pty = try PseudoTerminal()
        let former = flags(pty.mode)
        await #expect(processExitsWith: .exitCode(7)) {
            [path = pty.slavePath as String] in
            let input = open(path, O_RDWR | O_NOCTTY)
            let terminal = Terminal(input: input, output: input)
            try terminal.enterRawMode()
            exit(withExtendedLifetime(terminal) { 7 })
        }
        #expect(flags(pty.mode) == former)
    }

    @Test func `size is the screen's, or 80 by 24`() throws {
        let pty = try PseudoTerminal(columns: 40, rows: 22)
        let terminal = Terminal(input: pty.slave, output: pty.slave)
        #expect(terminal.size == TerminalSize(columns: 40, rows: 22))
        pty.resize(columns: 132, rows: 50)
        #expect(terminal.size == TerminalSize(columns: 132, rows: 50))
        pty.resize(columns: 0, rows: 0)
        #expect(terminal.size == .usual)
        let file = open("/dev/null", O_RDWR)
        defer { close(file) }
        #expect(Terminal(input: file, output: file).size == .usual)
        #expect(!Terminal(input: file, output: file).isTerminal)
    }

    @Test func `clearing clears the scrollback after the screen`() async throws {
        let pty = try PseudoTerminal()
        try Terminal(input: pty.slave, output: pty.slave, kind: "linux").clearScreen()
        #expect(try await pty.shown(through: "\u{1B}[3J").contains("\u{1B}[2J"))
    }

    @Test(arguments: ["dumb", "", nil])
    func `a dumb terminal is cleared with empty lines only`(kind: String?) async throws {
        let pty = try PseudoTerminal(columns: 40, rows: 5)
        let terminal = Terminal(input: pty.slave, output: pty.slave, kind: kind)
        try terminal.clearScreen()
        try terminal.write("hết")
        #expect(try await pty.shown(through: "hết") == String(repeating: "\r\n", count: 5) + "hết")
    }

    @Test func `a closed output is an error, not the end of the process`() throws {
        let pipe = try Pipe()
        let terminal = Terminal(input: pipe.reading, output: pipe.writing)
        pipe.closeReading()
        #expect(throws: OutputError.closed) { try terminal.write("không ai đọc") }
    }
}
