import FoundationEssentials
import ServiceDesk

/// What became of a record; rewritten at each attempt.
struct Delivery: Equatable {
    private static let longestText = 500

    var id: RecordID
    /// Grows with each change, so that salvage takes the newest of several copies.
    var revision: UInt32 = 0
    var state = OutboxRecord.State.waiting
    var attempts = 0
    var nextAttemptAt: Date
    var sentAt: Date?
    var lastError: String?
    var receiptNumber: String?
    var claimedUntil: Date?

    /// The state of a record that was just given, or of one whose state was lost.
    init(_ id: RecordID, due: Date) {
        self.id = id
        nextAttemptAt = due
    }

    init(capsule: [UInt8]) throws(StoreError) {
        guard let body = Capsule.unwrap(capsule[...], as: .delivery) else {
            throw StoreError(.damaged, detail: "delivery")
        }
        try self.init(body: body)
    }

    /// Reads the body of a capsule.
    init(body: ArraySlice<UInt8>) throws(StoreError) {
        var reader = ByteReader(body)
        guard let id = RecordID(utf8: try reader.readBytes()) else { throw StoreError(.damaged, detail: "id") }
        self.id = id
        revision = try reader.read(UInt32.self)
        state = try Self.state(try reader.read(UInt8.self))
        attempts = Int(try reader.read(UInt32.self))
        nextAttemptAt = try reader.readInstant()
        sentAt = try reader.read(UInt8.self) == 0 ? nil : try reader.readInstant()
        lastError = try reader.readOptionalText()
        receiptNumber = try reader.readOptionalText()
        // Kiosks before this field wrote none, and pass over what they do not know.
        claimedUntil = reader.isAtEnd ? nil : try reader.readInstant()
    }

    var capsule: [UInt8] {
        var writer = ByteWriter()
        writer.write(id.text)
        writer.write(revision)
        writer.write(Self.number(state))
        writer.write(UInt32(clamping: attempts))
        writer.write(nextAttemptAt)
        writer.write(UInt8(sentAt == nil ? 0 : 1))
        if let sentAt { writer.write(sentAt) }
        writer.write(lastError.map { Self.shortened($0) })
        writer.write(receiptNumber.map { Self.shortened($0) })
        if let claimedUntil { writer.write(claimedUntil) }
        return Capsule.wrap(writer.bytes, as: .delivery)
    }

    /// The record with this state.
    func applied(to record: OutboxRecord) -> OutboxRecord {
        var record = record
        record.state = state
        record.attempts = attempts
        record.nextAttemptAt = nextAttemptAt
        record.lastError = lastError
        record.receiptNumber = receiptNumber
        record.claimedUntil = claimedUntil
        return record
    }

    /// The number of a state in the file; never renumber.
    static func number(_ state: OutboxRecord.State) -> UInt8 {
        switch state {
        case .waiting: 0
        case .sent: 1
        case .parked: 2
        }
    }

    /// By scalars, not characters: one character can be of any length.
    private static func shortened(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.prefix(longestText)))
    }

    private static func state(_ number: UInt8) throws(StoreError) -> OutboxRecord.State {
        guard let state = OutboxRecord.State.allCases.first(where: { self.number($0) == number }) else {
            throw StoreError(.damaged, detail: "state")
        }
        return state
    }
}
