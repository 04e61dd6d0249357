import BackendAPI
import FoundationEssentials
import KioskTestSupport
import PublicServices
import ServiceDesk
import Testing

@testable import KioskCommands
@testable import KioskConversation

/// `notices.yaml`, and what is kept of the backend's messages.
@Suite struct NoticesFileTests {
    private static let good = """
        notices:
          - id: one
            text: {vi: "Nghỉ lễ", en: Closed}
            from: 2026-12-01
            until: 2026-12-31
            levels: [commune]
            procedures: ["1.001193"]

        """

    private func notices(_ text: String) throws -> [Notice] {
        let directory = try TemporaryDirectory()
        try directory.write(text, to: "notices.yaml")
        return try ConfigFiles(directory: directory.path).notices(languages: ["vi", "en"])
    }

    @Test func `the messages that ship can be shown, the first of them on two lines`() throws {
        let files = ConfigFiles(directory: Repository.path("kiosk-config"))
        let notices = try files.notices(languages: ["vi", "en"])
        #expect(!notices.isEmpty)
        // What ships is shown by kiosks nobody looks after: it must be true for ever.
        #expect(notices.allSatisfy { $0.until == nil && $0.isForEverybody })
        let languages = try files.languages(order: ["vi", "en"])
        for tag in ["vi", "en"] {
            let frame = languages.phrases(tag)(.noticeShown, ["text": ""])
            #expect(frame.count <= ConfigFiles.noticeFrame.count)
            let words = NoticeWords(phrases: languages.phrases(tag))
            #expect(notices.allSatisfy { words.block($0) != nil })
        }
        let plain = Readability(try files.plainWords())
        for notice in notices {
            for text in [notice.text["vi"], notice.spoken["vi"]].compactMap(\.self) {
                let faults = plain.faults(in: text).map(\.description)
                #expect(faults.isEmpty, "\(notice.id): \(faults)")
            }
        }
    }

    @Test func `a message is read with all it says`() throws {
        let notice = try #require(try notices(Self.good).first)
        #expect(notice.from == CalendarDay(year: 2026, month: 12, day: 1))
        #expect(notice.until == CalendarDay(year: 2026, month: 12, day: 31))
        #expect(notice.levels == [.commune] && notice.procedures.map(\.text) == ["1.001193"])
        #expect(try notices("notices:\n").isEmpty)
    }

    @Test(arguments: [
        ("until: 2026-12-31", "until: 2026-11-31", "until: write a day"),
        ("until: 2026-12-31", "until: 2026-11-30", "ends before it begins"),
        ("until: 2026-12-31", "untill: 2026-12-31", "untill is unknown"),
        ("en: Closed", "de: Zu", "text.en is missing"),
        ("Nghỉ lễ", String(repeating: "Nghỉ lễ ", count: 20), "text.vi is longer than two lines"),
        ("[commune]", "[village]", "write some of commune"),
        ("\"1.001193\"", "khai sinh", "is no code"),
        ("    levels: [commune]", "  - {id: one, text: {vi: a, en: b}}", "stands twice"),
        ("notices:", "notice:", "notice is unknown"),
    ])
    func `a mistake names the message and the mend`(_ old: String, _ new: String, _ mend: String) throws {
        var text = Self.good.replacing(old, with: new)
        if mend == "stands twice" { text = Self.good + new + "\n" }
        let fault = #expect(throws: ConfigurationFault.self) { _ = try notices(text) }
        #expect(fault?.mend.contains(mend) == true, "\(fault?.description ?? "")")
        #expect(fault?.file.hasSuffix("notices.yaml") == true)
    }

    @Test func `a bundle with a faulty message is refused`() throws {
        let directory = try TemporaryDirectory()
        try FileManager.default.copyItem(
            atPath: Repository.path("kiosk-config"), toPath: directory.path + "/kiosk-config")
        try directory.write("notices: [{id: a, text: {vi: a}}]\n", to: "kiosk-config/notices.yaml")
        let fault = #expect(throws: ConfigurationFault.self) {
            try ConfigFiles(directory: directory.path + "/kiosk-config").checkContent(Settings())
        }
        #expect(fault?.key == "a")
    }

    @Test func `the backend is asked for messages again after six hours, or when the clock cannot be right`() throws {
        let directory = try TemporaryDirectory()
        let kept = KeptNotices(directory: directory.path)
        #expect(kept.areOld)
        kept.keep([])
        #expect(!kept.areOld)
        for (seconds, areOld) in [(-5.9 * 3600, false), (-6.1 * 3600, true), (3600, true)] {
            let time = Date().addingTimeInterval(seconds)
            try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: kept.path)
            #expect(kept.areOld == areOld)
        }
    }

    @Test func `what the backend told last is kept, and a damaged file is no message`() throws {
        let directory = try TemporaryDirectory()
        let kept = KeptNotices(directory: directory.path)
        #expect(kept.load().isEmpty)
        var notice = Notice(id: "a", text: ["vi": "A"], from: nil, until: CalendarDay(number: 20_780), priority: 2)
        (notice.areas, notice.levels) = (["22738"], [.commune])
        kept.keep([notice])
        #expect(kept.load() == [notice])
        try directory.write("{", to: "notices.json")
        #expect(kept.load().isEmpty)
    }

    @Test func `a sync brings the backend's messages to the next visit's first page`() async throws {
        let kiosk = try KioskProgram()
        let first = try await kiosk.run(["visit"], input: "7\n5\n0\n0\n")
        #expect(first.output.contains("Thông báo: Hồ sơ nộp trên mạng ở mức độ 4"))
        #expect(first.output.contains("–  Đánh giá của ông/bà được giữ kín."))
        #expect(try await kiosk.run(["sync"]).status == 0)
        let second = try await kiosk.run(["visit"], input: "7\n5\n0\n0\n")
        #expect(second.output.contains("–  Đây là máy chủ thực hành."))
    }
}
