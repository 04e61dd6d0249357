import FoundationEssentials
import GRDB
import Logging
import ServiceDesk
import Testing

@testable import OfflineStore

@Suite struct OutboxTests {
    let fixture = StoreFixture()

    @Test func `a record that was given is there with the same bytes after the store is opened again`() async throws {
        let store = fixture.open()
        let given = try await store.outbox.enqueue(.rating, payload: Samples.payload(1), at: Samples.noon)
        store.close()
        let found = try await fixture.open().outbox.record(given.id)
        #expect(found == given)
        #expect(given.digest == Digest.hexadecimal(Samples.payload(1)))
        #expect(given.state == .waiting && given.attempts == 0 && given.nextAttemptAt == Samples.noon)
    }

    @Test func `the digest is the SHA-256 of the payload`() {
        let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        #expect(Digest.hexadecimal(Array("abc".utf8)) == known)
    }

    @Test(arguments: [0, 1, 3_699, 3_700, 3_701, 7_400, 65_536])
    func `a payload of any allowed length comes back`(length: Int) async throws {
        let payload = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let store = fixture.open()
        let given = try await store.outbox.enqueue(.difficultyReport, payload: payload, at: Samples.noon)
        store.close()
        let again = fixture.open()
        #expect(try await again.outbox.record(given.id)?.payload == payload)
        #expect(again.takeNotices().isEmpty)
    }

    @Test func `a payload that is too long is refused and nothing is kept`() async throws {
        let outbox = fixture.open().outbox
        await #expect(throws: StoreError.self) {
            _ = try await outbox.enqueue(.rating, payload: [UInt8](repeating: 1, count: 65_537), at: Samples.noon)
        }
        #expect(try await outbox.counts() == OutboxCounts())
    }

    @Test func `due gives waiting records, oldest first, not before their time`() async throws {
        let outbox = fixture.open().outbox
        var ids: [RecordID] = []
        for number in 0..<5 {
            let at = Samples.noon.addingTimeInterval(Double(number))
            ids.append(try await outbox.enqueue(.rating, payload: Samples.payload(number), at: at).id)
        }
        try await outbox.postpone(ids[0], until: Samples.noon.addingTimeInterval(600), because: "timed out")
        try await outbox.park(ids[2], because: "422")
        let late = Samples.noon.addingTimeInterval(3)
        #expect(try await outbox.due(at: late, limit: 10).map(\.id) == [ids[1], ids[3]])
        #expect(try await outbox.due(at: late, limit: 1).map(\.id) == [ids[1]])
        #expect(try await outbox.nextAttempt() == Samples.noon.addingTimeInterval(1))
        #expect(try await outbox.due(at: Samples.noon.addingTimeInterval(600), limit: 10).map(\.id).first == ids[0])
    }

    @Test func `a postponed record counts its attempt and says why`() async throws {
        let outbox = fixture.open().outbox
        let id = try await outbox.enqueue(.reminder, payload: Samples.payload(1), at: Samples.noon).id
        let later = Samples.noon.addingTimeInterval(2)
        try await outbox.postpone(id, until: later, because: String(repeating: "đ", count: 9_000))
        let record = try #require(try await outbox.record(id))
        #expect(record.attempts == 1 && record.nextAttemptAt == later && record.state == .waiting)
        #expect(record.lastError?.count == 500)
    }

    @Test func `a receipt makes a record sent, with its number, and a second process cannot undo that`() async throws {
        let outbox = fixture.open().outbox
        let other = fixture.open().outbox
        let record = try await outbox.enqueue(.rating, payload: Samples.payload(1), at: Samples.noon)
        let receipt = DeliveryReceipt(id: record.id, digest: record.digest, number: "BN-7")
        try await outbox.markSent(record.id, receipt: receipt)
        try await other.postpone(record.id, until: Samples.noon, because: "timed out")
        try await other.park(record.id, because: "422")
        try await other.retry(nil, at: Samples.noon)
        let sent = try #require(try await other.record(record.id))
        #expect(sent.state == .sent && sent.receiptNumber == "BN-7" && sent.attempts == 1)
        #expect(try await outbox.nextAttempt() == nil)
    }

    @Test func `a receipt for another record or another payload is refused`() async throws {
        let outbox = fixture.open().outbox
        let record = try await outbox.enqueue(.rating, payload: Samples.payload(1), at: Samples.noon)
        let wrong = [
            DeliveryReceipt(id: RecordID(at: Samples.noon), digest: record.digest, number: "1"),
            DeliveryReceipt(id: record.id, digest: Digest.hexadecimal([1]), number: "1"),
        ]
        for receipt in wrong {
            await #expect(throws: StoreError.self) { try await outbox.markSent(record.id, receipt: receipt) }
        }
        #expect(try await outbox.record(record.id)?.state == .waiting)
    }

    @Test func `parked records wait for an operator and go out after a retry`() async throws {
        let outbox = fixture.open().outbox
        let first = try await outbox.enqueue(.rating, payload: Samples.payload(1), at: Samples.noon)
        let second = try await outbox.enqueue(.pageReport, payload: Samples.payload(2), at: Samples.noon)
        try await outbox.park(first.id, because: "422")
        try await outbox.park(second.id, because: "422")
        #expect(try await outbox.due(at: .distantFuture, limit: 9).isEmpty)
        #expect(try await outbox.records(in: .parked).count == 2)
        try await outbox.retry(first.id, at: Samples.noon)
        #expect(try await outbox.due(at: Samples.noon, limit: 9).map(\.id) == [first.id])
        try await outbox.retry(nil, at: Samples.noon)
        #expect(try await outbox.records(in: .waiting).count == 2)
    }

    @Test func `counts say what waits, what is parked, what was sent and how many bytes are unsent`() async throws {
        let outbox = fixture.open().outbox
        var records: [OutboxRecord] = []
        for number in 0..<4 {
            records.append(try await outbox.enqueue(.rating, payload: Samples.payload(number), at: Samples.noon))
        }
        let receipt = DeliveryReceipt(id: records[0].id, digest: records[0].digest, number: "1")
        try await outbox.markSent(records[0].id, receipt: receipt)
        try await outbox.park(records[1].id, because: "422")
        let counts = try await outbox.counts()
        #expect(counts.waiting == 2 && counts.sent == 1 && counts.parked == 1 && counts.bytes == 600)
        #expect(try await outbox.records(in: nil).count == 4)
    }

    @Test func `a full outbox refuses the next record by number and by bytes`() async throws {
        let byNumber = fixture.open { $0.outboxRecords = 2 }.outbox
        for number in 0..<2 {
            #expect(try await byNumber.hasRoom())
            _ = try await byNumber.enqueue(.rating, payload: Samples.payload(number), at: Samples.noon)
        }
        #expect(try await !byNumber.hasRoom())
        await #expect(throws: StoreError(.outboxFull)) {
            _ = try await byNumber.enqueue(.rating, payload: Samples.payload(9), at: Samples.noon)
        }
        let byBytes = fixture.open { $0.outboxBytes = 500 }.outbox
        await #expect(throws: StoreError(.outboxFull)) {
            _ = try await byBytes.enqueue(.rating, payload: Samples.payload(9), at: Samples.noon)
        }
        #expect(try await byBytes.counts().waiting == 2)
    }

    @Test func `the operator is warned once when four fifths of the room are taken`() async throws {
        let store = fixture.open { $0.outboxRecords = 10 }
        for number in 0..<7 {
            _ = try await store.outbox.enqueue(.rating, payload: Samples.payload(number), at: Samples.noon)
        }
        #expect(try await !store.outbox.room().isFilling)
        #expect(store.takeNotices().isEmpty)
        for number in 7..<10 {
            _ = try await store.outbox.enqueue(.rating, payload: Samples.payload(number), at: Samples.noon)
        }
        #expect(store.takeNotices().map(\.kind) == [.outboxFilling])
        #expect(try await store.outbox.room().taken == 1)
    }

    @Test func `two processes together fill an outbox no further than one`() async throws {
        let outboxes = [fixture.open { $0.outboxRecords = 5 }.outbox, fixture.open { $0.outboxRecords = 5 }.outbox]
        var given: [OutboxRecord] = []
        for number in 0..<5 {
            let outbox = outboxes[number % 2]
            given.append(try await outbox.enqueue(.rating, payload: Samples.payload(number), at: Samples.noon))
        }
        for outbox in outboxes {
            await #expect(throws: StoreError(.outboxFull)) {
                _ = try await outbox.enqueue(.rating, payload: [1], at: Samples.noon)
            }
        }
        let receipt = DeliveryReceipt(id: given[0].id, digest: given[0].digest, number: "1")
        try await outboxes[1].markSent(given[0].id, receipt: receipt)
        _ = try await outboxes[0].enqueue(.rating, payload: [1], at: Samples.noon)
        #expect(try await !outboxes[1].hasRoom())
    }

    @Test func `of two processes on one file one claims a record, and again only after it was tried or claimed`()
        async throws
    {
        let outboxes = [fixture.open().outbox, fixture.open().outbox]
        let record = try await outboxes[0].enqueue(.rating, payload: Samples.payload(1), at: Samples.noon)
        let until = Samples.noon.addingTimeInterval(60.25)
        async let first = outboxes[0].claim(record, until: until)
        async let second = outboxes[1].claim(record, until: until)
        let claims = try await [first, second]
        #expect(claims.count { $0 } == 1)
        let claimed = try #require(try await outboxes[0].record(record.id))
        #expect(claimed.claimedUntil == until && claimed.nextAttemptAt == until && claimed.attempts == 0)
        try await outboxes[0].postpone(record.id, until: Samples.noon, because: "timed out")
        #expect(try await !outboxes[1].claim(claimed, until: until))
        let tried = try #require(try await fixture.open().outbox.record(record.id))
        #expect(tried.claimedUntil == until)
        #expect(try await outboxes[1].claim(tried, until: until.addingTimeInterval(60)))
        try await outboxes[0].park(record.id, because: "422")
        let parked = try #require(try await outboxes[0].record(record.id))
        #expect(try await !outboxes[0].claim(parked, until: until))
    }

    @Test func `a state that an older kiosk wrote is read, without a claim`() throws {
        var delivery = Delivery(RecordID(at: Samples.noon), due: Samples.noon)
        delivery.attempts = 3
        let older = delivery.capsule
        #expect(try Delivery(capsule: older) == delivery)
        delivery.claimedUntil = Samples.noon
        #expect(try Delivery(capsule: delivery.capsule) == delivery)
        #expect(delivery.capsule.count == older.count + 8)
    }

    @Test func `sent records are forgotten, whatever the clock says, others never`() async throws {
        let store = fixture.open { $0.now = { .distantFuture } }
        let outbox = store.outbox
        let sent = try await outbox.enqueue(.rating, payload: Samples.payload(1, length: 9_000), at: Samples.noon)
        let waiting = try await outbox.enqueue(.rating, payload: Samples.payload(2), at: Samples.noon)
        let receipt = DeliveryReceipt(id: sent.id, digest: sent.digest, number: "1")
        try await outbox.markSent(sent.id, receipt: receipt)
        try await outbox.forgetSent()
        #expect(try await outbox.record(sent.id) == nil)
        #expect(try await outbox.record(waiting.id) == waiting)
        // Another process may still write what came of its own attempt.
        try await outbox.markSent(sent.id, receipt: receipt)
        try await outbox.postpone(sent.id, until: Samples.noon, because: "timed out")
        await #expect(throws: StoreError.self) { try await outbox.retry(sent.id, at: Samples.noon) }
        store.close()
        let again = fixture.open()
        #expect(try await again.outbox.records(in: nil) == [waiting])
        #expect(again.takeNotices().isEmpty)
    }

    @Test func `records given in one millisecond and under a wild clock have ids of their own`() async throws {
        let outbox = fixture.open().outbox
        let instants = [Samples.noon, .distantPast, .distantFuture, Date(timeIntervalSince1970: -1)]
        var ids: Set<RecordID> = []
        for number in 0..<200 {
            let instant = instants[number % instants.count]
            ids.insert(try await outbox.enqueue(.rating, payload: Samples.payload(number), at: instant).id)
        }
        #expect(ids.count == 200)
        #expect(try await Set(outbox.records(in: .waiting).map(\.id)) == ids)
    }

    @Test func `a clock that stands still at its last moment takes more records than a millisecond has room for`()
        async throws
    {
        let outbox = fixture.open().outbox
        for number in 0..<4_200 {
            _ = try await outbox.enqueue(
                .rating, payload: Samples.payload(number), at: Date(timeIntervalSince1970: 1e18)
            )
        }
        #expect(try await outbox.counts().waiting == 4_200)
    }

    @Test func `the outbox writes through to the disk at every commit`() throws {
        let options = StoreOptions(logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let file = OutboxFile(
            directory: StateDirectory(path: fixture.path), options: options,
            report: StoreReport(logger: options.logger)
        )
        let opened = try file.open()
        let settings = try opened.queue.read { db in
            (
                synchronous: try Int.fetchOne(db, sql: "PRAGMA synchronous"),
                journal: try String.fetchOne(db, sql: "PRAGMA journal_mode"),
                secure: try Int.fetchOne(db, sql: "PRAGMA secure_delete")
            )
        }
        #expect(settings == (2, "wal", 1))
    }
}
