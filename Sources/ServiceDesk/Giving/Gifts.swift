package import PublicServices

/// "Remind the agency" about an overdue dossier.
package struct Reminder: Hashable, Codable, Sendable {
    package var dossierCode: String
    package var day: CalendarDay
    package var kiosk: String

    package init(dossierCode: DossierCode, day: CalendarDay, kiosk: String) {
        self.dossierCode = dossierCode.text
        self.day = day
        self.kiosk = kiosk
    }
}

/// "This page is wrong or unclear", about a procedure.
package struct PageReport: Hashable, Codable, Sendable {
    package var procedureCode: ProcedureCode
    /// `wrong`, `unclear` or `missing`.
    package var reason: String
    package var day: CalendarDay
    package var kiosk: String

    package init(procedureCode: ProcedureCode, reason: String, day: CalendarDay, kiosk: String) {
        self.procedureCode = procedureCode
        self.reason = reason
        self.day = day
        self.kiosk = kiosk
    }
}

/// A difficulty with the administration that the province should know of; nothing about the person.
package struct DifficultyReport: Hashable, Codable, Sendable {
    /// Chosen from a list: `papers`, `waiting`, `visits`, `cost`, `online` or `other`.
    package var reason: String
    /// What the citizen wrote, checked by `Comment`.
    package var comment: String?
    package var day: CalendarDay
    package var kiosk: String

    package init(reason: String, comment: String?, day: CalendarDay, kiosk: String) {
        self.reason = reason
        self.comment = comment
        self.day = day
        self.kiosk = kiosk
    }
}

extension GivingDesk {
    /// Keeps a reminder and tries to send it; throws like `give(_:payload:)`.
    package func give(_ reminder: Reminder) async throws -> Given {
        try await give(.reminder, payload: try JSONPayload.bytes(of: reminder))
    }

    /// Keeps a difficulty report and tries to send it; throws like `give(_:payload:)`.
    package func give(_ report: DifficultyReport) async throws -> Given {
        try await give(.difficultyReport, payload: try JSONPayload.bytes(of: report))
    }

    /// Keeps a page report and tries to send it; throws like `give(_:payload:)`.
    package func give(_ report: PageReport) async throws -> Given {
        try await give(.pageReport, payload: try JSONPayload.bytes(of: report))
    }
}
