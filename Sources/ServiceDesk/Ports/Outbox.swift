package import FoundationEssentials

/// What citizens give, kept until the backend has it.
///
/// A record is durable when `enqueue` returns. What came of an attempt is written for a record that waits or is parked; one
/// that another process has settled stays as it is, and one that is gone was sent.
package protocol Outbox: Sendable {
    /// Keeps a record; throws `StoreError` (`outboxFull`, `full`, …) and then keeps nothing.
    func enqueue(_ kind: OutboxRecord.Kind, payload: [UInt8], at instant: Date) async throws -> OutboxRecord

    /// Whether another record may be given.
    func hasRoom() async throws -> Bool

    /// Waiting records whose time has come, oldest first.
    func due(at instant: Date, limit: Int) async throws -> [OutboxRecord]

    /// When the next waiting record is due; `nil` when nothing waits.
    func nextAttempt() async throws -> Date?

    /// Takes a record for one post, before the post is made; of all processes one.
    ///
    /// Until `instant` nobody else may claim it, and it is due then: a process that ends meanwhile leaves it to the
    /// next. False when the record no longer waits as it was seen: settled, tried or claimed since.
    func claim(_ seen: OutboxRecord, until instant: Date) async throws -> Bool

    func markSent(_ id: RecordID, receipt: DeliveryReceipt) async throws

    /// Tries again not before `instant`.
    func postpone(_ id: RecordID, until instant: Date, because reason: String) async throws

    /// Keeps the record for an operator.
    func park(_ id: RecordID, because reason: String) async throws

    /// Makes parked and waiting records due now; `nil` means all.
    func retry(_ id: RecordID?, at instant: Date) async throws

    func record(_ id: RecordID) async throws -> OutboxRecord?

    /// All records of a state, oldest first; `nil` means every state.
    func records(in state: OutboxRecord.State?) async throws -> [OutboxRecord]

    func counts() async throws -> OutboxCounts

    /// Forgets the records that the backend has.
    func forgetSent() async throws
}

/// One thing a citizen gave.
package struct OutboxRecord: Equatable, Sendable {
    package enum Kind: String, CaseIterable, Sendable, Codable {
        case rating
        case reminder
        case pageReport
        case difficultyReport
    }

    package enum State: String, CaseIterable, Sendable {
        case waiting
        case sent
        /// An operator has to look.
        case parked
    }

    package var id: RecordID
    package var kind: Kind
    /// The JSON that is sent, byte for byte.
    package var payload: [UInt8]
    /// SHA-256 of `payload`, lower-case hexadecimal.
    package var digest: String
    package var createdAt: Date
    package var state: State
    /// Attempts of which it was written down what came of them; one that a process's end cut off is not among them.
    package var attempts: Int
    package var nextAttemptAt: Date
    /// Until then a post of an earlier attempt may still be on its way to the backend, or be worked on there.
    package var claimedUntil: Date?
    package var lastError: String?
    /// The backend's receipt number, once sent.
    package var receiptNumber: String?

    package init(id: RecordID, kind: Kind, payload: [UInt8], digest: String, createdAt: Date) {
        self.id = id
        self.kind = kind
        self.payload = payload
        self.digest = digest
        self.createdAt = createdAt
        state = .waiting
        attempts = 0
        nextAttemptAt = createdAt
    }
}

/// The backend's word that it has a record, for ever.
package struct DeliveryReceipt: Equatable, Sendable {
    package var id: RecordID
    package var digest: String
    /// What a citizen can name later.
    package var number: String

    package init(id: RecordID, digest: String, number: String) {
        self.id = id
        self.digest = digest
        self.number = number
    }
}

/// How many records an outbox holds.
package struct OutboxCounts: Equatable, Sendable {
    package var waiting = 0
    package var sent = 0
    package var parked = 0
    /// Bytes of all payloads not yet sent.
    package var bytes = 0

    package init() {}
}
