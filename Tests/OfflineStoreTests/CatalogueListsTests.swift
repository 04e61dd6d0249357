import FoundationEssentials
import PublicServices
import ServiceDesk
import Testing

@testable import OfflineStore

@Suite struct CatalogueListsTests {
    let fixture = StoreFixture()

    @Test func `agencies come with the fullest first, then by folded name, the nameless last`() async throws {
        let catalogue = fixture.open().catalogue
        #expect(try await catalogue.agencies().isEmpty)
        let agencies = ["", "", "", "Sở Tư pháp", "Đội mẫu", "Công an xã", "Công an xã"]
        let procedures = try agencies.enumerated().map { number, agency in
            var procedure = try Samples.procedure(number + 1)
            procedure.agency = agency
            procedure.isRetired = number == 5
            return procedure
        }
        try await catalogue.replace(with: procedures, version: "v1")
        let expected = [("Công an xã", 2), ("Đội mẫu", 1), ("Sở Tư pháp", 1), ("", 3)]
        #expect(try await catalogue.agencies() == expected.map { AgencyCount(agency: $0.0, count: $0.1) })
        let entries = try await catalogue.entries(agency: "Công an xã")
        #expect(entries == [CatalogueEntry(procedures[6]), CatalogueEntry(procedures[5])])
        #expect(try await catalogue.entries(agency: "Công an").isEmpty)
    }

    @Test func `openings are counted over a replacement and a new start, without codes that are gone`() async throws {
        let store = fixture.open()
        let codes = try (1...3).map { try Samples.code($0) }
        try await store.catalogue.replace(with: (1...3).map { try Samples.procedure($0) }, version: "v1")
        #expect(try await store.catalogue.mostOpened(limit: 5).isEmpty)
        for (code, times) in zip(codes, [2, 5, 4]) {
            for _ in 0..<times { try await store.catalogue.countOpened(code) }
        }
        #expect(try await store.catalogue.mostOpened(limit: 5) == [codes[1], codes[2]])
        #expect(try await store.catalogue.mostOpened(limit: 1) == [codes[1]])
        try await store.catalogue.replace(with: [Samples.procedure(1), Samples.procedure(3)], version: "v2")
        store.close()
        let again = fixture.open().catalogue
        #expect(try await again.mostOpened(limit: 5) == [codes[2]])
        for _ in 0..<3 { try await again.countOpened(codes[0]) }
        #expect(try await again.mostOpened(limit: 5) == [codes[0], codes[2]])
    }

    @Test func `a store that cannot count keeps its catalogue`() async throws {
        let store = fixture.open()
        try await store.catalogue.replace(with: [Samples.procedure(1)], version: "v1")
        try RawFiles.execute("DROP TABLE opened", in: fixture.path + "/cache.sqlite")
        await #expect(throws: StoreError.self) { try await store.catalogue.countOpened(Samples.code(1)) }
        await #expect(throws: StoreError.self) { try await store.catalogue.mostOpened(limit: 5) }
        #expect(try await store.catalogue.header()?.count == 1)
        #expect(store.takeNotices().isEmpty)
    }
}
