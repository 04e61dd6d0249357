import Testing

@testable import PublicServices

/// Whom a message of the province is for, and which one comes first.
@Suite struct NoticeTests {
    private func notice(_ id: String, priority: Int = 0, change: (inout Notice) -> Void = { _ in }) -> Notice {
        var notice = Notice(id: id, text: ["vi": id], from: nil, until: nil, priority: priority)
        change(&notice)
        return notice
    }

    private func place(_ id: String = "that", area: [String] = []) -> AccessPoint {
        let desk = Desk(name: "A", phone: "1", hours: "8–17")
        return AccessPoint(id: id, name: "A", desk: desk, hotline: desk, area: area)
    }

    private func procedure(_ code: String, _ field: String, _ levels: [AdministrativeLevel]) throws -> Procedure {
        Procedure(code: try #require(ProcedureCode(code)), name: "A", field: field, levels: levels)
    }

    private let day = CalendarDay(number: 20_780)

    @Test func `the highest priority comes first, then the newest, then the id`() {
        let older = notice("older") { $0.from = CalendarDay(number: 20_700) }
        let newer = notice("newer") { $0.from = CalendarDay(number: 20_770) }
        let board = NoticeBoard([notice("b"), older, notice("a"), newer, notice("top", priority: 3)], at: place())
        #expect(board.forEverybody(on: day).map(\.id) == ["top", "newer", "older", "a", "b"])
    }

    @Test func `a message is shown from its first to its last day and on no other`() {
        let dated = notice("dated") { ($0.from, $0.until) = (day, day.adding(days: 2)) }
        let board = NoticeBoard([dated], at: place())
        let shown = (-1...3).map { !board.forEverybody(on: day.adding(days: $0)).isEmpty }
        #expect(shown == [false, true, true, true, false])
    }

    @Test func `a message for one commune hangs in that commune, at one access point in that one`() {
        let commune = notice("commune") { $0.areas = ["22738"] }
        let point = notice("point") { $0.areas = ["that"] }
        let ids = { (place: AccessPoint) in
            NoticeBoard([commune, point, notice("all")], at: place).forEverybody(on: day).map(\.id)
        }
        #expect(ids(place(area: ["582", "22738"])) == ["all", "commune", "point"])
        #expect(ids(place("other", area: ["22741"])) == ["all"])
    }

    @Test func `of two messages with one id the first counts`() {
        let board = NoticeBoard([notice("a", priority: 1), notice("a", priority: 2)], at: place())
        #expect(board.forEverybody(on: day).map(\.priority) == [1])
    }

    @Test func `a message about procedures stands on their pages only, and everything it names must hold`() throws {
        let about = notice("about") { ($0.levels, $0.fields) = ([.commune], ["Hộ tịch"]) }
        let code = notice("code", priority: -1) { $0.procedures = [ProcedureCode("1.001193")].compactMap(\.self) }
        let board = NoticeBoard([about, code], at: place())
        #expect(board.forEverybody(on: day).isEmpty)
        let found = try [
            procedure("1.000001", "Hộ tịch", [.commune, .district]), procedure("1.000001", "Hộ tịch", [.province]),
            procedure("1.000001", "Đất đai", [.commune]), procedure("1.001193", "Đất đai", []),
            procedure("1.001193", "Hộ tịch", [.commune]),
        ].map { board.about($0, on: day).first?.id }
        #expect(found == ["about", nil, nil, "code", "about"])
    }
}
