import AccessPointDevices
import ArgumentParser
import BackendClient
import ServiceDesk

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Look at the whole kiosk and the way to its province, and say what to do and who can do it.",
        discussion: """
            One line each: ok, look or broken, what it means, what to do, and who can mend it. Nothing of a citizen is
            sent, nothing is changed. On an installed kiosk: sudo kiosk doctor.
            Ends with 0 when all is well, 1 when somebody should look, 3 when something is broken. With --offline,
            which asks neither network nor printer nor voice, it ends with 3 for broken and with 0 else: for installers.
            What each line means stands in kiosk-config/handbook.
            """
    )

    @OptionGroup var options: GlobalOptions
    @Flag(help: "JSON, one object a line: check, state, finding, remedy, mender, milliseconds.")
    var json = false
    @Flag(help: "Leave out network, printer and voice.")
    var offline = false

    func run() async throws {
        let streams = StandardStreams()
        let round = await DoctorRound.begin(options)
        let way = offline || round.configuration.state == .broken ? nil : BackendWay.begin(round)
        let checks = round.offline + (offline ? [] : round.devices) + (way?.checks ?? [])
        let worst = try await Doctor(checks: checks, clock: round.clock).examine { entry in
            try streams.answer(json ? try JSONLine.text(entry) : entry.line)
        }
        await way?.backend?.shutdown()
        switch worst {
        case .ok, .skipped: return
        case .look: if !offline { throw ExitStatus.notFound }
        case .broken: throw ExitStatus.couldNotAsk
        }
    }
}

/// The way to the province's backend, with the connections that looking at it opens.
struct BackendWay {
    let checks: [Check]
    let backend: (any ConnectedBackend)?

    /// Makes the client that visits use; settings it does not take are the first finding.
    static func begin(_ round: DoctorRound) -> BackendWay {
        do {
            let installation = try Installation(
                settings: round.settings, files: round.files, state: round.stateDirectory, makesDirectory: false)
            guard let url = installation.settings.backendURL else { return only(practice) }
            let settings = try installation.configured { () throws(BackendSettingsFault) in
                try installation.connection(url: url)
            }
            let backend = try installation.provincialBackend()
            let checks = BackendChecks(
                diagnosis: BackendDiagnosis(
                    settings, livenessPath: backend.livenessPath, logger: installation.logger),
                backend: backend, address: settings.address, hasProxy: settings.proxy != nil,
                clock: installation.clock, lacksToken: round.lacksToken
            ).list
            let kind = installation.settings.backendKind.rawValue
            let first = Check(name: "backend") { .ok("\(kind) at \(url)") }
            return BackendWay(checks: [first] + checks, backend: backend)
        } catch let fault as ConfigurationFault {
            return only(.broken(ContentChecks.place(fault), .kiosk, do: fault.mend))
        } catch {
            return only(.broken("\(error)", .kiosk, do: "look at the group backend in kiosk.yaml"))
        }
    }

    private static let practice = Finding.look(
        "practice mode: no backend.url is configured, so every dossier and payment is a sample", .kiosk,
        do: "write the province's address into backend.url")

    private static func only(_ finding: Finding) -> BackendWay {
        BackendWay(checks: [Check(name: "backend") { finding }], backend: nil)
    }
}
