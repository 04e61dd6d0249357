import BackendClient
import FoundationEssentials
import KioskConversation
import KioskTestSupport
import Logging
import OfflineStore
import PracticeBackend
import ProcedureFinder
import PublicServices
import ServiceDesk
import Synchronization

/// A clock on which nothing takes time: short pauses end at once, long ones only when they are cancelled.
///
/// So the time-outs of a talk never strike, and the wall clock shows what the play says.
final class StageClock: KioskClock {
    private let state = Mutex((now: Play.morning, uptime: Duration.zero))

    var now: Date { state.withLock { $0.now } }
    var uptime: Duration { state.withLock { $0.uptime } }

    func sleep(for duration: Duration) async throws {
        guard duration >= .seconds(3) else { return try Task.checkCancellation() }
        let (stream, continuation) = AsyncStream.makeStream(of: Never.self)
        for await _ in stream {}
        continuation.finish()
        throw CancellationError()
    }

    /// Lets time pass between two visits.
    func pass(_ duration: Duration) {
        state.withLock {
            $0.now += duration.seconds
            $0.uptime += duration
        }
    }
}

/// A whole kiosk on its stage: a real backend over HTTP, a real store on a disk, and citizens who follow a script.
final class Stage: Sendable {
    let clock: StageClock
    let backend: PracticeBackend
    let delivery: OutboxDelivery
    let store: KioskStore
    /// Everything that any part of the kiosk wrote to its log, debug lines too.
    let log: RecordedLog
    /// What the visits on this stage counted.
    let usage: UsageBook
    private let serving: Task<Void, any Error>
    private let client: KioskAPIBackend
    private let leaving: LeavingBackend
    private let keeper: CatalogueKeeper
    private let desk: ServiceDesk
    private let languages: Languages
    private let settings: VisitSettings
    private let folder: String

    /// Plays a piece and clears the stage.
    static func play(
        _ procedures: [Procedure] = Play.procedures,
        _ adjust: (inout VisitSettings) -> Void = { _ in },
        _ piece: (Stage) async throws -> Void
    ) async throws {
        let stage = try await Stage(procedures, adjust)
        do {
            if !procedures.isEmpty { _ = try await stage.keeper.sync(with: stage.client) }
            try await piece(stage)
            await stage.clear()
        } catch {
            await stage.clear()
            throw error
        }
    }

    private init(_ procedures: [Procedure], _ adjust: (inout VisitSettings) -> Void) async throws {
        let clock = StageClock()
        self.clock = clock
        let log = RecordedLog(isTalkative: true)
        self.log = log
        folder = FileManager.default.temporaryDirectory.path + "/kiosk-talk-\(UInt64.random(in: 0 ... .max))"
        var practice = PracticeConfiguration(catalogue: .procedures(procedures))
        practice.now = { clock.now }
        let backend = try await buildPracticeBackend(configuration: practice)
        self.backend = backend
        serving = Task { try await backend.run() }
        let address = try BackendAddress("http://127.0.0.1:\(try await backend.port)")
        client = try KioskAPIBackend(Play.backend(at: address), logger: log.logger, now: { clock.now })
        leaving = LeavingBackend(client)
        var options = StoreOptions(logger: log.logger)
        options.now = { clock.now }
        store = KioskStore.open(directory: folder, options: options)
        usage = UsageBook(store: store.usage, clock: clock, logger: log.logger)
        let catalogue = CatalogueDesk(
            store: store.catalogue, synonyms: { Synonyms() }, clock: clock, usage: usage, logger: log.logger
        )
        keeper = CatalogueKeeper(store: store.catalogue, desk: catalogue, clock: clock, logger: log.logger)
        delivery = OutboxDelivery(
            outbox: store.outbox, backend: client, clock: clock, chance: { 0 }, logger: log.logger
        )
        desk = Play.desk(
            catalogue: catalogue, backend: leaving, cache: store.answers, ledger: store.ledger,
            outbox: store.outbox, delivery: delivery, clock: clock, usage: usage, logger: log.logger
        )
        languages = try Play.languages()
        var settings = Play.settings(samples: backend.samples)
        adjust(&settings)
        self.settings = settings
    }

    /// Switches the backend off in the middle of the piece; the client keeps its address.
    func stopBackend() async {
        serving.cancel()
        _ = await serving.result
    }

    /// One visit; returns the play.
    func visit(
        _ script: [ScriptedConsole.Input],
        columns: Int = 72,
        codeRows: Int = 0,
        startsAfterCrash: Bool = false,
        manner: Manner = Manner()
    ) async throws -> Performance {
        let console = ScriptedConsole(script, columns: columns, codeRows: codeRows)
        let end = await Visit(
            console: console, desk: desk, languages: languages, settings: settings,
            startsAfterCrash: startsAfterCrash, manner: manner
        ).hold()
        return Performance(
            text: Play.masked(await console.transcript), end: end, faults: await console.faults,
            rest: await console.rest
        )
    }

    /// A whole exercise; returns the play and how the tasks went.
    func train(
        _ script: [ScriptedConsole.Input], language: String? = nil
    ) async throws -> (Performance, [TrainingOutcome]) {
        let console = ScriptedConsole(script)
        let training = Training(
            console: console, desk: desk, languages: try Play.found(languages.beginning(with: language)),
            settings: settings, material: try material(), setAway: { [leaving] in leaving.set(isAway: $0) })
        let outcomes = await training.hold()
        let performance = Performance(
            text: Play.masked(await console.transcript), end: .finished, faults: await console.faults,
            rest: await console.rest)
        return (performance, outcomes)
    }

    /// What the exercise is about.
    func material() throws -> TrainingMaterial {
        let late = try Play.found(backend.samples.dossier(.overdueWithApology))
        return TrainingMaterial(
            birth: try Play.found(ProcedureCode("1.001193")), marriage: try Play.found(ProcedureCode("1.000894")),
            slip: try Play.found(backend.samples.dossier(.received)).code, late: late.code, lastFour: late.lastFour,
            payment: try Play.found(backend.samples.payment(.paid)).reference)
    }

    func code(_ name: SampleDossier.Name) throws -> String { try Play.found(backend.samples.dossier(name)).code.text }

    private func clear() async {
        await client.shutdown()
        serving.cancel()
        _ = await serving.result
        store.close()
        try? FileManager.default.removeItem(atPath: folder)
    }
}

/// How one visit went.
struct Performance: Equatable {
    var text: String
    var end: VisitEnd
    /// Where the script did not fit; empty after a good test.
    var faults: [String]
    /// What of the script was not played.
    var rest: [ScriptedConsole.Input]
}
