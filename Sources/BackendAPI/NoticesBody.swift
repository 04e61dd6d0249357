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

    package init(_ notice: Notice) {
        id = notice.id
        text = notice.text
        from = notice.from
        until = notice.until
        priority = notice.priority
    }

    /// The domain's form.
    package var notice: Notice {
        Notice(id: id, text: text, from: from, until: until, priority: priority ?? 0)
    }

    private enum CodingKeys: String, CodingKey { case id, text, from, until, priority }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        id = try values.decode(String.self, forKey: .id)
        text = try values.decode([String: String].self, forKey: .text)
        from = values.wireDay(forKey: .from)
        until = values.wireDay(forKey: .until)
        priority = try values.wireInteger(forKey: .priority).flatMap { Int(exactly: $0) }
    }
}
