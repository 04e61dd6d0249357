import AccessPointDevices
import ArgumentParser
import BackendClient
import ServiceDesk

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Look at everything between this kiosk and its province, and say who can mend what.",
        discussion: """
            One line each: ok, look or broken, what it means, and who can mend it. Nothing of a citizen is sent.
            Ends with 0 when all is well, 1 when somebody should look, 3 when something is broken.
            """
    )

    @OptionGroup var options: GlobalOptions
    @Flag(help: "JSON, one object a line: check, state, finding, mender, milliseconds.")
    var json = false

    func run() async throws {
        let installation = try await Installation.open(options)
        guard let url = installation.settings.backendURL else {
            installation.streams.note("practice mode: no backend.url is configured, so there is nothing to look at")
            throw ExitStatus.notFound
        }
        let settings = try installation.configured { () throws(BackendSettingsFault) in
            try installation.connection(url: url)
        }
        let backend = try installation.provincialBackend()
        let checks = BackendChecks(
            diagnosis: BackendDiagnosis(
                settings, livenessPath: backend.livenessPath, logger: installation.logger),
            backend: backend,
            address: settings.address,
            hasProxy: settings.proxy != nil,
            clock: installation.clock
        ).list
        let worst = try await Doctor(checks: checks, clock: installation.clock).examine { entry in
            try installation.streams.answer(json ? try JSONLine.text(entry) : entry.line)
        }
        await backend.shutdown()
        switch worst {
        case .ok, .skipped: return
        case .look: throw ExitStatus.notFound
        case .broken: throw ExitStatus.couldNotAsk
        }
    }
}
