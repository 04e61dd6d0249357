package import PublicServices

// A rating is `PublicServices.SatisfactionRating` as it encodes itself; the other gifts of a citizen are here.

/// "Remind the agency": an overdue dossier.
package struct ReminderPayload: Equatable, Codable, Sendable {
    package var dossierCode: String
    package var day: CalendarDay
    package var kiosk: String

    package init(dossierCode: DossierCode, day: CalendarDay, kiosk: String) {
        self.dossierCode = dossierCode.text
        self.day = day
        self.kiosk = kiosk
    }
}

/// "This page is wrong or unclear": about one procedure.
package struct PageReportPayload: Equatable, Codable, Sendable {
    package var procedureCode: ProcedureCode
    /// Chosen from a list, or the citizen's own words.
    package var reason: String?
    package var comment: String?
    package var day: CalendarDay
    package var kiosk: String

    package init(procedureCode: ProcedureCode, reason: String?, comment: String?, day: CalendarDay, kiosk: String) {
        self.procedureCode = procedureCode
        self.reason = reason
        self.comment = comment
        self.day = day
        self.kiosk = kiosk
    }
}

/// A difficulty that the province should know of.
package struct DifficultyReportPayload: Equatable, Codable, Sendable {
    package var reason: String?
    package var comment: String?
    package var day: CalendarDay
    package var kiosk: String

    package init(reason: String?, comment: String?, day: CalendarDay, kiosk: String) {
        self.reason = reason
        self.comment = comment
        self.day = day
        self.kiosk = kiosk
    }
}
