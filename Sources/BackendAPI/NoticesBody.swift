package import PublicServices

/// Messages for the welcome page (`GET /v1/notices`).
package struct NoticesBody: Codable, Sendable {
    package var notices: [NoticeBody]

    package init(_ notices: [Notice]) { self.notices = notices.map(NoticeBody.init) }

    /// The domain's form of all messages.
    package var all: [Notice] { notices.map(\.notice) }
}

/// One message on the wire; unreadable days are no days.
package struct NoticeBody: Codable, Sendable {
    package var id: String
    /// Text by language tag (BCP 47).
    package var text: [String: String]
    package var from: CalendarDay?
    package var until: CalendarDay?
    package var priority: Int?
    /// What is said aloud in place of the text, by language tag.
    package var spoken: [String: String]?
    /// Units or access points where it is shown; absent for everywhere.
    package var areas: [String]?
    /// The procedures on whose pages it stands; absent, all three, for the welcome page.
    package var levels: [String]?
    package var fields: [String]?
    package var procedures: [String]?

    package init(_ notice: Notice) {
        id = notice.id
        text = notice.text
        from = notice.from
        until = notice.until
        priority = notice.priority
        spoken = notice.spoken.isEmpty ? nil : notice.spoken
        areas = notice.areas.isEmpty ? nil : notice.areas
        levels = notice.levels.isEmpty ? nil : notice.levels.map(\.rawValue)
        fields = notice.fields.isEmpty ? nil : notice.fields
        procedures = notice.procedures.isEmpty ? nil : notice.procedures.map(\.text)
    }

    /// The domain's form; a level that this kiosk does not know is that of no procedure.
    package var notice: Notice {
        var notice = Notice(id: id, text: text, from: from, until: until, priority: priority ?? 0)
        notice.spoken = spoken ?? [:]
        notice.areas = areas ?? []
        notice.levels = (levels ?? []).map { AdministrativeLevel(rawValue: $0) ?? .other }
        notice.fields = fields ?? []
        notice.procedures = (procedures ?? []).compactMap { ProcedureCode($0) }
        return notice
    }

    private enum CodingKeys: String, CodingKey {
        case id, text, from, until, priority, spoken, areas, levels, fields, procedures
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        id = try values.decode(String.self, forKey: .id)
        text = try values.decode([String: String].self, forKey: .text)
        from = values.wireDay(forKey: .from)
        until = values.wireDay(forKey: .until)
        priority = try values.wireInteger(forKey: .priority).flatMap { Int(exactly: $0) }
        spoken = try values.decodeIfPresent([String: String].self, forKey: .spoken)
        areas = try values.decodeIfPresent([String].self, forKey: .areas)
        levels = try values.decodeIfPresent([String].self, forKey: .levels)
        fields = try values.decodeIfPresent([String].self, forKey: .fields)
        procedures = try values.decodeIfPresent([String].self, forKey: .procedures)
    }
}
