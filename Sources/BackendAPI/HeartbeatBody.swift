package import FoundationEssentials

/// A kiosk's sign of life (`POST /v1/heartbeats`): nothing about a person, a visit or an answer.
package struct HeartbeatBody: Equatable, Codable, Sendable {
    /// The longest name or version.
    package static let longestText = 64
    /// The largest number of records or seconds.
    package static let largestNumber = 1_000_000_000

    /// The kiosk's name in ratings and reports.
    package var kiosk: String
    /// Version of the program.
    package var version: String
    /// Version of the catalogue in use; missing for one that came from a file.
    package var catalogueVersion: String?
    /// Records that wait to be sent.
    package var waiting: Int
    /// Records that an operator has to look at.
    package var parked: Int
    /// `withinHour`, `withinDay`, `withinWeek`, `longAgo` or `never`.
    package var lastVisit: String
    /// Since the machine was started.
    package var uptimeSeconds: Int

    package init(kiosk: String, version: String, lastVisit: String, uptimeSeconds: Int) {
        self.kiosk = kiosk
        self.version = version
        self.lastVisit = lastVisit
        self.uptimeSeconds = uptimeSeconds
        waiting = 0
        parked = 0
    }

    private static let classes = ["withinHour", "withinDay", "withinWeek", "longAgo", "never"]

    /// Whether every value is one that the contract allows.
    package var isSound: Bool {
        let texts = [kiosk, version] + (catalogueVersion.map { [$0] } ?? [])
        return texts.allSatisfy { (1...Self.longestText).contains($0.unicodeScalars.count) }
            && [waiting, parked, uptimeSeconds].allSatisfy { (0...Self.largestNumber).contains($0) }
            && Self.classes.contains(lastVisit)
    }
}

/// The answer to a sign of life.
package struct HeartbeatReceiptBody: Equatable, Codable, Sendable {
    /// The kiosk's name as it was given: an answer of somebody else does not know it.
    package var kiosk: String
    /// The backend's clock.
    package var receivedAt: Date?

    package init(kiosk: String, receivedAt: Date) {
        self.kiosk = kiosk
        self.receivedAt = receivedAt
    }

    private enum CodingKeys: String, CodingKey { case kiosk, receivedAt }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        kiosk = try values.decode(String.self, forKey: .kiosk)
        receivedAt = values.wireInstant(forKey: .receivedAt)
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(kiosk, forKey: .kiosk)
        try values.encodeIfPresent(receivedAt.map(WireDate.text), forKey: .receivedAt)
    }
}
