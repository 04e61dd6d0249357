package import BackendAPI
import Hummingbird
import Logging
import NIOCore
package import PublicServices
import ServiceLifecycle

/// A real HTTP server that speaks the contract with sample data, for demonstration, training and tests.
///
/// Run it as a task that is cancelled, or in a `ServiceGroup` with graceful shutdown; `withPracticeBackend` does the
/// first.
package struct PracticeBackend: Service {
    /// Codes and references that a person can type.
    package let samples: PracticeSamples
    /// The faults in force; may be changed while it runs.
    package let faults: Faults
    /// How many requests each area has had.
    package let traffic: Traffic

    private let store: PracticeStore
    private let signsOfLife: SignsOfLife
    private let announcement: PortAnnouncement
    private let application: Application<PracticeResponder>

    init(configuration: PracticeConfiguration, store: PracticeStore) {
        let announcement = PortAnnouncement()
        let faults = Faults(configuration.faults)
        let traffic = Traffic()
        let signsOfLife = SignsOfLife()
        self.signsOfLife = signsOfLife
        self.store = store
        self.announcement = announcement
        self.faults = faults
        self.traffic = traffic
        samples = PracticeSamples(on: VietnamTime.day(of: configuration.now()))
        application = Application(
            responder: PracticeResponder(
                configuration: configuration, store: store, faults: faults, traffic: traffic, signsOfLife: signsOfLife
            ),
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port),
                serverName: "kiosk-practice-backend"
            ),
            onServerRunning: { channel in
                guard let port = channel.localAddress?.port else { return }
                await announcement.announce(.success(port))
            },
            logger: configuration.logger
        )
    }

    /// The port it listens on, as soon as it listens.
    ///
    /// - Throws: Why it does not listen, once `run()` has ended without.
    package var port: Int {
        get async throws { try await announcement.port }
    }

    /// Serves until the task is cancelled or a graceful shutdown is triggered.
    package func run() async throws {
        do {
            try await runUntilCancelled(application, logger: application.logger)
            await announcement.announce(.failure(CancellationError()))
        } catch {
            await announcement.announce(.failure(error))
            throw error
        }
    }

    /// Everything handed over so far, oldest first.
    package func records() async throws -> [PracticeRecord] {
        try await store.records()
    }

    /// The last sign of life of a kiosk; `nil` when it never gave any.
    package func signOfLife(of kiosk: String) -> HeartbeatBody? { signsOfLife.of(kiosk) }

    /// Publishes a new edition of the catalogue and returns its version.
    package func publish(_ procedures: [Procedure]) async throws -> String {
        try await store.publish(CatalogueSource.lines(of: procedures)).version
    }

    /// The version of the catalogue now offered.
    package func catalogueVersion() async throws -> String {
        try await store.edition().version
    }
}

/// Makes a practice backend with its state; it listens once it is run.
///
/// - Throws: When the database cannot be opened or a catalogue file cannot be read.
package func buildPracticeBackend(configuration: PracticeConfiguration) async throws -> PracticeBackend {
    let store = try PracticeStore(
        path: configuration.databasePath, limits: configuration.limits, now: configuration.now)
    let skipped = try await store.publish(CatalogueSource.lines(of: configuration.catalogue)).skipped
    if skipped > 0 { configuration.logger.warning("\(skipped) catalogue lines are no procedures") }
    try await store.seed(PracticeSamples(on: VietnamTime.day(of: configuration.now())))
    return PracticeBackend(configuration: configuration, store: store)
}

/// Runs a practice backend as long as `operation` takes and hands it the port.
package func withPracticeBackend<Value: Sendable>(
    _ configuration: PracticeConfiguration,
    isolation: isolated (any Actor)? = #isolation,
    operation: (_ backend: PracticeBackend, _ port: Int) async throws -> Value
) async throws -> Value {
    let backend = try await buildPracticeBackend(configuration: configuration)
    let serving = Task { try await backend.run() }
    do {
        let value = try await operation(backend, try await backend.port)
        serving.cancel()
        _ = await serving.result
        return value
    } catch {
        serving.cancel()
        _ = await serving.result
        throw error
    }
}
