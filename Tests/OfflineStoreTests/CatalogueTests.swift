import FoundationEssentials
import PublicServices
import ServiceDesk
import Synchronization
import Testing

@testable import OfflineStore

@Suite struct CatalogueTests {
    let fixture = StoreFixture()

    @Test func `an empty store has no catalogue`() async throws {
        let catalogue = fixture.open().catalogue
        #expect(try await catalogue.header() == nil)
        #expect(try await catalogue.procedure(Samples.code(1)) == nil)
        #expect(try await catalogue.entries([Samples.code(1)]).isEmpty)
        #expect(try await catalogue.fields(at: .commune).isEmpty)
        #expect(try await catalogue.searchIndex() == nil)
        #expect(try await catalogue.summary().total == 0)
    }

    @Test func `a catalogue comes back whole after the store is opened again`() async throws {
        let procedures = try (1...250).map { try Samples.procedure($0) }
        let store = fixture.open()
        try await store.catalogue.replace(with: procedures, version: "v1")
        store.close()
        let catalogue = fixture.open().catalogue
        let header = try #require(try await catalogue.header())
        #expect(header.version == CatalogueVersion("v1") && header.count == 250 && header.confirmedAt == Samples.noon)
        let seen = Mutex<[Procedure]>([])
        try await catalogue.forEachProcedure { procedure in seen.withLock { $0.append(procedure) } }
        #expect(seen.withLock { $0 } == procedures)
        #expect(try await catalogue.procedure(Samples.code(7)) == procedures[6])
        #expect(try await catalogue.summary() == CatalogueSummary(procedures))
    }

    @Test func `entries come in the order asked, without unknown codes`() async throws {
        let catalogue = fixture.open().catalogue
        let procedures = try (1...9).map { try Samples.procedure($0) }
        try await catalogue.replace(with: procedures, version: "v1")
        let entries = try await catalogue.entries([Samples.code(5), Samples.code(77), Samples.code(2)])
        #expect(entries == [CatalogueEntry(procedures[4]), CatalogueEntry(procedures[1])])
    }

    @Test func `fields of a level come with the fullest first, their procedures by name with abolished ones last`()
        async throws
    {
        let catalogue = fixture.open().catalogue
        var procedures = try (1...8).map { try Samples.procedure($0) }
        procedures[1].isRetired = true
        try await catalogue.replace(with: procedures, version: "v1")
        let fields = try await catalogue.fields(at: .commune)
        #expect(fields == [FieldCount(field: "Đất đai", count: 3), FieldCount(field: "Hộ tịch", count: 1)])
        let entries = try await catalogue.entries(at: .commune, field: "Đất đai")
        #expect(entries.map(\.name) == ["Thủ tục số 4", "Thủ tục số 8", "Thủ tục số 2"])
        #expect(try await catalogue.fields(at: .ministry).isEmpty)
    }

    @Test func `a replacement that copies keeps the rest, takes changes and drops what was removed`() async throws {
        let catalogue = fixture.open().catalogue
        try await catalogue.replace(with: (1...5).map { try Samples.procedure($0) }, version: "v1")
        try await catalogue.beginReplacement(copying: CatalogueVersion("v1"))
        try await catalogue.stage([Samples.procedure(2, name: "Tên mới"), Samples.procedure(6)])
        try await catalogue.unstage([Samples.code(1)])
        #expect(try await catalogue.procedure(Samples.code(2))?.name == "Thủ tục số 2")
        try await catalogue.commit("v2")
        #expect(try await catalogue.header()?.count == 5)
        #expect(try await catalogue.procedure(Samples.code(2))?.name == "Tên mới")
        #expect(try await catalogue.procedure(Samples.code(1)) == nil)
        #expect(try await catalogue.procedure(Samples.code(6)) != nil)
    }

    @Test func `an error while the index is made leaves the old catalogue and its index`() async throws {
        struct Stop: Error {}
        let catalogue = fixture.open().catalogue
        try await catalogue.replace(with: [Samples.procedure(1)], version: "v1")
        let index = try await catalogue.searchIndex()
        try await catalogue.beginReplacement()
        try await catalogue.stage([Samples.procedure(2)])
        let header = CatalogueHeader(version: nil, confirmedAt: Samples.noon, count: 1, source: "")
        await #expect(throws: Stop.self) {
            try await catalogue.commitReplacement(header) { each in
                try each { _ in throw Stop() }
                return []
            }
        }
        #expect(try await catalogue.header()?.version == CatalogueVersion("v1"))
        #expect(try await catalogue.procedure(Samples.code(1)) != nil)
        #expect(try await catalogue.procedure(Samples.code(2)) == nil)
        #expect(try await catalogue.searchIndex() == index)
    }

    @Test func `the index belongs to the catalogue held and one file of it is kept`() async throws {
        let catalogue = fixture.open().catalogue
        try await catalogue.replace(with: [Samples.procedure(1)], version: "v1")
        #expect(try await catalogue.searchIndex() == Array("1.000001\n".utf8))
        try await catalogue.replace(with: [Samples.procedure(2)], version: "v2")
        #expect(try await catalogue.searchIndex() == Array("1.000002\n".utf8))
        #expect(fixture.names.filter { $0.hasSuffix(".index") }.count == 1)
    }

    @Test(arguments: [0, 4, 8])
    func `a damaged, shortened or missing index is no index`(position: Int) async throws {
        let catalogue = fixture.open().catalogue
        try await catalogue.replace(with: [Samples.procedure(1)], version: "v1")
        let name = try #require(fixture.names.first { $0.hasSuffix(".index") })
        var bytes = fixture.bytes(name)
        bytes[position] ^= 1
        try fixture.put(bytes, name)
        #expect(try await catalogue.searchIndex() == nil)
        try fixture.put(Array(fixture.bytes(name).prefix(position)), name)
        #expect(try await catalogue.searchIndex() == nil)
        try FileManager.default.removeItem(atPath: fixture.path + "/" + name)
        #expect(try await catalogue.searchIndex() == nil)
    }

    @Test func `confirming changes only the time`() async throws {
        let catalogue = fixture.open().catalogue
        try await catalogue.replace(with: [Samples.procedure(1)], version: "v1")
        let later = Samples.noon.addingTimeInterval(60)
        try await catalogue.confirm(CatalogueVersion("v1"), at: later)
        let header = try #require(try await catalogue.header())
        #expect(header.confirmedAt == later && header.version == CatalogueVersion("v1") && header.count == 1)
        #expect(try await catalogue.searchIndex() != nil)
    }

    @Test func `what is said of one catalogue is not applied to another that came meanwhile`() async throws {
        let catalogue = fixture.open().catalogue
        let asked = CatalogueVersion("v1")
        try await catalogue.replace(with: [Samples.procedure(1)], version: "v1")
        try await fixture.open().catalogue.replace(with: [Samples.procedure(2)], version: "of an operator")
        let later = Samples.noon.addingTimeInterval(60)
        await #expect(throws: StoreError.self) { try await catalogue.beginReplacement(copying: asked) }
        await #expect(throws: StoreError.self) { try await catalogue.confirm(asked, at: later) }
        await #expect(throws: StoreError.self) { try await catalogue.confirm(nil, at: later) }
        #expect(try await catalogue.header()?.confirmedAt == Samples.noon)
    }

    @Test func `two processes that collect at once do not mix their rows`() async throws {
        let first = fixture.open().catalogue
        let second = fixture.open().catalogue
        try await first.beginReplacement()
        try await first.stage([Samples.procedure(1)])
        try await second.beginReplacement()
        try await second.stage([Samples.procedure(2)])
        await #expect(throws: StoreError.self) { try await first.stage([Samples.procedure(3)]) }
        await #expect(throws: StoreError.self) { try await first.commit("first") }
        try await second.commit("second")
        #expect(try await first.header()?.version == CatalogueVersion("second"))
        #expect(try await first.header()?.count == 1)
        #expect(try await first.procedure(Samples.code(2)) != nil)
    }

    @Test func `a copy of a catalogue that was replaced meanwhile is not put in its place`() async throws {
        let first = fixture.open().catalogue
        try await first.replace(with: [Samples.procedure(1)], version: "v1")
        try await first.beginReplacement(copying: CatalogueVersion("v1"))
        let second = fixture.open().catalogue
        try await second.replace(with: [Samples.procedure(2)], version: "v2")
        await #expect(throws: StoreError.self) { try await first.commit("v1 with changes") }
        #expect(try await second.header()?.version == CatalogueVersion("v2"))
    }

    @Test func `a visit that a replacement overtakes ends with an error, not with half a catalogue`() async throws {
        let store = fixture.open()
        try await store.catalogue.replace(with: (1...150).map { try Samples.procedure($0) }, version: "v1")
        let path = fixture.path
        let seen = Mutex(0)
        await #expect(throws: StoreError.self) {
            try await store.catalogue.forEachProcedure { _ in
                guard
                    seen.withLock({
                        $0 += 1; return $0
                    }) == 1
                else { return }
                try RawFiles.execute("UPDATE catalogue SET generation = generation + 1", in: path + "/cache.sqlite")
            }
        }
        #expect(seen.withLock { $0 } == 100)
    }

    @Test func `the log and the files stay bounded over many replacements`() async throws {
        let store = fixture.open()
        for round in 0..<6 {
            let procedures = try (1...400).map { number in
                var procedure = try Samples.procedure(number)
                procedure.summary = String(repeating: "đoạn \(round) ", count: 300)
                return procedure
            }
            try await store.catalogue.replace(with: procedures, version: "v\(round)")
        }
        #expect(fixture.bytes("cache.sqlite-wal").count < 12_000_000)
        let size = fixture.bytes("cache.sqlite").count
        #expect(size < 400 * 5_000 * 3)
        store.close()
        #expect(fixture.bytes("cache.sqlite-wal").isEmpty)
    }
}
