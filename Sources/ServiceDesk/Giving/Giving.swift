import FoundationEssentials
package import PublicServices

/// What the citizen sees after giving something: exactly one of three states.
package enum GivenState: Equatable, Sendable {
    /// đã lưu trên máy
    case kept
    /// đã gửi (mã nhận …)
    case sent(receiptNumber: String)
    /// cần cán bộ xem
    case needsOperator
}

/// The confirmation of something given.
package struct Given: Equatable, Sendable {
    package var id: RecordID
    package var state: GivenState

    package init(id: RecordID, state: GivenState) {
        self.id = id
        self.state = state
    }
}

/// Takes what citizens give: durable first, then sent.
package struct GivingDesk: Sendable {
    /// How long the confirmation page waits for the backend before it says "đã lưu trên máy".
    package static let longestWait = Duration.seconds(3)

    private let outbox: any Outbox
    private let delivery: OutboxDelivery
    private let clock: any KioskClock
    private let usage: UsageBook?

    /// - Parameter usage: counts what is given, and what of it was sent at once.
    package init(outbox: any Outbox, delivery: OutboxDelivery, clock: any KioskClock, usage: UsageBook? = nil) {
        self.outbox = outbox
        self.delivery = delivery
        self.clock = clock
        self.usage = usage
    }

    /// Whether something can be given now; asked before the first question, not after the last.
    package func hasRoom() async -> Bool {
        (try? await outbox.hasRoom()) ?? false
    }

    /// Keeps a rating and tries to send it.
    ///
    /// - Throws: `StoreError` when it could not be made durable; then nothing is kept and nothing was sent.
    package func give(_ rating: SatisfactionRating) async throws -> Given {
        try await give(.rating, payload: try JSONPayload.bytes(of: rating))
    }

    /// Keeps a rating whose citizen has left; it is sent by the delivery in the background.
    ///
    /// - Throws: `StoreError` when it could not be made durable.
    package func keep(_ rating: SatisfactionRating) async throws {
        _ = try await outbox.enqueue(.rating, payload: try JSONPayload.bytes(of: rating), at: clock.now)
        usage?.note(.gave(.rating, .kept))
    }

    /// Keeps a reminder, a page report or a difficulty report and tries to send it.
    package func give(_ kind: OutboxRecord.Kind, payload: [UInt8]) async throws -> Given {
        let record = try await outbox.enqueue(kind, payload: payload, at: clock.now)
        let state = await clock.limited(to: Self.longestWait) { [delivery] in await delivery.deliver(record) }
        let given = Given(id: record.id, state: state ?? .kept)
        usage?.note(.gave(kind, given.state))
        return given
    }
}

/// JSON that is the same for the same value, because its digest is part of a receipt, or it is signed.
enum JSONPayload {
    static func bytes(of value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(value))
    }
}
