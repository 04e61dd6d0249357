package import FoundationEssentials
package import ServiceDesk

/// An outbox in memory for tests of the logic above it; it keeps the rules of the real one.
package actor MemoryOutbox: Outbox {
    package enum Operation: Hashable, CaseIterable, Sendable {
        case enqueue, read, claim, markSent, postpone, park, forgetSent
    }

    private var held: [RecordID: OutboxRecord] = [:]
    /// What waits, in the order of ids, so that ten thousand records are no burden.
    private var waiting: [(id: RecordID, due: Date)] = []
    private var unsent = 0
    private var sent: [RecordID] = []
    private var failing: [Operation: StoreError] = [:]
    private let capacity: Int
    private var random: SeededGenerator
    /// How many records were ever marked as sent; those are forgotten soon.
    package var sentCount: Int { Set(changes.lazy.filter { $0.operation == .markSent }.map(\.id)).count }
    /// The ids in order of the calls that changed a record.
    package private(set) var changes: [(operation: Operation, id: RecordID)] = []

    package init(capacity: Int = 10_000, seed: UInt64 = 1) {
        self.capacity = capacity
        random = SeededGenerator(seed: seed)
    }

    /// Makes operations fail from now on; `nil` mends them.
    package func set(_ error: StoreError?, for operations: Operation...) {
        for operation in operations.isEmpty ? Operation.allCases : operations { failing[operation] = error }
    }

    /// Puts a record in as if it had been there before.
    package func put(_ record: OutboxRecord) { keep(record) }

    package func enqueue(
        _ kind: OutboxRecord.Kind, payload: [UInt8], at instant: Date
    ) async throws -> OutboxRecord {
        try check(.enqueue)
        guard hasSpace else { throw StoreError(.outboxFull) }
        let record = OutboxRecord(
            id: RecordID(at: instant, random: random), kind: kind, payload: payload,
            digest: TestDigest.hexadecimal(payload), createdAt: instant
        )
        for _ in 0..<2 { _ = random.next() }
        keep(record)
        return record
    }

    package func hasRoom() async throws -> Bool {
        try check(.read)
        return hasSpace
    }

    package func due(at instant: Date, limit: Int) async throws -> [OutboxRecord] {
        try check(.read)
        return waiting.lazy.filter { $0.due <= instant }.prefix(limit).compactMap { self.held[$0.id] }
    }

    package func nextAttempt() async throws -> Date? {
        try check(.read)
        return waiting.lazy.map(\.due).min()
    }

    package func claim(_ seen: OutboxRecord, until instant: Date) async throws -> Bool {
        try check(.claim)
        guard var record = held[seen.id], record.state == .waiting, record.attempts == seen.attempts,
            record.claimedUntil == seen.claimedUntil
        else { return false }
        record.claimedUntil = instant
        record.nextAttemptAt = instant
        keep(record)
        return true
    }

    package func markSent(_ id: RecordID, receipt: DeliveryReceipt) async throws {
        try change(.markSent, id, from: [.waiting, .parked]) { record in
            record.state = .sent
            record.receiptNumber = receipt.number
        }
        sent.append(id)
    }

    package func postpone(_ id: RecordID, until instant: Date, because reason: String) async throws {
        try change(.postpone, id, from: [.waiting]) { record in
            record.nextAttemptAt = instant
            record.lastError = reason
        }
    }

    package func park(_ id: RecordID, because reason: String) async throws {
        try change(.park, id, from: [.waiting, .parked]) { record in
            record.state = .parked
            record.lastError = reason
        }
    }

    package func retry(_ id: RecordID?, at instant: Date) async throws {
        for record in sorted where record.state != .sent && (id.map { $0 == record.id } ?? true) {
            var record = record
            record.state = .waiting
            record.nextAttemptAt = instant
            keep(record)
        }
    }

    package func record(_ id: RecordID) async throws -> OutboxRecord? {
        try check(.read)
        return held[id]
    }

    package func records(in state: OutboxRecord.State?) async throws -> [OutboxRecord] {
        sorted.filter { record in state.map { $0 == record.state } ?? true }
    }

    package func counts() async throws -> OutboxCounts {
        var counts = OutboxCounts()
        for record in held.values {
            switch record.state {
            case .waiting: counts.waiting += 1
            case .sent: counts.sent += 1
            case .parked: counts.parked += 1
            }
            if record.state != .sent { counts.bytes += record.payload.count }
        }
        return counts
    }

    package func forgetSent() async throws {
        try check(.forgetSent)
        for id in sent { held[id] = nil }
        sent = []
    }

    private var sorted: [OutboxRecord] { held.values.sorted { $0.id < $1.id } }

    private var hasSpace: Bool { unsent < capacity }

    private func keep(_ record: OutboxRecord) {
        let old = held.updateValue(record, forKey: record.id)
        unsent += (record.state == .sent ? 0 : 1) - (old.map { $0.state == .sent ? 0 : 1 } ?? 0)
        let place = place(of: record.id)
        if place < waiting.count, waiting[place].id == record.id { waiting.remove(at: place) }
        if record.state == .waiting { waiting.insert((record.id, record.nextAttemptAt), at: place) }
    }

    /// Where a record stands among those that wait, or would stand.
    private func place(of id: RecordID) -> Int {
        var low = 0
        var high = waiting.count
        while low < high {
            let middle = (low + high) / 2
            if waiting[middle].id < id { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Every change counts as an attempt, as in the real outbox.
    private func change(
        _ operation: Operation,
        _ id: RecordID,
        from states: [OutboxRecord.State],
        _ change: (inout OutboxRecord) -> Void
    ) throws {
        // Like a real store, which may refuse to work for a cancelled task.
        try Task.checkCancellation()
        try check(operation)
        guard var record = held[id], states.contains(record.state) else { return }
        change(&record)
        record.attempts += 1
        keep(record)
        changes.append((operation, id))
    }

    private func check(_ operation: Operation) throws {
        if let error = failing[operation] { throw error }
    }
}

/// Stands for SHA-256 where only sameness counts (FNV-1a, repeated to 64 digits).
package enum TestDigest {
    package static func hexadecimal(_ bytes: [UInt8]) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        let digits = String(hash, radix: 16)
        let word = String(repeating: "0", count: 16 - digits.utf8.count) + digits
        return String(repeating: word, count: 4)
    }
}
