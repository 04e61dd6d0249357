import AccessPointDevices
import Glibc
import KioskTestSupport
import Testing

@Suite(.timeLimit(.minutes(10)))
struct `The console at a terminal` {
    /// A pseudo-terminal with a console on it.
    private struct Desk {
        let pty: PseudoTerminal
        let clock = ManualClock()
        let console: TerminalConsole<ManualClock>

        init(columns: Int = 80, kind: String = "xterm") throws {
            pty = try PseudoTerminal(columns: columns)
            let terminal = Terminal(input: pty.slave, output: pty.slave, kind: kind)
            console = try TerminalConsole(terminal: terminal, clock: clock)
        }

        func ask(
            _ prompt: TerminalText = "> ",
            hidden: Bool = false,
            idleAfter: Duration? = nil
        ) -> Task<LineResult, Never> {
            Task { [console] in await console.readLine(prompt: prompt, hidden: hidden, idleAfter: idleAfter) }
        }
    }

    @Test(arguments: [
        ("thữ\u{7F}ủ tục\r", "thủ tục"),
        ("thu\u{31B}\u{303}\u{7F}ủ tục\r", "thủ tục"),
        ("một\u{3}\u{1A}\u{1C}\u{13}\u{1B}[D hai\r", "một hai"),
        ("nhà đất\u{17}cửa\n", "nhà cửa"),
    ])
    func `what is typed is read right`(keys: String, line: String) async throws {
        let desk = try Desk()
        let answer = desk.ask()
        desk.pty.type(keys)
        #expect(await answer.value == .line(line))
    }

    @Test func `the screen shows prompt, letters and lines, and no escape sequence`() async throws {
        let desk = try Desk()
        await desk.console.show(["Chào ông/bà", "1. Thủ tục"])
        let answer = desk.ask("Số: ")
        try await desk.pty.shown(through: "Chào ông/bà\r\n1. Thủ tục\r\nSố: ")
        desk.pty.type("1ữ\u{1B}[A\u{7F}\r")
        #expect(try await desk.pty.shown(through: "\r\n") == "1ữ\u{8} \u{8}\r\n")
        #expect(await answer.value == .line("1"))
    }

    @Test func `a hidden answer is shown as stars`() async throws {
        let desk = try Desk()
        let answer = desk.ask("4 số cuối: ", hidden: true)
        desk.pty.type("12\u{7F}34\r")
        #expect(await answer.value == .line("134"))
        await desk.console.show(["xong"])
        #expect(try await desk.pty.shown(through: "xong") == "4 số cuối: **\u{8} \u{8}**\r\nxong")
    }

    @Test func `a line erased over the screen's edge is written again below`() async throws {
        let desk = try Desk(columns: 10)
        let answer = desk.ask("> ")
        desk.pty.type("12345678\u{7F}\r")
        #expect(try await desk.pty.shown(through: "1234567\r\n") == "> 12345678\r\n> 1234567\r\n")
        #expect(await answer.value == .line("1234567"))
    }

    @Test func `a paste of 6,000 bytes arrives whole, and so do lines pasted together`() async throws {
        let desk = try Desk()
        let paste = String(repeating: "ữ", count: 2_000)
        let answer = desk.ask()
        async let shown = desk.pty.shown(through: "\r\n")
        let pty = desk.pty
        try await offTheTaskThreads { pty.type(paste + "\rmột\rhai\r") }
        #expect(await answer.value == .line(paste))
        #expect(try await shown == "> " + paste + "\r\n")
        #expect(await desk.ask().value == .line("một"))
        #expect(await desk.ask().value == .line("hai"))
    }

    @Test func `a paste of 1 MB ends as one line that is too long, and the console goes on`() async throws {
        let desk = try Desk()
        let answer = desk.ask(hidden: true)
        let pty = desk.pty
        async let pasting: Void = offTheTaskThreads {
            pty.type([UInt8](repeating: 0x61, count: 1_000_000))
            pty.type("\rsau\r")
        }
        #expect(await answer.value == .tooLong)
        #expect(await desk.ask(hidden: true).value == .line("sau"))
        try await pasting
    }

    @Test func `the unfinished line of the last person is gone after the wipe`() async throws {
        let desk = try Desk()
        let first = desk.ask(idleAfter: .seconds(120))
        desk.pty.type("bí mật")
        try await desk.pty.shown(through: "bí mật")
        await desk.clock.somebodySleeps(until: .seconds(120))
        desk.clock.advance(by: .seconds(120))
        #expect(await first.value == .idle(kept: 6))
        desk.pty.type("thêm")
        await desk.console.wipe()
        try await desk.pty.shown(through: "\u{1B}[3J\u{1B}[H")
        let second = desk.ask("Chào: ")
        // Bytes typed between the two persons may be in the kernel, the inbox or the editor: all are wiped.
        desk.pty.type("x\r")
        #expect(await second.value == .line("x"))
        #expect(try await desk.pty.shown(through: "\r\n") == "Chào: x\r\n")
    }

    @Test func `hang-up is the end of input, and stays it`() async throws {
        let desk = try Desk()
        let answer = desk.ask()
        desk.pty.type("nửa dòng")
        try await desk.pty.shown(through: "nửa dòng")
        desk.pty.hangUp()
        #expect(await answer.value == .endOfInput)
        #expect(await desk.ask().value == .endOfInput)
        await desk.console.show(["không ai thấy"])
        await desk.console.wipe()
        #expect(await desk.console.waitForKey(prompt: "", within: nil) == .endOfInput)
    }

    @Test func `cancelling the task ends the waiting`() async throws {
        let desk = try Desk()
        let answer = desk.ask()
        try await desk.pty.shown(through: "> ")
        answer.cancel()
        #expect(await answer.value == .endOfInput)
        let next = desk.ask()
        desk.pty.type("còn\r")
        #expect(await next.value == .line("còn"))
    }

    @Test func `Ctrl-D on an empty line ends the visit; the next one reads on`() async throws {
        let desk = try Desk()
        let answer = desk.ask()
        desk.pty.type("\u{4}")
        #expect(await answer.value == .endOfInput)
        let next = desk.ask()
        desk.pty.type("1\r")
        #expect(await next.value == .line("1"))
    }

    @Test func `Escape twice blanks the screen`() async throws {
        let desk = try Desk()
        let answer = desk.ask()
        desk.pty.type("mã số")
        try await desk.pty.shown(through: "mã số")
        desk.pty.type("\u{1B}\u{1B}")
        try await desk.pty.shown(through: "\u{1B}[3J")
        #expect(await answer.value == .hideNow)
    }

    @Test func `closing gives the mode back and stops reading`() async throws {
        let desk = try Desk()
        await desk.console.close()
        #expect(desk.pty.mode.c_lflag & tcflag_t(ICANON) != 0)
        #expect(await desk.ask().value == .endOfInput)
    }

    @Test func `idle time counts from the last key`() async throws {
        let desk = try Desk()
        let answer = desk.ask(idleAfter: .seconds(120))
        await desk.clock.somebodySleeps(until: .seconds(120))
        desk.clock.advance(by: .seconds(100))
        desk.pty.type("a")
        await desk.clock.somebodySleeps(until: .seconds(220))
        desk.clock.advance(by: .seconds(100))
        desk.pty.type("\u{1B}[A")
        await desk.clock.somebodySleeps(until: .seconds(320))
        desk.clock.advance(by: .seconds(120))
        #expect(await answer.value == .idle(kept: 1))
    }

    @Test func `after the idle question any key brings back the same prompt, 100 times, losing nothing`() async throws {
        let desk = try Desk()
        var start = Duration.zero
        for round in 1...100 {
            let answer = desk.ask("Mã: ", idleAfter: .seconds(120))
            let kept = String(repeating: "ữ", count: round - 1)
            try await desk.pty.shown(through: "Mã: " + kept)
            desk.pty.type("ữ")
            try await desk.pty.shown(through: "ữ")
            await desk.clock.somebodySleeps(until: start + .seconds(120))
            desk.clock.advance(by: .seconds(120))
            #expect(await answer.value == .idle(kept: round))
            let question = Task { await desk.console.waitForKey(prompt: "Còn đó không? ", within: .seconds(30)) }
            try await desk.pty.shown(through: "Còn đó không? ")
            desk.pty.type("\u{1B}[B")
            #expect(await question.value == .pressed)
            start += .seconds(120)
        }
        let answer = desk.ask("Mã: ")
        desk.pty.type("\r")
        #expect(await answer.value == .line(String(repeating: "ữ", count: 100)))
    }

    @Test func `nobody there means idle`() async throws {
        let desk = try Desk()
        let question = Task { await desk.console.waitForKey(prompt: "Còn đó không? ", within: .seconds(30)) }
        await desk.clock.somebodySleeps(until: .seconds(30))
        desk.clock.advance(by: .seconds(30))
        #expect(await question.value == .idle)
    }

    @Test func `columns are the screen's`() async throws {
        let desk = try Desk(columns: 40)
        #expect(await desk.console.columns == 40)
    }
}
