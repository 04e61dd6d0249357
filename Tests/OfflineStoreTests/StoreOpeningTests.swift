import FoundationEssentials
import GRDB
import ServiceDesk
import Testing

@testable import OfflineStore

@Suite struct StoreOpeningTests {
    let fixture = StoreFixture()

    @Test func `naming a store touches nothing, and the catalogue does not open the outbox`() async throws {
        let store = fixture.open()
        #expect(fixture.names.isEmpty)
        _ = try await store.catalogue.header()
        #expect(fixture.names.contains("cache.sqlite"))
        #expect(!fixture.names.contains("outbox.sqlite") && !fixture.names.contains(StoreKey.name))
    }

    @Test func `only the owner can read what the store writes`() async throws {
        let store = fixture.open()
        try await store.catalogue.replace(with: [Samples.procedure(1)], version: "v1")
        _ = try await store.outbox.enqueue(.rating, payload: [1], at: Samples.noon)
        for name in fixture.names {
            let attributes = try FileManager.default.attributesOfItem(atPath: fixture.path + "/" + name)
            #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
        }
        let attributes = try FileManager.default.attributesOfItem(atPath: fixture.path)
        #expect(attributes[.posixPermissions] as? Int == 0o700)
    }

    @Test func `giving memory back opens nothing and forgets nothing`() async throws {
        let store = fixture.open()
        await store.releaseMemory()
        #expect(fixture.names.isEmpty)
        try await store.catalogue.replace(with: [Samples.procedure(1)], version: "v1")
        _ = try await store.outbox.enqueue(.rating, payload: [1], at: Samples.noon)
        await store.releaseMemory()
        #expect(try await store.catalogue.procedure(Samples.code(1)) == Samples.procedure(1))
        #expect(try await store.outbox.counts().waiting == 1)
    }

    @Test func `a cache that lives in memory keeps what it holds when memory is given back`() async throws {
        try fixture.put([1], "not a folder")
        let store = StoreFixture.open(fixture.path + "/not a folder/state")
        try await store.catalogue.replace(with: [Samples.procedure(1)], version: "v1")
        await store.releaseMemory()
        #expect(try await store.catalogue.procedure(Samples.code(1)) == Samples.procedure(1))
        #expect(store.takeNotices().contains { $0.kind == .cacheInMemory })
    }

    @Test func `a store of a newer kiosk is refused and left as it is`() async throws {
        let store = fixture.open()
        _ = try await store.outbox.enqueue(.rating, payload: [1], at: Samples.noon)
        _ = try await store.catalogue.header()
        store.close()
        for name in ["outbox.sqlite", "cache.sqlite"] {
            try RawFiles.execute(
                "INSERT INTO grdb_migrations VALUES ('9 from the future'); PRAGMA user_version = 9",
                in: fixture.path + "/" + name
            )
        }
        let older = fixture.open()
        await #expect { _ = try await older.outbox.counts() } throws: { ($0 as? StoreError)?.code == .newerVersion }
        await #expect { _ = try await older.catalogue.header() } throws: { ($0 as? StoreError)?.code == .newerVersion }
        #expect(!fixture.names.contains { $0.contains("damaged") })
    }

    @Test func `an older store is brought to the newest form with all it holds`() async throws {
        let store = fixture.open()
        try await store.catalogue.replace(with: [Samples.procedure(1)], version: "v1")
        store.close()
        let older = try DatabaseQueue(path: fixture.path + "/cache.sqlite")
        try await older.write { db in
            try db.execute(
                sql: """
                    DROP TABLE answer; DROP TABLE failure; DROP TABLE opened; DROP INDEX procedureByAgency;
                    DELETE FROM grdb_migrations WHERE identifier <> '1 catalogue'; PRAGMA user_version = 1
                    """
            )
        }
        try CacheSchema.migrator.migrate(older, upTo: "2 answers")
        try older.close()
        let newer = fixture.open()
        #expect(try await newer.catalogue.header()?.version == CatalogueVersion("v1"))
        #expect(try await newer.ledger.failures(since: .distantPast) == 0)
        #expect(try await newer.catalogue.mostOpened(limit: 5).isEmpty)
        #expect(newer.takeNotices().isEmpty)
    }

    @Test func `two stores on one directory give and deliver at once without loss`() async throws {
        let stores = [fixture.open(), fixture.open()]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<100 {
                let outbox = stores[number % 2].outbox
                group.addTask {
                    let payload = Samples.payload(number)
                    let record = try await outbox.enqueue(.rating, payload: payload, at: Samples.noon)
                    guard number % 4 < 2 else { return }
                    let receipt = DeliveryReceipt(id: record.id, digest: record.digest, number: "\(number)")
                    try await outbox.markSent(record.id, receipt: receipt)
                }
            }
            try await group.waitForAll()
        }
        for store in stores {
            let counts = try await store.outbox.counts()
            #expect(counts.waiting == 50 && counts.sent == 50)
        }
        stores[0].close()
        #expect(try await stores[1].outbox.records(in: nil).count == 100)
    }

    @Test func `many stores that make one directory at once agree on it`() async throws {
        let path = fixture.path
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<8 {
                group.addTask {
                    let store = StoreFixture.open(path) { $0.patience = .seconds(20) }
                    _ = try await store.outbox.enqueue(.rating, payload: [UInt8(number)], at: Samples.noon)
                    _ = try await store.catalogue.header()
                    store.close()
                }
            }
            try await group.waitForAll()
        }
        let store = fixture.open()
        #expect(try await store.outbox.counts().waiting == 8)
        #expect(store.takeNotices().isEmpty)
    }

    @Test func `files copied in the middle of writing open with every record that was acknowledged`() async throws {
        let store = fixture.open()
        var given: [OutboxRecord] = []
        for number in 0..<60 {
            given.append(try await store.outbox.enqueue(.rating, payload: Samples.payload(number), at: Samples.noon))
            guard number % 20 == 19 else { continue }
            let copy = StoreFixture()
            try copy.copy(["outbox.sqlite", "outbox.sqlite-wal", "outbox.sqlite-shm"], from: fixture)
            let found = try await copy.open().outbox.records(in: .waiting)
            #expect(Set(found.map(\.id)) == Set(given.map(\.id)))
        }
    }

    @Test func `the log of the outbox stays bounded and is gone after a clean end`() async throws {
        let store = fixture.open()
        for number in 0..<1_500 {
            _ = try await store.outbox.enqueue(.rating, payload: Samples.payload(number), at: Samples.noon)
        }
        let bytes = fixture.bytes("outbox.sqlite-wal").count
        #expect(bytes > 0 && bytes < 5_000_000)
        store.close()
        #expect(fixture.bytes("outbox.sqlite-wal").isEmpty)
    }
}
