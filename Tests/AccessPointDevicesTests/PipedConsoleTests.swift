import AccessPointDevices
import Glibc
import Testing

@Suite(.timeLimit(.minutes(10)))
struct `The console over pipes` {
    /// Everything a console writes while it reads `input` to its end, and what it read.
    private func talk(
        over input: [UInt8],
        wiping: Bool = false
    ) async throws -> (results: [LineResult], output: String) {
        let typed = try Pipe()
        let shown = try Pipe()
        typed.write(input)
        typed.closeWriting()
        let terminal = Terminal(input: typed.reading, output: shown.writing, kind: "xterm")
        let console = try TerminalConsole(terminal: terminal, clock: ManualClock())
        var results: [LineResult] = []
        repeat {
            results.append(await console.readLine(prompt: "> ", hidden: false, idleAfter: .seconds(120)))
            if wiping { await console.wipe() }
        } while results.last != .endOfInput
        shown.closeWriting()
        return (results, shown.readToEnd())
    }

    @Test func `lines are read one by one, without echo, and the end is the end`() async throws {
        let (results, output) = try await talk(over: Array("một\nhai\r\nba".utf8))
        #expect(results == [.line("một"), .line("hai"), .line("ba"), .endOfInput])
        #expect(output == "> \n> \n> \n> \n")
    }

    @Test func `a wipe keeps the input of the next visit and writes nothing`() async throws {
        let (results, output) = try await talk(over: Array("một\r\nhai\r\n".utf8), wiping: true)
        #expect(results == [.line("một"), .line("hai"), .endOfInput])
        #expect(output == "> \n> \n> \n")
    }

    @Test func `byte 04 and escapes in a file are no keys`() async throws {
        let (results, _) = try await talk(over: Array("\u{4}\u{1B}[A1\u{1B}\n".utf8))
        #expect(results == [.line("1"), .endOfInput])
    }

    @Test func `a key is a line`() async throws {
        let typed = try Pipe()
        typed.write(Array("gì đó\nhai\n".utf8))
        let terminal = Terminal(input: typed.reading, output: typed.writing)
        let console = try TerminalConsole(terminal: terminal, clock: ManualClock())
        #expect(await console.waitForKey(prompt: "", within: nil) == .pressed)
        #expect(await console.readLine(prompt: "", hidden: false, idleAfter: nil) == .line("hai"))
        await console.close()
    }

    @Test func `200 random inputs all come to their end`() async throws {
        var random = SplitMix64(state: 11)
        for _ in 0..<200 {
            let length = Int.random(in: 0...400, using: &random)
            let input = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
            let (results, output) = try await talk(over: input)
            #expect(results.last == .endOfInput)
            #expect(output.unicodeScalars.allSatisfy { $0 == "\n" || $0 == ">" || $0 == " " })
        }
    }

    @Test func `when nobody sees the talk any more, it is over`() async throws {
        let typed = try Pipe()
        let shown = try Pipe()
        typed.write(Array("một\nhai\n".utf8))
        let terminal = Terminal(input: typed.reading, output: shown.writing)
        let console = try TerminalConsole(terminal: terminal, clock: ManualClock())
        #expect(await console.readLine(prompt: "> ", hidden: false, idleAfter: nil) == .line("một"))
        shown.closeReading()
        #expect(await console.readLine(prompt: "> ", hidden: false, idleAfter: nil) == .endOfInput)
    }

    @Test func `answers and notes pass the gate, each to its own stream`() throws {
        let answers = try Pipe()
        let notes = try Pipe()
        let streams = StandardStreams(output: answers.writing, errors: notes.writing)
        try streams.answer("{\n  \"tên\": \"\u{1B}[31mLê\u{202E}\"\n}")
        streams.note("đang hỏi\u{7}…")
        answers.closeWriting()
        notes.closeWriting()
        #expect(answers.readToEnd() == "{\n  \"tên\": \"Lê\"\n}\n")
        #expect(notes.readToEnd() == "đang hỏi…\n")
    }

    @Test func `an answer nobody reads is an error; a note nobody reads is not`() throws {
        let pipe = try Pipe()
        let streams = StandardStreams(output: pipe.writing, errors: pipe.writing)
        pipe.closeReading()
        #expect(throws: OutputError.closed) { try streams.answer("một") }
        streams.note("hai")
    }

    @Test func `a reader that takes its time gets everything, even from a descriptor that does not wait`() async throws
    {
        let pipe = try Pipe()
        _ = fcntl(pipe.writing, F_SETFL, O_NONBLOCK)
        let streams = StandardStreams(output: pipe.writing)
        let long = String(repeating: "0123456789", count: 50_000)
        async let writing: Void = offTheTaskThreads {
            try streams.answer(long)
            pipe.closeWriting()
        }
        let received = try await offTheTaskThreads { pipe.readToEnd() }
        try await writing
        #expect(received == long + "\n")
    }
}
