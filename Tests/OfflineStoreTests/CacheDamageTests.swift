import FoundationEssentials
import PublicServices
import ServiceDesk
import Testing

@testable import OfflineStore

@Suite struct CacheDamageTests {
    private func original() async throws -> StoreFixture {
        let fixture = StoreFixture()
        let store = fixture.open()
        try await store.catalogue.replace(with: (1...60).map { try Samples.procedure($0) }, version: "v1")
        for number in 0..<20 {
            let code = try #require(DossierCode(stored: "H43.12-240823-00\(10 + number)"))
            try await store.answers.save(.received, of: code, asOf: Samples.noon)
            try await store.ledger.recordFailure(.dossier(code), at: Samples.noon)
        }
        store.close()
        return fixture
    }

    /// Asks everything; an answer is right or absent, never wrong, and the store can be filled again.
    private func expectUsable(_ fixture: StoreFixture, _ place: Int) async throws {
        let store = fixture.open()
        for number in [1, 30, 60] {
            let found = try await store.catalogue.procedure(Samples.code(number))
            #expect(try found == nil || found == Samples.procedure(number), "byte \(place)")
        }
        let codes = try (1...60).map(Samples.code)
        for entry in try await store.catalogue.entries(codes) {
            let number = try #require(codes.firstIndex(of: entry.code)) + 1
            #expect(try entry == CatalogueEntry(Samples.procedure(number)), "byte \(place)")
        }
        if let index = try await store.catalogue.searchIndex() { #expect(index.count == 60 * 9) }
        _ = try await store.catalogue.fields(at: .commune)
        _ = try await store.catalogue.summary()
        let code = try #require(DossierCode(stored: "H43.12-240823-0010"))
        let degree = try await store.answers.degree(of: code)
        #expect(degree == nil || degree?.degree == .received)
        _ = try await store.ledger.failures(since: .distantPast)
        // Damage may come to light only here, and what was collected goes with the cache: as after any failed sync,
        // the next one fills it.
        let fresh = try (1...3).map { try Samples.procedure($0) }
        for _ in 0..<3 where try await store.catalogue.header()?.version != CatalogueVersion("v2") {
            do {
                try await store.catalogue.replace(with: fresh, version: "v2")
            } catch let error as StoreError where error.code == .busy {
                continue
            }
        }
        #expect(try await store.catalogue.header()?.version == CatalogueVersion("v2"), "byte \(place)")
        store.close()
    }

    @Test func `a flipped byte anywhere in the cache never stops the kiosk and never changes an answer`() async throws {
        let whole = try await original()
        let bytes = whole.bytes("cache.sqlite")
        var numbers = FixedNumbers(state: 8)
        let positions = Array(0..<100) + (0..<150).map { _ in Int.random(in: 0..<bytes.count, using: &numbers) }
        for position in positions {
            let fixture = StoreFixture()
            try fixture.copy(whole.names, from: whole)
            var damaged = bytes
            damaged[position] ^= UInt8(1 << Int.random(in: 0..<8, using: &numbers))
            try fixture.put(damaged, "cache.sqlite")
            try await expectUsable(fixture, position)
        }
    }

    @Test func `a cache cut anywhere never stops the kiosk`() async throws {
        let whole = try await original()
        let bytes = whole.bytes("cache.sqlite")
        for length in [0, 1, 99] + Array(stride(from: 2_048, to: bytes.count, by: 2_048)) {
            let fixture = StoreFixture()
            try fixture.copy(whole.names, from: whole)
            try fixture.put(Array(bytes.prefix(length)), "cache.sqlite")
            try await expectUsable(fixture, length)
        }
    }

    @Test func `a damaged cache lies aside with a date, and only the newest of them`() async throws {
        let fixture = StoreFixture()
        for round in 0..<3 {
            try fixture.put([UInt8](repeating: 9, count: 5_000), "cache.sqlite")
            let store = fixture.open { options in
                options.now = { Samples.noon.addingTimeInterval(Double(round)) }
            }
            #expect(try await store.catalogue.header() == nil)
            #expect(store.takeNotices().map(\.kind) == [.cacheRebuilt])
            store.close()
        }
        #expect(fixture.names.filter { $0.hasPrefix("cache-damaged-") && $0.hasSuffix(".sqlite") }.count == 1)
    }

    @Test func `a directory that cannot be written leaves a catalogue in memory and an honest outbox`() async throws {
        let fixture = StoreFixture()
        try fixture.put([1], "file")
        // Root may write everywhere, so the directory is one that cannot exist.
        let store = StoreFixture.open(fixture.path + "/file/state")
        try await store.catalogue.replace(with: [Samples.procedure(1)], version: "v1")
        #expect(try await store.catalogue.procedure(Samples.code(1)) != nil)
        #expect(try await store.catalogue.searchIndex() != nil)
        #expect(store.takeNotices().contains { $0.kind == .cacheInMemory })
        await #expect(throws: StoreError.self) {
            _ = try await store.outbox.enqueue(.rating, payload: [1], at: Samples.noon)
        }
        await #expect(throws: StoreError.self) { _ = try await store.outbox.hasRoom() }
    }

    @Test func `a cache whose lock cannot be made is read from a copy in memory`() async throws {
        let fixture = StoreFixture()
        let store = fixture.open()
        try await store.catalogue.replace(with: (1...9).map { try Samples.procedure($0) }, version: "v1")
        store.close()
        // Like a directory that cannot be written, also for root.
        try FileManager.default.removeItem(atPath: fixture.path + "/cache.lock")
        try FileManager.default.createDirectory(
            atPath: fixture.path + "/cache.lock", withIntermediateDirectories: false
        )
        let degraded = fixture.open()
        #expect(try await degraded.catalogue.header()?.count == 9)
        #expect(try await degraded.catalogue.searchIndex() != nil)
        let code = try #require(DossierCode(stored: "H43.12-240823-0010"))
        try await degraded.ledger.recordFailure(.dossier(code), at: Samples.noon)
        #expect(try await degraded.ledger.failures(since: Samples.noon) == 1)
        #expect(degraded.takeNotices().map(\.kind) == [.cacheInMemory])
    }
}
