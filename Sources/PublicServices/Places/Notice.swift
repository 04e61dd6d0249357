/// A dated message of the province, for everybody or for whom it concerns (tuyên truyền; research/province-plan.txt).
package struct Notice: Hashable, Sendable {
    /// The key of the message.
    package var id: String
    /// Text by language tag (BCP 47).
    package var text: [String: String]
    /// What is said aloud in place of the text, by language tag; where there is none the text itself is.
    package var spoken: [String: String] = [:]
    /// The first day on which it is shown; `nil` for no beginning.
    package var from: CalendarDay?
    /// The last day on which it is shown; `nil` for no end.
    package var until: CalendarDay?
    /// Higher is shown first.
    package var priority: Int
    /// Codes of units or ids of access points where it is shown; empty for everywhere.
    package var areas: [String] = []
    /// What a procedure must be for the message to stand on its page: a level, a field, a code.
    ///
    /// Each list that is not empty must hold for the procedure. A message without any of them is for everybody.
    package var levels: [AdministrativeLevel] = []
    package var fields: [String] = []
    package var procedures: [ProcedureCode] = []

    /// A message for everybody, everywhere.
    package init(id: String, text: [String: String], from: CalendarDay?, until: CalendarDay?, priority: Int = 0) {
        self.id = id
        self.text = text
        self.from = from
        self.until = until
        self.priority = priority
    }

    /// Whether the message is shown on a day.
    package func isShown(on day: CalendarDay) -> Bool {
        (from.map { $0 <= day } ?? true) && (until.map { day <= $0 } ?? true)
    }

    /// For the first page, not for a procedure's.
    package var isForEverybody: Bool { levels.isEmpty && fields.isEmpty && procedures.isEmpty }

    /// Whether the message stands on the page of a procedure.
    package func concerns(_ procedure: Procedure) -> Bool {
        guard !isForEverybody else { return false }
        return (levels.isEmpty || levels.contains(where: procedure.levels.contains))
            && (fields.isEmpty || fields.contains(procedure.field))
            && (procedures.isEmpty || procedures.contains(procedure.code))
    }

    /// Whether the message is for people at a place.
    package func isShown(at place: AccessPoint) -> Bool {
        areas.isEmpty || areas.contains(place.id) || areas.contains(where: place.area.contains)
    }
}

/// The messages that hang at one access point, the most important first.
package struct NoticeBoard: Equatable, Sendable {
    private let notices: [Notice]

    /// Takes what is for this place; of two messages with one id the first counts.
    package init(_ notices: [Notice] = [], at place: AccessPoint) {
        var seen: Set<String> = []
        self.notices = notices.filter { $0.isShown(at: place) && seen.insert($0.id).inserted }
            .sorted { Self.rank($0) < Self.rank($1) }
    }

    /// By priority, then the newest first, then by id, so that the order never changes by itself.
    private static func rank(_ notice: Notice) -> (Int, Int, String) {
        (-notice.priority, -(notice.from?.number ?? 0), notice.id)
    }

    /// What everybody is told on a day.
    package func forEverybody(on day: CalendarDay) -> [Notice] {
        notices.filter { $0.isForEverybody && $0.isShown(on: day) }
    }

    /// The messages for the page of a procedure on a day.
    package func about(_ procedure: Procedure, on day: CalendarDay) -> [Notice] {
        notices.filter { $0.isShown(on: day) && $0.concerns(procedure) }
    }
}
