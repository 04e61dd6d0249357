import AccessPointDevices
import ArgumentParser
import FoundationEssentials
import Glibc
import KioskConversation
import Logging

/// How visits begin; a citizen may change it for one visit, on the help page.
struct BeginningOptions: ParsableArguments {
    @Flag(help: "Each visit begins in volunteer mode: for a point where somebody always helps.")
    var volunteer = false
    @Flag(help: "Each visit begins one item at a time: for a point used with a screen reader.")
    var slow = false

    var manner: Manner { Manner(isSlow: slow, isVolunteer: volunteer) }

    /// The same options as a command line.
    var arguments: [String] { (volunteer ? ["--volunteer"] : []) + (slow ? ["--slow"] : []) }
}

struct VisitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "visit", abstract: "Open one visit in this terminal (what `kiosk` alone does)."
    )

    @OptionGroup var options: GlobalOptions
    @OptionGroup var beginning: BeginningOptions

    func run() async throws {
        let installation = try await Installation.open(options, logsToFile: true)
        try await installation.withKiosk { kiosk in
            try await VisitHost(kiosk: kiosk, manner: beginning.manner).holdOne()
        }
    }
}

struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Serve the public: one visit after the other, without end.",
        discussion: """
            Each visit has a process of its own, so that nothing of it is left in memory. Keys never end the kiosk;
            stop it from outside (SIGTERM). Over a pipe or a file the visits share one process and end with the input.
            Refuses to start with a real backend while access-points.yaml still holds sample values.
            """
    )

    @OptionGroup var options: GlobalOptions
    @OptionGroup var beginning: BeginningOptions

    @Option(
        name: .customLong("stall-seconds"),
        help: ArgumentHelp("Seconds without a sign of life after which a visit is ended.", visibility: .hidden))
    var stallSeconds = 30

    func run() async throws {
        try refuseRoot()
        let terminal = Terminal()
        guard terminal.isTerminal else {
            SteadyMemory.begin()
            let installation = try await PublicVisitCommand.open(options)
            return try await installation.withKiosk { kiosk in
                try await VisitHost(kiosk: kiosk, manner: beginning.manner).holdForEver()
            }
        }
        // A line on the terminal itself would stand on the public screen.
        let level = isatty(2) == 1 ? Logger.Level.critical : .info
        let isJournal = Journal.isStandardError(environment: ProcessInfo.processInfo.environment)
        let sink = isJournal ? LogSink.journal : .standardError
        let logger = Logger(label: "kiosk") { _ in KioskLogHandler(level: level, sink: sink) }
        var supervisor = VisitSupervisor(
            arguments: ["public-visit"] + options.arguments + beginning.arguments, terminal: terminal, logger: logger
        )
        supervisor.stallAfter = .seconds(max(2, stallSeconds))
        let status = try supervisor.run()
        guard let ending = ExitStatus(rawValue: status), ending != .found else { return }
        throw ending
    }

    /// The processes of its visits would not have the token that root reads.
    private func refuseRoot() throws {
        let standing = InstalledKiosk().standing(
            named: options.stateDirectory, environment: ProcessInfo.processInfo.environment)
        guard case .operator = standing else { return }
        throw ValidationError("On an installed kiosk its service does this: systemctl start kiosk")
    }
}

/// One visit of `kiosk run`, in a process of its own; not for people.
struct PublicVisitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "public-visit", abstract: "One visit of `kiosk run`.", shouldDisplay: false
    )

    @OptionGroup var options: GlobalOptions
    @OptionGroup var beginning: BeginningOptions
    @Flag(name: .customLong("next-citizen"), help: "A volunteer goes on to the next citizen: the visit begins at once.")
    var nextCitizen = false

    func run() async throws {
        let installation = try await Self.open(options)
        var manner = beginning.manner
        if nextCitizen { manner.isVolunteer = true }
        try await installation.withKiosk { [nextCitizen, manner] kiosk in
            try await VisitHost(kiosk: kiosk, manner: manner).holdNext(isExpected: nextCitizen)
        }
    }

    static func open(_ options: GlobalOptions) async throws -> Installation {
        let installation = try await Installation.open(options, logsToFile: true)
        try installation.refuseSampleValues()
        return installation
    }
}
