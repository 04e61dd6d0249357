import AccessPointDevices
import KioskTestSupport
import PracticeBackend
import PublicServices
import Testing

@testable import KioskConversation

/// What issue 4 promises about look-ups, as a citizen meets it.
@Suite struct LookupPromiseTests {
    /// The page from its title to the end of the visit.
    private func refusal(_ play: Performance) throws -> String {
        let start = try Play.found(play.text.firstRange(of: "CHƯA XEM ĐƯỢC"))
        return String(play.text[start.lowerBound...])
    }

    @Test func `no such code, wrong digits and a blocked code are one page, byte for byte`() async throws {
        try await Stage.play { stage in
            let code = try stage.code(.onTime)
            let unknown = try await stage.visit(["2", "H43.15.03-261105-7777", "1", "1003", "0", "0"])
            let wrong = try await stage.visit(["2", .line(code), "1", "9999", "0", "0"])
            for _ in 0..<4 { _ = try await stage.visit(["2", .line(code), "1", "9999", "0", "0"]) }
            let blocked = try await stage.visit(["2", .line(code), "1", "1003", "0", "0"])
            let pages = try [unknown, wrong, blocked].map(refusal)
            #expect(Set(pages).count == 1, "\(pages)")
            #expect(blocked.faults.isEmpty)
        }
    }

    @Test func `payments that are unknown and those behind a limit are one page`() async throws {
        try await Stage.play { stage in
            let unknown = try await stage.visit(["3", "KHONGCO1", "0", "0"])
            for number in 2...20 { _ = try await stage.visit(["3", .line("KHONGCO\(number)"), "0", "0"]) }
            let blocked = try await stage.visit(["3", "MAU0001", "0", "0"])
            #expect(try refusal(unknown) == refusal(blocked))
        }
    }

    /// Plays until the title stands on the screen and counts what was typed for it.
    private func inputs(_ script: [ScriptedConsole.Input], until title: String) async throws -> Int {
        var count = 0
        try await Stage.play { stage in
            let play = try await stage.visit(script + [.endOfInput])
            #expect(play.text.contains(title), "\(play.text)")
            let shown = play.text[..<(try Play.found(play.text.firstRange(of: title))).lowerBound]
            count = shown.split(separator: "\n").count { $0.hasPrefix("▸ ") }
        }
        return count
    }

    @Test func `from the first page a status takes 2 inputs scanned and 4 typed, a payment 2`() async throws {
        let samples = PracticeSamples(on: VietnamTime.day(of: Play.morning))
        let sample = try Play.found(samples.dossier(.onTime))
        let slip = "https://mau.example/?MHS=\(sample.code.text)&s=\(sample.printedSecret)"
        let scanned = try await inputs(["2", .line(slip)], until: "TÌNH TRẠNG HỒ SƠ")
        let typed = try await inputs(["2", .line(sample.code.text), "1", "1003"], until: "TÌNH TRẠNG HỒ SƠ")
        let payment = try await inputs(["3", "MAU0001"], until: "KHOẢN NỘP\n\nĐÃ NỘP")
        #expect([scanned, typed, payment] == [2, 4, 2])
    }

    @Test func `the four digits are hidden while they are typed`() async throws {
        try await Stage.play { stage in
            let play = try await stage.visit(["2", .line(try stage.code(.onTime)), "1", "1003", "0", "0"])
            #expect(play.text.contains("TÌNH TRẠNG HỒ SƠ"))
            #expect(play.text.contains("▸ (ẩn)"))
            #expect(!play.text.contains("1003"))
        }
    }

    @Test func `an unpaid bill shows its code on one page with the words beside it`() async throws {
        try await Stage.play { stage in
            let play = try await stage.visit(["3", "MAU0003", "1", "1", "0", "0"], codeRows: 22)
            #expect(play.faults.isEmpty)
            let lines = play.text.split(separator: "\n", omittingEmptySubsequences: false)
            let first = try Play.found(lines.firstIndex { $0.contains("QUÉT MÃ ĐỂ TRẢ TIỀN") })
            let page = lines[(first - 2)...].prefix { !$0.hasPrefix("▸ ") }
            #expect(page.count <= 24)
            #expect(page.allSatisfy { DisplayWidth.columns(of: String($0)) <= 72 })
            #expect(page.count { $0.contains("▀") || $0.contains("█") } >= 16)
            let words = page.joined(separator: " ").split(separator: " ").joined(separator: " ")
            for wanted in ["16.000\u{A0}đồng", "0000000000", "970436", "OTP", "Trả xong"] {
                #expect(words.contains(wanted), "\(wanted) is missing: \(words)")
            }
            // Choosing it asks the backend again.
            let shown = play.text.split(separator: "\n").split { $0.hasPrefix("▸ ") }
            let bills = shown.filter { page in page.contains { $0.hasPrefix("CHƯA NỘP") } }
            #expect(bills.count == 2)
            // Who says to have paid is told that banks are slow, and not led to pay once more.
            #expect(bills.first?.contains { $0.contains("1  Hiện mã QR") } == true)
            #expect(bills.last?.contains { $0.contains("Đừng trả") } == true)
            #expect(bills.last?.contains { $0.contains("1  Xem lại lúc này") } == true)
        }
    }

    @Test func `a bill whose code fails the check offers none and says so`() async throws {
        try await Stage.play { stage in
            let play = try await stage.visit(["3", "MAU0006", "0", "0"], codeRows: 22)
            #expect(play.text.contains("không khớp với dữ liệu của tỉnh"))
            #expect(!play.text.contains("Hiện mã QR"))
        }
    }

    @Test func `a word of the province that nobody mapped is said as it is, with its degree`() throws {
        var detail = DossierDetail(state: nil, procedureName: "Thủ tục mẫu", agency: "Cơ quan mẫu")
        detail.stateText = "Chờ ký số"
        detail.dueOn = CalendarDay(iso: "2026-11-01")
        let code = try Play.found(DossierCode(stored: "H43.12-261105-0006"))
        let words = DossierWords(
            phrases: try Play.languages().phrases(), settings: VisitSettings(province: "MẪU"))
        let status = DossierStatus(code: code, degree: .inProgress, detail: detail)
        let page = "\(words.body(status, origin: .now, now: Play.morning))"
        #expect(page.contains("“Chờ ký số”") && page.contains("tới quầy để hỏi"))
        #expect(page.contains("ĐANG GIẢI QUYẾT"))
        #expect(!page.contains("trễ hẹn"))
    }
}
