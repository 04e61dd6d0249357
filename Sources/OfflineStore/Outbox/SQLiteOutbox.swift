package import FoundationEssentials
import GRDB
package import ServiceDesk

/// The outbox on disk: `outbox.sqlite` in the state directory.
///
/// Every method throws `StoreError`. After an error that leaves it open whether something reached the disk, the
/// connection is given up: the next use opens the file anew and looks through it.
package struct SQLiteOutbox: Outbox {
    private let part: Part<OutboxFile.Opened>
    private let options: StoreOptions
    private let report: StoreReport
    private let unfinished = UnfinishedRecords()

    init(part: Part<OutboxFile.Opened>, options: StoreOptions, report: StoreReport) {
        self.part = part
        self.options = options
        self.report = report
    }

    package func enqueue(
        _ kind: OutboxRecord.Kind, payload: [UInt8], at instant: Date
    ) async throws -> OutboxRecord {
        guard payload.count <= GivenPiece.longestPayload else {
            throw StoreError(.failed, detail: "payload of \(payload.count) bytes")
        }
        let digest = Digest.hexadecimal(payload)
        return try await change { [options, report, unfinished] db, tally in
            var counts = try tally.counts(in: db)
            guard OutboxQueries.isRoom(for: payload.count, beside: counts, options) else {
                throw StoreError(.outboxFull)
            }
            var id = RecordID(at: instant)
            while try OutboxRows.isTaken(RecordKey(id), in: db) { id = id.inNextMillisecond() }
            unfinished.begin(id)
            let record = OutboxRecord(id: id, kind: kind, payload: payload, digest: digest, createdAt: instant)
            try OutboxRows.insert(
                GivenPiece.capsules(of: record), bytes: payload.count, Delivery(id, due: instant), in: db
            )
            counts.waiting += 1
            counts.bytes += payload.count
            try tally.remember(counts, in: db)
            OutboxQueries.warn(counts, options, report)
            return record
        }
    }

    /// How much of the room is taken, for the operator.
    package func room() async throws -> OutboxRoom { OutboxRoom(try await counts(), options) }

    package func hasRoom() async throws -> Bool {
        try await look { [options] db in OutboxQueries.isRoom(for: 1, beside: try OutboxQueries.counts(in: db), options)
        }
    }

    package func due(at instant: Date, limit: Int) async throws -> [OutboxRecord] {
        try await look { [report] db in
            try OutboxQueries.records("state = 0 AND due <= ?", [instant.timeIntervalSince1970], limit, report, in: db)
        }
    }

    package func nextAttempt() async throws -> Date? {
        try await look { db in
            try Row.fetchOne(db, sql: "SELECT min(due) FROM delivery WHERE state = 0")?.optional(0, Double.self)
                .map { Date(timeIntervalSince1970: $0) }
        }
    }

    package func claim(_ seen: OutboxRecord, until instant: Date) async throws -> Bool {
        try await change { db, _ in
            var isClaimed = false
            try OutboxQueries.update(seen.id, from: [.waiting], in: db) { delivery in
                isClaimed = delivery.attempts == seen.attempts && delivery.claimedUntil == seen.claimedUntil
                guard isClaimed else { return }
                delivery.claimedUntil = instant
                delivery.nextAttemptAt = instant
            }
            return isClaimed
        }
    }

    /// Takes a receipt only when it names this record and the digest of what is held.
    package func markSent(_ id: RecordID, receipt: DeliveryReceipt) async throws {
        let now = options.now()
        try await change { db, _ in
            guard let record = try OutboxQueries.record(id, in: db) else { return }
            guard receipt.id == id, receipt.digest.lowercased() == record.digest else {
                throw StoreError(.failed, detail: "the receipt is not for this record")
            }
            try OutboxQueries.update(id, from: [.waiting, .parked], in: db) { delivery in
                delivery.state = .sent
                delivery.sentAt = now
                delivery.attempts += 1
                delivery.receiptNumber = receipt.number
                delivery.lastError = nil
            }
        }
    }

    package func postpone(_ id: RecordID, until instant: Date, because reason: String) async throws {
        try await change { db, _ in
            try OutboxQueries.update(id, from: [.waiting], in: db) { delivery in
                delivery.nextAttemptAt = instant
                delivery.attempts += 1
                delivery.lastError = reason
            }
        }
    }

    package func park(_ id: RecordID, because reason: String) async throws {
        try await change { db, _ in
            try OutboxQueries.update(id, from: [.waiting, .parked], in: db) { delivery in
                delivery.state = .parked
                delivery.attempts += 1
                delivery.lastError = reason
            }
        }
    }

    package func retry(_ id: RecordID?, at instant: Date) async throws {
        try await change { db, _ in
            if let id, try OutboxRows.delivery(of: id, in: db) == nil {
                throw StoreError(.failed, detail: "no such record")
            }
            for id in try id.map({ [$0] }) ?? OutboxQueries.unsent(in: db) {
                try OutboxQueries.update(id, from: [.waiting, .parked], in: db) { delivery in
                    delivery.state = .waiting
                    delivery.nextAttemptAt = instant
                }
            }
        }
    }

    package func record(_ id: RecordID) async throws -> OutboxRecord? {
        try await look { db in try OutboxQueries.record(id, in: db) }
    }

    package func records(in state: OutboxRecord.State?) async throws -> [OutboxRecord] {
        try await look { [report] db in
            guard let state else { return try OutboxQueries.records("1", [], -1, report, in: db) }
            return try OutboxQueries.records("state = ?", [Int(Delivery.number(state))], -1, report, in: db)
        }
    }

    /// When the oldest record was given that the backend does not have yet; `nil` without one.
    package func oldestUnsent() async throws -> Date? {
        try await look(OutboxQueries.oldestUnsent)
    }

    package func counts() async throws -> OutboxCounts {
        try await look(OutboxQueries.counts)
    }

    /// Forgets records and whatever copies of them the write-ahead log still holds.
    package func forgetSent() async throws {
        let forgotten = try await change { db, _ in
            let rows = try Row.fetchAll(db, sql: "SELECT key FROM delivery WHERE state = 1")
            for row in rows { try OutboxRows.delete(RecordKey(number: row.value(0)), in: db) }
            return rows.count
        }
        if forgotten > 0 { try await part.value().queue.emptyLog() }
    }

    private func change<Value: Sendable>(
        _ work: @escaping @Sendable (Database, OutboxTally) throws -> Value
    ) async throws(StoreError) -> Value {
        do {
            let opened = try part.value()
            return try await opened.queue.change { [unfinished] db in
                try unfinished.clear(in: db)
                let value = try work(db, opened.tally)
                db.afterNextTransaction { _ in unfinished.end() }
                return value
            }
        } catch { throw part.judged(error) }
    }

    private func look<Value: Sendable>(
        _ work: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        if unfinished.isPending { try await change { _, _ in } }
        do { return try await part.value().queue.look(work) } catch { throw part.judged(error) }
    }
}
