import FoundationEssentials
import PublicServices
import Testing

@testable import KioskConversation

/// Working days left and overdue, with and without a calendar for the year.
@Suite struct LatenessTests {
    /// A calendar that knows 2026 and a day off on 20 November.
    static func calendar() throws -> WorkingCalendar {
        let json = """
            {"years": [{"year": 2026, "decision": "mẫu", "daysOff":
            [{"from": "2026-11-20", "until": "2026-11-20", "name": "mẫu"}]}]}
            """
        return try JSONDecoder().decode(WorkingCalendar.self, from: Data(json.utf8))
    }

    private func page(due: String, state: DossierState = .processing, calendar: WorkingCalendar) throws -> String {
        var settings = VisitSettings(province: "MẪU")
        settings.calendar = calendar
        var detail = DossierDetail(state: state, procedureName: "Thủ tục mẫu", agency: "Cơ quan mẫu")
        detail.dueOn = try Play.found(CalendarDay(iso: due))
        let code = try Play.found(DossierCode(stored: "H43.12-261105-0006"))
        let words = DossierWords(phrases: try Play.languages().phrases(), settings: settings)
        let status = DossierStatus(code: code, degree: state.degree, detail: detail)
        return "\(words.body(status, origin: .now, now: Play.morning))"
    }

    @Test func `a calendar with the year counts working days and estimates nothing`() throws {
        let calendar = try Self.calendar()
        #expect(try page(due: "2026-11-19", calendar: calendar).contains("đã trễ hẹn 1 ngày làm việc. Xin lỗi"))
        #expect(try page(due: "2026-11-18", calendar: calendar).contains("đã trễ hẹn 2 ngày làm việc. Xin lỗi"))
        #expect(try page(due: "2026-11-23", calendar: calendar).contains("Hôm nay là ngày hẹn trả."))
        #expect(try page(due: "2026-11-24", calendar: calendar).contains("Còn 1 ngày làm việc."))
        #expect(try page(due: "2026-11-30", calendar: calendar).contains("Còn 5 ngày làm việc."))
    }

    @Test func `without a calendar a count is marked as an estimate`() throws {
        let words = try page(due: "2026-12-02", calendar: WorkingCalendar())
        #expect(words.contains(" ngày làm việc (ước tính)."))
    }

    @Test func `a due date on a day off runs to the next working day`() throws {
        #expect(try page(due: "2026-11-22", calendar: try Self.calendar()).contains("Hôm nay là ngày hẹn trả."))
    }

    @Test func `who is late is not told to wait for the due date`() throws {
        let words = try page(due: "2026-11-18", calendar: try Self.calendar())
        #expect(!words.contains("Xin đợi đến ngày hẹn"))
        #expect(words.contains("đã quá ngày hẹn"))
    }

    @Test func `while the agency waits for the citizen nothing is counted`() throws {
        let words = try page(due: "2026-11-18", state: .supplementRequested, calendar: try Self.calendar())
        #expect(!words.contains("trễ hẹn"))
    }
}
