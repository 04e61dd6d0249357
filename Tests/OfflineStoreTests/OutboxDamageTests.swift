import FoundationEssentials
import ServiceDesk
import Testing

@testable import OfflineStore

/// Damages copies of one store and looks at what a kiosk makes of them.
@Suite struct OutboxDamageTests {
    /// The files of a store after a clean end, or after a power cut, with what it held.
    struct Original {
        let fixture: StoreFixture
        let records: [OutboxRecord]
        /// Where, in each file, the capsules of each record lie.
        let places: [String: [(id: RecordID, kind: Capsule.Kind, range: Range<Int>)]]

        func isTouched(_ record: OutboxRecord, _ kind: Capsule.Kind, in file: String, by damage: Range<Int>) -> Bool {
            (places[file] ?? []).contains { $0.id == record.id && $0.kind == kind && $0.range.overlaps(damage) }
        }
    }

    static func original(closing: Bool, count: Int) async throws -> Original {
        let fixture = StoreFixture()
        let store = fixture.open()
        for number in 0..<count {
            let length = number % 10 == 9 ? 5_000 : 120 + number * 37 % 900
            let record = try await store.outbox.enqueue(
                .rating, payload: Samples.payload(number, length: length), at: Samples.noon.addingTimeInterval(1)
            )
            if number % 3 == 0 {
                let receipt = DeliveryReceipt(id: record.id, digest: record.digest, number: "BN-\(number)")
                try await store.outbox.markSent(record.id, receipt: receipt)
            }
            if number % 7 == 1 { try await store.outbox.park(record.id, because: "422") }
        }
        let records = try await store.outbox.records(in: nil)
        let frozen = StoreFixture()
        if closing { store.close() }
        try frozen.copy(["outbox.sqlite", "outbox.sqlite-wal"], from: fixture)
        return Original(fixture: frozen, records: records, places: places(in: frozen))
    }

    private static func places(
        in fixture: StoreFixture
    ) -> [String: [(id: RecordID, kind: Capsule.Kind, range: Range<Int>)]] {
        var places: [String: [(id: RecordID, kind: Capsule.Kind, range: Range<Int>)]] = [:]
        for name in fixture.names {
            var found: [(id: RecordID, kind: Capsule.Kind, range: Range<Int>)] = []
            Capsule.scan(fixture.bytes(name)[...]) { kind, body, _ in
                let id = kind == .given ? (try? GivenPiece(body: body))?.id : (try? Delivery(body: body))?.id
                if let id { found.append((id, kind, body.startIndex - 12..<body.endIndex + 16)) }
            }
            places[name] = found
        }
        return places
    }

    /// Opens a damaged copy; every record that the damage does not touch must be there with the same bytes.
    private func expectNothingLost(
        _ original: Original, _ bytes: [UInt8], in file: String, damage: Range<Int>
    ) async throws {
        let fixture = StoreFixture()
        try fixture.copy(original.fixture.names, from: original.fixture)
        try fixture.put(bytes, file)
        let store = fixture.open()
        let found = try await store.outbox.records(in: nil)
        let byID = Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0) })
        for record in original.records {
            let isGivenHit = original.isTouched(record, .given, in: file, by: damage)
            guard let kept = byID[record.id] else {
                #expect(isGivenHit, "\(record.id) lost by damage at \(damage) of \(file)")
                continue
            }
            #expect(kept.payload == record.payload && kept.digest == record.digest, "\(damage) of \(file)")
            if !isGivenHit, !original.isTouched(record, .delivery, in: file, by: damage) {
                #expect(kept.state == record.state, "\(damage) of \(file)")
            }
        }
        #expect(found.count <= original.records.count)
        // The store goes on working.
        _ = try await store.outbox.enqueue(.rating, payload: [1], at: Samples.noon)
        store.close()
    }

    private static let headerPositions = Array(0..<100) + Array(stride(from: 100, to: 4_096, by: 97))

    @Test func `a flipped byte anywhere in the outbox loses no other record`() async throws {
        let original = try await Self.original(closing: true, count: 60)
        let file = "outbox.sqlite"
        let whole = original.fixture.bytes(file)
        var numbers = FixedNumbers(state: 5)
        let positions = Self.headerPositions + (0..<250).map { _ in Int.random(in: 0..<whole.count, using: &numbers) }
        for position in positions {
            var bytes = whole
            bytes[position] ^= UInt8(1 << Int.random(in: 0..<8, using: &numbers))
            try await expectNothingLost(original, bytes, in: file, damage: position..<position + 1)
        }
    }

    @Test func `a flipped byte anywhere in the log after a power cut loses no other record`() async throws {
        let original = try await Self.original(closing: false, count: 25)
        let file = "outbox.sqlite-wal"
        let whole = original.fixture.bytes(file)
        #expect(whole.count > 100_000)
        var numbers = FixedNumbers(state: 6)
        let positions =
            Array(0..<56) + Array((whole.count - 4_120)..<(whole.count - 4_090))
            + (0..<70).map { _ in Int.random(in: 0..<whole.count, using: &numbers) }
        for position in positions {
            var bytes = whole
            bytes[position] ^= 0xFF
            try await expectNothingLost(original, bytes, in: file, damage: position..<position + 1)
        }
    }

    @Test func `an outbox cut anywhere keeps every record before the cut`() async throws {
        let original = try await Self.original(closing: true, count: 60)
        let file = "outbox.sqlite"
        let whole = original.fixture.bytes(file)
        for length in [0, 1, 15, 16, 99, 100, 512] + Array(stride(from: 2_048, to: whole.count, by: 2_048)) {
            try await expectNothingLost(
                original, Array(whole.prefix(length)), in: file, damage: length..<whole.count
            )
        }
    }

    @Test func `a log cut anywhere keeps every record before the cut`() async throws {
        let original = try await Self.original(closing: false, count: 12)
        let file = "outbox.sqlite-wal"
        let whole = original.fixture.bytes(file)
        for length in Array(stride(from: 0, to: whole.count, by: 2_060)) {
            try await expectNothingLost(
                original, Array(whole.prefix(length)), in: file, damage: length..<whole.count
            )
        }
    }

    @Test(arguments: [0, 1, 4_096, 100_000])
    func `a file of nonsense is moved aside and the outbox starts empty`(length: Int) async throws {
        let fixture = StoreFixture()
        var numbers = FixedNumbers(state: 7)
        let nonsense = (0..<length).map { _ in UInt8.random(in: 0...255, using: &numbers) }
        try fixture.put(nonsense, "outbox.sqlite")
        let store = fixture.open { $0.now = { Samples.noon } }
        #expect(try await store.outbox.counts() == OutboxCounts())
        let aside = fixture.names.filter { $0.hasPrefix("outbox-damaged-20261118-") }
        // SQLite takes a file of less than a header for a new one.
        #expect(aside.count == (length < 100 ? 0 : 1))
        #expect(store.takeNotices().map(\.kind) == (length < 100 ? [] : [.outboxRebuilt]))
        #expect(store.takeNotices().isEmpty)
        if let name = aside.first { #expect(fixture.bytes(name) == nonsense) }
    }

    @Test func `a record with a damaged byte is not sent, and the operator is told how many were saved`() async throws {
        let original = try await Self.original(closing: true, count: 20)
        let file = "outbox.sqlite"
        let victim = original.records[4]
        let place = try #require(original.places[file]?.first { $0.id == victim.id && $0.kind == .given })
        var bytes = original.fixture.bytes(file)
        bytes[place.range.upperBound - 40] ^= 1
        let fixture = StoreFixture()
        try fixture.put(bytes, file)
        let store = fixture.open()
        let due = try await store.outbox.due(at: .distantFuture, limit: 100)
        #expect(!due.map(\.id).contains(victim.id))
        let notice = try #require(store.takeNotices().first)
        #expect(notice.kind == .outboxRebuilt && notice.kept == 19 && notice.lost == 1)
        store.close()
        #expect(fixture.open().takeNotices().isEmpty)
    }

    @Test(arguments: ["outbox.rebuilt", "outbox.building"])
    func `a rebuilding that was killed is finished or begun anew`(leftover: String) async throws {
        let original = try await Self.original(closing: true, count: 60)
        let fixture = StoreFixture()
        try fixture.put(original.fixture.bytes("outbox.sqlite"), leftover)
        let whole = original.fixture.bytes("outbox.sqlite")
        try fixture.put(Array(whole.prefix(whole.count / 2)), "outbox.sqlite")
        let store = fixture.open()
        let count = try await store.outbox.records(in: nil).count
        #expect(leftover == "outbox.rebuilt" ? count == 60 : count > 0 && count < 60, "\(count)")
        #expect(!fixture.names.contains(leftover))
    }

    @Test func `a damaged outbox that another process has open is left alone`() async throws {
        let fixture = StoreFixture()
        let first = fixture.open()
        _ = try await first.outbox.enqueue(.rating, payload: Samples.payload(1), at: Samples.noon)
        try RawFiles.execute("UPDATE delivery SET state = 2", in: fixture.path + "/outbox.sqlite")
        let second = fixture.open { $0.patience = .milliseconds(50) }
        await #expect(throws: StoreError.self) { _ = try await second.outbox.counts() }
        first.close()
        #expect(try await second.outbox.records(in: .waiting).count == 1)
    }
}
