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
    /// Codes of the units in which it stands, district and commune as the province writes them; for notices.
    package var area: [String]

    /// A place with its people.
    package init(id: String, name: String, desk: Desk, hotline: Desk, area: [String] = []) {
        self.id = id
        self.name = name
        self.desk = desk
        self.hotline = hotline
        self.area = area
    }

    /// Whether a sample value stands anywhere in it.
    package var hasSampleValues: Bool { desk.isSample || hotline.isSample }
}
