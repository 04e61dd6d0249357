import KioskTestSupport
import PracticeBackend
import PublicServices
import Testing

@testable import AccessPointDevices
@testable import KioskConversation

/// What a real terminal receives, byte by byte, whatever it calls itself.
@Suite struct TerminalOutputTests {
    private static let script = [
        "1", "khai sinh", "1", "1", "8", "9", "0", "4", "1", "2", "1", "tốt", "1", "7", "9", "0",
    ]

    private func output(kind: String?, columns: Int, manner: Manner = Manner()) async throws -> String {
        let terminal = try PseudoTerminal(columns: columns)
        let console = try TerminalConsole(
            terminal: Terminal(input: terminal.slave, output: terminal.slave, kind: kind), clock: ContinuousClock()
        )
        let languages = try Play.languages()
        let walk = PageWalk(columns: columns, languages: languages)
        let desk = await MemoryKiosk.desk(walk, samples: PracticeSamples(on: VietnamTime.day(of: Play.morning)))
        let visit = Visit(
            console: console, desk: desk, languages: languages, settings: VisitSettings(province: "MẪU"),
            manner: manner
        )
        async let end = visit.hold()
        // What is typed before the first wipe is nobody's.
        var text = try await terminal.shown(through: "Bấm số rồi nhấn Enter: ")
        terminal.type(Self.script.joined(separator: "\r") + "\r")
        text += try await terminal.shown(through: "Cảm ơn ông/bà.\r\n")
        #expect(await end == .finished)
        await console.close()
        return text
    }

    @Test(arguments: [("dumb", 80), ("dumb", 40), ("xterm-256color", 80), ("xterm-256color", 40), ("linux", 80)])
    func `no cursor movement, no overwriting, no colour, no box, no table`(_ kind: String, _ columns: Int) async throws
    {
        let text = try await output(kind: kind, columns: columns)
        // Wiping between visits is the one sequence there is; a dumb terminal gets none at all.
        let pieces = text.components(around: Terminal.wipeSequence)
        #expect(kind == "dumb" ? pieces.count == 1 : pieces.count > 1)
        for piece in pieces {
            #expect(!piece.utf8.contains(0x1B))
            #expect(!piece.utf8.contains(0x08))
            let lines = piece.replacing("\r\n", with: "\n")
            #expect(!lines.utf8.contains(0x0D))
            let faults = lines.split(separator: "\n")
                .flatMap { TranscriptLint.faults(inLine: $0, columns: min(columns, 72)) }
            #expect(faults.isEmpty, "\(faults)")
        }
    }

    @Test func `every manner of the talk keeps to 40 columns and the lint`() async throws {
        try await Stage.play { stage in
            let code = ScriptedConsole.Input.line(try stage.code(.overdue))
            let script: [ScriptedConsole.Input] = [
                "7", "9", "6", "1", "0", "1", "khai sinh", "1", "2", "9", "0", "2", code, "1", "1005", "0",
                "3", "MAU0001", "0", "5", "1", "khai sinh", "1", "1", "0", "4", "1", "1", "1", "0",
            ]
            for manner in [Manner(), Manner(isSlow: true)] {
                let play = try await stage.visit(script, columns: 40, manner: manner)
                #expect(play.faults.isEmpty)
                #expect(TranscriptLint.faults(in: play.text, columns: 40).isEmpty)
            }
        }
    }
}
