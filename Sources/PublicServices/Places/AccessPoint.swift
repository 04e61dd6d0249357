/// A desk or hotline where a person helps: named on every page that cannot go on.
package struct Desk: Hashable, Codable, Sendable {
    /// The name of the desk.
    package var name: String
    /// The number to dial, as it is written.
    package var phone: String
    /// When somebody answers, in words.
    package var hours: String
    /// Where it is, in words.
    package var address: String?
    /// A sample value that must not be shown as a real number; `kiosk run` refuses to start while one stands.
    package var isSample: Bool

    /// A desk.
    package init(name: String, phone: String, hours: String, address: String? = nil, isSample: Bool = false) {
        self.name = name
        self.phone = phone
        self.hours = hours
        self.address = address
        self.isSample = isSample
    }
}

/// The place where a kiosk stands and the people who help there.
package struct AccessPoint: Hashable, Sendable {
    /// The key in `access-points.yaml`.
    package var id: String
    /// The name of the place.
    package var name: String
    /// Helps with everything at this place.
    package var desk: Desk
    /// The province's hotline.
    package var hotline: Desk

    /// A place with its people.
    package init(id: String, name: String, desk: Desk, hotline: Desk) {
        self.id = id
        self.name = name
        self.desk = desk
        self.hotline = hotline
    }

    /// Whether a sample value stands anywhere in it.
    package var hasSampleValues: Bool { desk.isSample || hotline.isSample }
}

/// A dated message of the province for the welcome page.
package struct Notice: Hashable, Codable, Sendable {
    /// The key of the message.
    package var id: String
    /// Text by language tag (BCP 47).
    package var text: [String: String]
    /// The first day on which it is shown; `nil` for no beginning.
    package var from: CalendarDay?
    /// The last day on which it is shown; `nil` for no end.
    package var until: CalendarDay?
    /// Higher is shown first.
    package var priority: Int

    /// A message.
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
}
