import Glibc
import KioskTestSupport
import Testing

@testable import AccessPointDevices

@Suite(.timeLimit(.minutes(10)))
struct `A screen that takes no output` {
    private func console(
        at pty: PseudoTerminal, patience: Int32
    ) throws -> TerminalConsole<ManualClock> {
        let terminal = Terminal(input: pty.slave, output: pty.slave, kind: "xterm", patience: patience)
        return try TerminalConsole(terminal: terminal, clock: ManualClock())
    }

    @Test func `because somebody stopped it is started again, and nothing is lost`() async throws {
        let pty = try PseudoTerminal()
        let console = try console(at: pty, patience: 60_000)
        tcflow(pty.slave, TCOOFF)
        await console.show(["Hồ sơ đang xử lý"])
        #expect(try await pty.shown(through: "lý\r\n") == "Hồ sơ đang xử lý\r\n")
        #expect(await !console.hasStalled)
    }

    @Test func `because nobody reads it is cleared, and the talk is over`() async throws {
        let pty = try PseudoTerminal()
        let console = try console(at: pty, patience: 200)
        try pty.fill()
        await console.show(["Hồ sơ đang xử lý"])
        #expect(await console.hasStalled)
        #expect(await console.readLine(prompt: "> ", hidden: false, idleAfter: nil) == .endOfInput)
        let after = try await pty.shown(through: "\u{1B}[3J")
        #expect(!after.contains("Hồ sơ"))
    }

    @Test func `and may not be opened anew is asked before each write`() throws {
        let pty = try PseudoTerminal()
        let screen = OutputChannel(descriptor: pty.slave, patience: 50, asksFirst: true)
        #expect(throws: OutputError.stalled) { try screen.write([UInt8](repeating: 0x78, count: 1 << 20)) }
    }

    @Test func `does not hold up giving the terminal back`() throws {
        let pty = try PseudoTerminal()
        let terminal = Terminal(input: pty.slave, output: pty.slave, kind: "xterm", patience: 50)
        try terminal.enterRawMode()
        try pty.fill()
        tcflow(pty.slave, TCOOFF)
        terminal.restore()
        #expect(pty.mode.c_lflag & tcflag_t(ICANON) != 0)
    }

    @Test func `leaves the descriptor that others share as it was`() throws {
        let pty = try PseudoTerminal()
        let terminal = Terminal(input: pty.slave, output: pty.slave, kind: "xterm")
        try terminal.write("xong")
        #expect(fcntl(pty.slave, F_GETFL) & O_NONBLOCK == 0)
    }
}
