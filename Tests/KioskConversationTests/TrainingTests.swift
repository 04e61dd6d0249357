import AccessPointDevices
import KioskTestSupport
import PublicServices
import Testing

@testable import KioskConversation

/// `kiosk practice`: ten tasks, judged by what the trainee did.
@Suite struct TrainingTests {
    /// A trainee who does every task aright, in the keys of each visit.
    private static func flawless(_ material: TrainingMaterial) -> [ScriptedConsole.Input] {
        let slip = ScriptedConsole.Input.line(material.slip.text)
        let visits: [[ScriptedConsole.Input]] = [
            ["1", "khai sinh", "1", "0", "0"],
            ["1", "dang ky ket hon", "1", "0", "0"],
            ["1", "2", "1", "2", "01/11/2026", "0", "0"],
            ["2", slip, "1", "1", "0", "0"],
            ["2", .line(material.late.text), "1", .line(material.lastFour), "0", "0"],
            ["3", .line(material.payment.text), "0", "0"],
            ["7", "3", "4", "1", "1", "1", "1", "0"],
            ["2", slip, "1", "1", "0", "0", "2"],
            ["6"],
            ["2", slip, "1", "1", .hideNow],
        ]
        return ["1"] + visits.flatMap { ["1"] + $0 + ["1"] } + ["1"]
    }

    @Test func `a trainee who does everything aright passes ten of ten`() async throws {
        try await Stage.play { stage in
            let (play, outcomes) = try await stage.train(Self.flawless(try stage.material()))
            #expect(play.faults.isEmpty && play.rest.isEmpty)
            #expect(outcomes == Array(repeating: .passed, count: 10))
            #expect(play.text.contains("làm được 10 trong 10 bài."))
            let difference = GoldenFile.expect(
                play.text, named: "training.txt", in: "Transcripts", file: #filePath)
            #expect(difference == nil)
            let faults = TranscriptLint.faults(in: play.text)
            #expect(faults.isEmpty, "\(faults)")
        }
    }

    @Test func `the same in English`() async throws {
        try await Stage.play { stage in
            var script = Self.flawless(try stage.material())
            script.removeLast()
            let (play, outcomes) = try await stage.train(script + ["1"], language: "en")
            #expect(play.faults.isEmpty && play.rest.isEmpty)
            #expect(outcomes == Array(repeating: .passed, count: 10))
            #expect(play.text.contains("10 of 10 tasks done."))
            #expect(TranscriptLint.faults(in: play.text).isEmpty)
        }
    }

    @Test func `whoever makes mistakes is given hints, may try again, and gets there`() async throws {
        try await Stage.play { stage in
            let material = try stage.material()
            let slip = ScriptedConsole.Input.line(material.slip.text)
            let script: [ScriptedConsole.Input] = [
                "1",
                // Ended before anything was looked for; the hint, the way, then well.
                "1", "0", "2", "1", "1", "1", "khai sinh", "1", "0", "0", "1",
                // With marks where none can be typed.
                "1", "1", "đăng ký kết hôn", "1", "0", "0", "1", "1", "1", "dang ky ket hon", "1", "0", "0", "1",
                // Left out.
                "2",
                // The wrong dossier.
                "1", "2", .line(material.late.text), "1", "1", "0", "0", "3",
                "2", "2",
                // Rated without saying that somebody helps.
                "1", "4", "1", "1", "1", "0", "1", "1", "7", "3", "4", "1", "1", "1", "1", "0", "1",
                // The wrong answer to the citizen.
                "1", "2", slip, "1", "1", "0", "0", "1", "3",
                // Ended by 0 in place of going on to the next citizen.
                "1", "0", "3",
                // Hidden before there was anything to hide.
                "1", .hideNow, "3", "1",
            ]
            let (play, outcomes) = try await stage.train(script)
            #expect(play.faults.isEmpty && play.rest.isEmpty, "\(play.text.suffix(3000))")
            #expect(
                outcomes == [
                    .passedWithHelp, .passedWithHelp, .open, .open, .open, .open, .passedWithHelp, .open, .open, .open,
                ])
            for hint in [
                "Gõ hai, ba chữ chính là đủ", "Thử gõ: ket hon.", "so từng nhóm với phiếu", "Trước hết bấm 7",
                "Đừng đoán, đừng bảo là", "nhưng thôi luôn việc có người giúp", "nhấn phím Esc hai lần liền",
            ] {
                #expect(squeezed(play.text).contains(hint), "\(hint)")
            }
            #expect(play.text.contains("làm được 3 trong 10 bài."))
        }
    }

    @Test func `0 leads to the result at any time, and a closed terminal ends all`() async throws {
        try await Stage.play { stage in
            // One `0` too many after the first task goes on to the second; there it leads to the result.
            let (left, outcomes) = try await stage.train(["1", "1", "1", "khai sinh", "1", "0", "0", "0", "0", "1"])
            #expect(left.faults.isEmpty && outcomes.count { $0 == .passed } == 1)
            #expect(left.text.contains("làm được 1 trong 10 bài."))
            let (closed, none) = try await stage.train(["1", "1", .endOfInput])
            #expect(closed.faults.isEmpty && none.allSatisfy { $0 == .open })
            #expect(!closed.text.contains("KẾT QUẢ"))
        }
    }

    /// Keys of a visit that look like the task and are not.
    private static let shams: [[ScriptedConsole.Input]] = [
        // Rated alone, then the keyboard handed over to nobody.
        ["4", "1", "1", "1", "7", "3", "4", "0", "0"],
        // Handed over, taken back, and thanked for a report about a page.
        ["7", "3", "4", "9", "1", "khai sinh", "1", "1", "5", "1", "1", "0"],
    ]

    @Test(arguments: shams)
    func `handing over counts only when the rating follows it`(_ keys: [ScriptedConsole.Input]) async throws {
        try await Stage.play { stage in
            let skips = [ScriptedConsole.Input](repeating: "2", count: 6)
            let (play, outcomes) = try await stage.train(["1"] + skips + ["1"] + keys + ["3", "0", "1"])
            #expect(play.faults.isEmpty && play.rest.isEmpty, "\(play.text.suffix(2000))")
            #expect(play.text.contains("CẢM ƠN ÔNG/BÀ"))
            #expect(outcomes.allSatisfy { $0 == .open })
        }
    }

    @Test func `an outage is met with the dossier of the task, not with something else`() async throws {
        try await Stage.play { stage in
            let material = try stage.material()
            let skips = [ScriptedConsole.Input](repeating: "2", count: 7)
            let payment: [ScriptedConsole.Input] = ["3", .line(material.payment.text), "0", "0"]
            let (play, outcomes) = try await stage.train(["1"] + skips + ["1"] + payment + ["3", "0", "1"])
            #expect(play.faults.isEmpty && play.rest.isEmpty, "\(play.text.suffix(2000))")
            #expect(outcomes.allSatisfy { $0 == .open })
        }
    }

    @Test func `the result can be printed and names nobody`() async throws {
        let printer = MemoryPrinter()
        try await Stage.play(Play.procedures, { $0.devices.printer = printer }) { stage in
            let (play, _) = try await stage.train(["1", "0", "2", "1", "1"])
            #expect(play.faults.isEmpty && play.rest.isEmpty, "\(play.text.suffix(2000))")
        }
        let slip = await printer.slips.first?.lines.map(\.text).joined(separator: "\n") ?? ""
        #expect(slip.contains("KẾT QUẢ LUYỆN TẬP") && slip.contains("[10] Giấu màn hình thật nhanh: chưa làm"))
    }

    private func squeezed(_ text: String) -> String {
        text.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    }
}
