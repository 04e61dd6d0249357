import KioskTestSupport
import PracticeBackend
import Testing

@testable import KioskConversation

/// What people really type at a public machine.
@Suite struct BadInputTests {
    @Test func `nothing, blanks, letters, wrong numbers and control characters at the first page`() async throws {
        try await Stage.play { stage in
            let play = try await stage.visit(["", "   ", "abc", "6x", "12", "\u{1B}[2J\u{7}\u{0}", "9", "1.", "0", "0"])
            expect(play, isTranscript: "bad-choices")
        }
    }

    @Test func `ten thousand characters are refused with a short answer`() async throws {
        try await Stage.play { stage in
            let long = String(repeating: "khai sinh ", count: 1_000)
            let play = try await stage.visit(["1", .tooLong, .line(long), "1", "0", "0"])
            #expect(play.faults.isEmpty)
            #expect(play.end == .finished)
            let shown = play.text.split(separator: "\n").filter { !$0.hasPrefix("▸ ") }.joined(separator: "\n")
            #expect(shown.contains("Dòng vừa gõ dài quá"))
            #expect(shown.utf8.count < 8_000)
            #expect(TranscriptLint.faults(in: shown).isEmpty)
        }
    }

    @Test func `wrong dossier codes are explained, each in its own words`() async throws {
        try await Stage.play { stage in
            let play = try await stage.visit([
                "2", "", "7", "1", "5", "H43.12-993199-0001", "H43.12-271231-0001",
                .line(String(repeating: "9", count: 80)),
                "h43 12 241123 oooi", "2", "ABC", "ABC1", "2", "0", "0",
            ])
            expect(play, isTranscript: "bad-dossier-codes")
        }
    }

    @Test func `wrong four digits and an unknown code are refused in the same words`() async throws {
        try await Stage.play { stage in
            let code = try stage.code(.onTime)
            let play = try await stage.visit([
                "2", .line(code), "1", "12", "abcd", "9999", "1", "8888", "2", "H43.12-241123-7777", "1", "7777", "2",
                "0", "0",
            ])
            expect(play, isTranscript: "bad-second-factor")
        }
    }

    @Test func `wrong payment references are asked again`() async throws {
        try await Stage.play { stage in
            let play = try await stage.visit(["3", "", "1", "ab", "MAU 0001!", "MAU0001", "0", "0"])
            expect(play, isTranscript: "bad-references")
        }
    }

    @Test func `nothing found, out of scope and only something near`() async throws {
        try await Stage.play { stage in
            let play = try await stage.visit([
                "1", "xyzzy qwfp", "1", "giá vàng hôm nay", "1", "'; DROP TABLE x; --", "2", "0", "0",
            ])
            expect(play, isTranscript: "find-nothing")
        }
    }

    @Test func `an empty catalogue names the person to ask`() async throws {
        try await Stage.play([]) { stage in
            let play = try await stage.visit(["1", "khai sinh", "1", "1", "1", "1", "0"])
            expect(play, isTranscript: "catalogue-empty")
        }
    }

    @Test func `somebody stays away a while and comes back to the same question`() async throws {
        try await Stage.play { stage in
            let play = try await stage.visit(["1", .idleKeeping(4), .key, "khai tử", "0", "0"])
            expect(play, isTranscript: "idle-back")
        }
    }

    @Test(arguments: [60, 120, 600])
    func `how long nobody may press a key is said at the start, and not on every page`(_ seconds: Int) async throws {
        try await Stage.play(Play.procedures, { $0.idleAfter = .seconds(seconds) }) { stage in
            let play = try await stage.visit(["1", "khai sinh", "1", .idle, .key, "1", .idle, .idle])
            #expect(play.end == .idle)
            #expect(play.text.components(around: "Nếu \(seconds) giây không bấm phím").count == 2)
            // Each time it asks, and after any key the identical prompt stands again.
            #expect(play.text.components(around: "Ông/bà còn dùng máy không?").count == 3)
            let back = play.text.components(around: "▸ (một phím)\n")
            #expect(back.count == 2)
            #expect(back.last?.hasPrefix("Chọn số: \n▸ 1\n") == true)
        }
    }

    @Test func `somebody walks away in the middle`() async throws {
        try await Stage.play { stage in
            let play = try await stage.visit(["2", .line(try stage.code(.onTime)), "1", "1003", .idle, .idle])
            expect(play, isTranscript: "idle-end", endingWith: .idle)
        }
    }

    @Test func `the screen is hidden at once`() async throws {
        try await Stage.play { stage in
            let play = try await stage.visit(["3", "MAU0001", .hideNow])
            expect(play, isTranscript: "hide-now", endingWith: .hidden)
        }
    }

    @Test func `the end of input ends the visit and is never an answer`() async throws {
        try await Stage.play { stage in
            expect(try await stage.visit(["4", .endOfInput]), isTranscript: "end-of-input", endingWith: .endOfInput)
            #expect(try await stage.backend.records().isEmpty)
            for script: [ScriptedConsole.Input] in [[.endOfInput], ["1", .endOfInput], ["1", .idle, .endOfInput]] {
                #expect(try await stage.visit(script).end == .endOfInput)
            }
        }
    }

    @Test func `a backend that answers nonsense never ends the visit`() async throws {
        try await Stage.play { stage in
            let code = try stage.code(.onTime)
            for fault in [FaultKind.html, .error500, .halfJSON, .wrongTypes, .empty] {
                stage.backend.faults.set([Fault(fault)])
                let play = try await stage.visit(["2", .line(code), "1", "1003", "0", "3", "MAU0001", "0", "0"])
                #expect(play.end == .finished)
                #expect(play.text.contains("Máy chưa hỏi được cơ quan"))
                #expect(!play.text.contains("CHƯA NỘP"))
            }
        }
    }
}
