import AccessPointDevices
import ArgumentParser
import Logging
import PracticeBackend
import PublicServices
import ServiceDesk
import ServiceLifecycle
import UnixSignals

struct PracticeBackendCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "practice-backend",
        abstract: "Serve the contract backend-api.yaml with sample data, for training and tests.",
        discussion: """
            Faults: \(Fault.help)

            Examples:
              kiosk practice-backend --port 8080
              kiosk practice-backend --port 8080 --catalogue procedures.jsonl --fault slow=5 --fault html@dossiers
            """
    )

    @OptionGroup var options: GlobalOptions
    @Option(help: "Port on 127.0.0.1; 0 takes a free one.")
    var port = 0
    @Option(help: "Catalogue file; default is the starter catalogue. May be given several times.")
    var catalogue: [String] = []
    @Option(help: "SQLite file of its state; without one nothing is kept.")
    var database: String?
    @Option(name: .customLong("fault"), help: "A fault, NAME[=VALUE][@PATH]. May be given several times.")
    var faults: [String] = []

    func run() async throws {
        let installation = try await Installation.open(options, entersKiosk: false)
        let files = catalogue.isEmpty ? installation.files.starterCatalogue() : catalogue
        var configuration = PracticeConfiguration(catalogue: .procedures(try await Self.procedures(files)))
        configuration.port = port
        configuration.databasePath = database
        configuration.faults = try faults.map { text in
            do { return try Fault(typed: text) } catch { throw ValidationError("\(error)") }
        }
        configuration.logger = installation.logger
        let backend = try await buildPracticeBackend(configuration: configuration)
        let group = ServiceGroup(
            configuration: .init(
                services: [.init(service: backend)],
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: installation.logger
            )
        )
        async let served: Void = group.run()
        installation.streams.note("practice backend: http://127.0.0.1:\(try await backend.port)")
        for dossier in backend.samples.dossiers {
            installation.streams.note("\(dossier.code.text)  \(dossier.lastFour)  \(dossier.label)")
        }
        for payment in backend.samples.payments {
            installation.streams.note("\(payment.reference.text)  \(payment.label)")
        }
        try await served
    }

    /// All records that can be read, of our own form or of a crawl's.
    static func procedures(_ files: [String]) async throws -> [Procedure] {
        var procedures: [Procedure] = []
        for try await batch in CatalogueFile(paths: files).stream() { procedures += batch.map(\.procedure) }
        return procedures
    }
}
