import ArgumentParser
import KioskConversation

/// How visits begin; a citizen may change it for one visit, on the help page.
struct BeginningOptions: ParsableArguments {
    @Flag(help: "Each visit begins in volunteer mode: for a point where somebody always helps.")
    var volunteer = false
    @Flag(help: "Each visit begins one item at a time: for a point used with a screen reader.")
    var slow = false

    var manner: Manner { Manner(isSlow: slow, isVolunteer: volunteer) }
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
        discussion: "Refuses to start with a real backend while access-points.yaml still holds sample values."
    )

    @OptionGroup var options: GlobalOptions
    @OptionGroup var beginning: BeginningOptions

    func run() async throws {
        let installation = try await Installation.open(options, logsToFile: true)
        try installation.refuseSampleValues()
        try await installation.withKiosk { kiosk in
            try await VisitHost(kiosk: kiosk, manner: beginning.manner).holdForEver()
        }
    }
}
