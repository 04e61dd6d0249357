import KioskTestSupport
import PracticeBackend
import Testing

@testable import KioskConversation

/// The ways of holding the talk: item by item, with a volunteer, and for the first time.
@Suite struct MannerTests {
    @Test func `slow mode says one item for each Enter and takes an answer at any time`() async throws {
        try await Stage.play { stage in
            let play = try await stage.visit([
                "7", "2", "", "", "1", "khai sinh", "", "", "9", "", "1", "", "8", "0", "7", "", "2", "0",
            ])
            expect(play, isTranscript: "slow")
        }
    }

    @Test func `8 repeats a page of every manner byte for byte`() async throws {
        for (manner, steps) in [
            (Manner(), 0), (Manner(isSlow: true), 7), (Manner(isVolunteer: true), 0),
        ] {
            try await Stage.play { stage in
                let enters = [ScriptedConsole.Input](repeating: "", count: steps)
                let play = try await stage.visit(enters + ["8"] + enters + ["8"] + enters + ["0"], manner: manner)
                #expect(play.faults.isEmpty)
                #expect(play.rest.isEmpty)
                let parts = play.text.components(around: "▸ 8\n")
                #expect(parts.count == 3)
                #expect(parts[2].hasPrefix(parts[1]))
                #expect(parts[0].hasSuffix(parts[1].dropFirst()))
            }
        }
    }

    @Test func `8 repeats every sheet of a long page byte for byte`() async throws {
        try await Stage.play { stage in
            let play = try await stage.visit(["6", "8", "1", "8", "0", "0"], columns: 40)
            let parts = play.text.components(around: "▸ 8\n")
            #expect(parts.count == 3)
            #expect(parts[0].hasSuffix(parts[1].prefix { $0 != "▸" }.dropFirst()))
        }
    }

    @Test func `a volunteer helps one citizen, hands over for the rating, and goes on to the next`() async throws {
        try await Stage.play { stage in
            let play = try await stage.visit([
                "7", "3", "2", .line(try stage.code(.onTime)), "1", "1003", "0", "4", "1", "7", "1", "2", "2", "1", "2",
                "rất tốt", "1", "6",
            ])
            expect(play, isTranscript: "volunteer", endingWith: .nextCitizen)
        }
    }

    @Test func `the volunteer's banner is on every page but those of the citizen's rating`() async throws {
        try await Stage.play { stage in
            let manner = Manner(isVolunteer: true)
            let play = try await stage.visit(["4", "1", "2", "1", "1", "0"], manner: manner)
            #expect(play.faults.isEmpty)
            let pages = play.text.components(around: "*** CHẾ ĐỘ THỰC HÀNH – dữ liệu mẫu ***\n").dropFirst()
            let withBanner = pages.map { $0.hasPrefix("*** TÌNH NGUYỆN VIÊN ĐANG GIÚP ***\n") }
            #expect(withBanner == [true, false, false, false, false, true])
            // What the citizen pressed and wrote is wiped before the volunteer looks again.
            #expect(play.text.components(around: "(màn hình được xóa)").count == 4)
        }
    }

    @Test func `nothing of one citizen is on the page of the next`() async throws {
        try await Stage.play { stage in
            let code = try stage.code(.onTime)
            let script: [ScriptedConsole.Input] = ["2", .line(code), "1", "1003", "7", "3"]
            let first = try await stage.visit(script, manner: Manner(isVolunteer: true))
            #expect(first.end == .nextCitizen)
            #expect(first.text.contains("Thủ tục mẫu") || first.text.contains("Ngày nhận"))
            let next = try await stage.visit(["4", "1", "9", "0"], manner: Manner(isVolunteer: true))
            #expect(next.end == .finished)
            #expect(!next.text.contains(code))
        }
    }

    @Test func `volunteer pages are shorter and say the same`() async throws {
        let script: [ScriptedConsole.Input] = ["1", "9", "2", "9", "3", "9", "1", "1", "1", "0", "0"]
        try await Stage.play { stage in
            let usual = try await stage.visit(script)
            let helped = try await stage.visit(script, manner: Manner(isVolunteer: true))
            #expect(usual.faults.isEmpty && helped.faults.isEmpty)
            let length = { (play: Performance) in
                play.text.split(separator: "\n").filter { !$0.hasPrefix("***") }.map(\.count).reduce(0, +)
            }
            #expect(length(helped) < length(usual))
            let choices = { (play: Performance) in
                play.text.split(separator: "\n").filter { TranscriptLint.choice(String($0)) != nil }.count
            }
            #expect(choices(helped) == choices(usual))
        }
    }

    @Test func `the first time here, with the exercise of the keys`() async throws {
        try await Stage.play { stage in
            let play = try await stage.visit([
                "6", "1", "1", "xin chao", "8", "1", "9", "1", "1", "6", "3", "1", "0", "0",
            ])
            expect(play, isTranscript: "exercise")
        }
    }

    @Test func `the exercise can be left on every page`() async throws {
        let steps: [ScriptedConsole.Input] = ["1", "xin chao", "1", "1"]
        try await Stage.play { stage in
            for done in 0...steps.count {
                let play = try await stage.visit(["6", "1"] + steps.prefix(done) + ["0", "0"])
                #expect(play.end == .finished)
                #expect(play.faults.isEmpty && play.rest.isEmpty)
            }
        }
    }
}

extension String {
    /// The pieces between two markers.
    func components(around marker: String) -> [String] {
        var pieces: [String] = []
        var rest = self[...]
        while let found = rest.firstRange(of: marker) {
            pieces.append(String(rest[..<found.lowerBound]))
            rest = rest[found.upperBound...]
        }
        return pieces + [String(rest)]
    }
}
