import KioskTestSupport
import ProcedureFinder
import PublicServices
import Testing

@testable import KioskConversation

/// The province's messages in the talk: one on the first page, all behind key 7, one on a procedure's page.
@Suite struct NoticeTests {
    private static let today = CalendarDay(number: VietnamTime.day(of: Play.morning).number)

    static var board: NoticeBoard {
        var closed = Notice(
            id: "closed",
            text: ["vi": "Bộ phận Một cửa nghỉ ngày 25/11/2026.", "en": "The desk is closed on 25/11/2026."],
            from: today, until: today.adding(days: 2), priority: 9)
        closed.spoken = ["vi": "Bộ phận Một cửa nghỉ thứ Tư tuần này."]
        let over = Notice(
            id: "over", text: ["vi": "Tuần trước.", "en": "Last week."], from: nil, until: today.adding(days: -1),
            priority: 10)
        let long = String(repeating: "Chữ dài quá hai dòng. ", count: 8)
        let always = Notice(
            id: "always", text: ["vi": "Đánh giá của ông/bà được giữ kín.", "en": "Ratings are confidential."],
            from: nil, until: nil)
        var birth = Notice(
            id: "birth", text: ["vi": "Khai sinh có thể nhận kết quả tại nhà.", "en": "Births: sent home on request."],
            from: nil, until: nil)
        birth.procedures = [ProcedureCode("1.001193")].compactMap(\.self)
        return NoticeBoard(
            [
                closed, over, always, birth,
                Notice(id: "long", text: ["vi": long, "en": long], from: nil, until: nil, priority: 11),
            ], at: Play.place)
    }

    @Test func `the most important message stands on the first page, all behind 7, and one with its procedure`()
        async throws
    {
        try await Stage.play(Play.procedures, { $0.notices = Self.board }) { stage in
            let play = try await stage.visit(["7", "5", "1", "1", "1", "khai sinh", "1", "0", "0"])
            expect(play, isTranscript: "notices")
            #expect(!play.text.contains("Tuần trước."))
            // On a second sheet where the page has two; there `1` leads on.
            let birth = try await stage.visit(["1", "khai sinh", "1", "1", "0", "0"])
            #expect(birth.text.contains("Thông báo: Khai sinh có thể nhận kết quả tại nhà."))
        }
    }

    @Test func `a message goes with its last day, by the day in Việt Nam`() async throws {
        try await Stage.play(Play.procedures, { $0.notices = Self.board }) { stage in
            let shown = "Bộ phận Một cửa nghỉ"
            #expect(try await stage.visit(["0"]).text.contains(shown))
            stage.clock.pass(.seconds(2 * 86_400))
            #expect(try await stage.visit(["0"]).text.contains(shown))
            stage.clock.pass(.seconds(15 * 3600))
            let after = try await stage.visit(["0"]).text
            #expect(!after.contains(shown) && after.contains("Đánh giá của ông/bà được giữ kín."))
        }
    }

    @Test func `the voice says a message in its own words`() async throws {
        let voice = MemoryVoice()
        let adjust = { (settings: inout VisitSettings) in
            settings.devices.voice = voice
            settings.notices = Self.board
        }
        try await Stage.play(Play.procedures, adjust) { stage in _ = try await stage.visit(["0"]) }
        #expect(voice.text.contains("nghỉ thứ Tư tuần này"))
        #expect(!voice.text.contains("hai mươi lăm"))
    }

    @Test(arguments: [("vi", 72), ("en", 72), ("vi", 40), ("en", 40)], [Manner(), Manner(isVolunteer: true)])
    func `with messages every page is as short and narrow as without`(
        _ kiosk: (language: String, columns: Int), _ manner: Manner
    ) async throws {
        let pack = try Play.pack(kiosk.language)
        var walk = PageWalk(columns: kiosk.columns, languages: try Play.found(Languages(packs: [pack])))
        walk.manner = manner
        walk.notices = Self.board
        let walked = try await walk.walk()
        let keys = Keys.all(walk.languages.packs)
        for page in walked.pages {
            let faults = TranscriptLint.faults(inPage: page, keys: keys, columns: kiosk.columns)
            #expect(faults.isEmpty, "\(faults)\n\(page.joined(separator: "\n"))")
        }
        let title = pack.phrases["notice.title"] ?? ""
        #expect(walked.pages.contains { $0.contains { $0.hasPrefix(title) } })
        // The first page never grows to a second sheet for a message.
        let first = pack.phrases["welcome.find"] ?? ""
        #expect(walked.pages.contains { $0.joined(separator: " ").contains(first.prefix(12)) })
    }
}
