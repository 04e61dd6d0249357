import KioskTestSupport
import ProcedureFinder
import PublicServices
import ServiceDesk
import Testing

struct CatalogueTests {
    private let clock = ManualClock()
    private let store: MemoryCatalogue
    private let desk: CatalogueDesk
    private let keeper: CatalogueKeeper
    private let birth: Procedure
    private let death: Procedure

    init() throws {
        birth = try Sample.procedure("1.001193", "Đăng ký khai sinh")
        death = try Sample.procedure("1.000656", "Đăng ký khai tử")
        store = MemoryCatalogue([birth])
        desk = CatalogueDesk(store: store, synonyms: { Synonyms() }, clock: clock, logger: Sample.logger)
        keeper = CatalogueKeeper(store: store, desk: desk, clock: clock, logger: Sample.logger)
    }

    private func stream(_ batches: [[Procedure]], endingWith error: (any Error)? = nil) -> CatalogueStream {
        CatalogueStream { continuation in
            for batch in batches { continuation.yield(batch.map { CatalogueRecord($0) }) }
            continuation.finish(throwing: error)
        }
    }

    private func codes(for words: String) async throws -> [ProcedureCode] {
        try await desk.find(words, limit: 5).matches.map(\.entry.code)
    }

    @Test func `a new catalogue is found at once`() async throws {
        #expect(try await codes(for: "khai tử") != [death.code])
        let backend = ScriptedBackend()
        await backend.setUpdate(.whole(CatalogueVersion("v2"), stream([[birth], [death]])))
        #expect(try await keeper.sync(with: backend) == .replaced(count: 2))
        #expect(try await codes(for: "khai tử").first == death.code)
        #expect(try await desk.header()?.version == CatalogueVersion("v2"))
    }

    @Test func `changes keep what did not change`() async throws {
        let backend = ScriptedBackend()
        await backend.setUpdate(.changes(CatalogueVersion("v2"), changed: [death], removed: []))
        #expect(try await keeper.sync(with: backend) == .changed(changed: 1, removed: 0))
        await backend.setUpdate(.changes(CatalogueVersion("v3"), changed: [], removed: [birth.code]))
        #expect(try await keeper.sync(with: backend) == .changed(changed: 0, removed: 1))
        #expect(await desk.procedure(birth.code) == .notFound)
        #expect(await desk.procedure(death.code).value == death)
    }

    @Test func `an unchanged catalogue is confirmed`() async throws {
        clock.advance(by: .seconds(86_400))
        #expect(try await keeper.sync(with: ScriptedBackend()) == .unchanged)
        #expect(await desk.procedure(birth.code) == .saved(birth, asOf: clock.now))
    }

    @Test(arguments: [true, false])
    func `an answer about one catalogue is not applied to one that an operator imported meanwhile`(
        isUnchanged: Bool
    ) async throws {
        let backend = ScriptedBackend()
        await backend.setUpdate(.whole(CatalogueVersion("v1"), stream([[birth]])))
        _ = try await keeper.sync(with: backend)
        await backend.setUpdate(
            isUnchanged ? .unchanged : .changes(CatalogueVersion("v2"), changed: [], removed: [birth.code]))
        await backend.set(.hangDeaf, for: .catalogue)
        let synced = Task { [keeper] in try await keeper.sync(with: backend) }
        await backend.until(.catalogue, asked: 2)
        clock.advance(by: .seconds(60))
        let imported = clock.now
        try await keeper.replace(stream([[birth, death]]), version: nil, source: "file")
        clock.advance(by: .seconds(60))
        await backend.release()
        await #expect(throws: StoreError(.busy)) { try await synced.value }
        #expect(await desk.procedure(birth.code) == .saved(birth, asOf: imported))
    }

    @Test func `a broken stream leaves the old catalogue, and the next one starts afresh`() async throws {
        let backend = ScriptedBackend()
        await backend.setUpdate(.whole(CatalogueVersion("v2"), stream([[death]], endingWith: BackendError(.badAnswer))))
        await #expect(throws: BackendError(.badAnswer)) { try await keeper.sync(with: backend) }
        #expect(await desk.procedure(birth.code).value == birth)
        #expect(await desk.procedure(death.code) == .notFound)
        let other = try Sample.procedure("1.004222", "Đăng ký thường trú")
        try await keeper.replace(stream([[other]]), version: nil, source: "file")
        #expect(await desk.procedure(death.code) == .notFound)
        #expect(await desk.procedure(other.code).value == other)
    }

    @Test func `a sync that is cancelled takes no half catalogue`() async throws {
        let (stream, feed) = CatalogueStream.makeStream()
        let keeper = keeper
        let (batches, batch) = AsyncStream.makeStream(of: Int.self)
        let task = Task {
            try await keeper.replace(stream, version: nil, source: "file") { batch.yield($0) }
        }
        feed.yield([CatalogueRecord(death)])
        for await _ in batches { break }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(await desk.procedure(birth.code).value == birth)
        #expect(await desk.procedure(death.code) == .notFound)
        feed.finish()
    }

    @Test func `an empty catalogue is not taken`() async throws {
        let backend = ScriptedBackend()
        await backend.setUpdate(.whole(CatalogueVersion("v2"), stream([])))
        await #expect(throws: StoreError.self) { try await keeper.sync(with: backend) }
        #expect(await desk.procedure(birth.code).value == birth)
    }

    @Test func `a catalogue that another process brought is noticed`() async throws {
        _ = try await codes(for: "khai sinh")
        let other = CatalogueDesk(store: store, synonyms: { Synonyms() }, clock: clock, logger: Sample.logger)
        clock.advance(by: .seconds(1))
        try await CatalogueKeeper(store: store, desk: other, clock: clock, logger: Sample.logger)
            .replace(stream([[birth, death]]), version: nil, source: "test")
        #expect(try await codes(for: "khai tử").first == death.code)
    }

    @Test func `the finder is made once for one catalogue`() async throws {
        for _ in 0..<5 { _ = try await codes(for: "khai sinh") }
        #expect(await store.indexReads == 1)
    }

    @Test func `a finder begun before a change is not kept`() async throws {
        await store.holdNextIndex()
        let desk = desk
        let early = Task { try await desk.find("khai tử", limit: 5) }
        await store.untilIndexIsHeld()
        try await keeper.replace(stream([[birth, death]]), version: nil, source: "test")
        await store.releaseIndex()
        _ = try await early.value
        #expect(try await codes(for: "khai tử").first == death.code)
    }

    @Test func `what is opened most is asked most, and a failing count disturbs nobody`() async throws {
        #expect(try await desk.mostAsked(limit: 5).isEmpty)
        await desk.opened(birth.code)
        await desk.opened(death.code)
        #expect(try await desk.mostAsked(limit: 5).map(\.code) == [birth.code])
        #expect(try await desk.agencies() == [AgencyCount(agency: birth.agency, count: 1)])
        #expect(try await desk.entries(agency: birth.agency).map(\.code) == [birth.code])
        await store.set(StoreError(.full))
        await desk.opened(birth.code)
        await #expect(throws: StoreError(.full)) { try await desk.mostAsked(limit: 5) }
    }

    @Test func `a store that cannot be read is said, not hidden`() async throws {
        await store.set(StoreError(.damaged))
        #expect(await desk.procedure(birth.code) == .unavailable(.storeFailed))
        await #expect(throws: StoreError(.damaged)) { try await desk.find("khai sinh", limit: 5) }
    }
}
