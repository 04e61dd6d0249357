import ArgumentParser

struct VisitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "visit", abstract: "Open one visit in this terminal (what `kiosk` alone does)."
    )

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let installation = try await Installation.open(options, logsToFile: true)
        try await installation.withKiosk { kiosk in try await VisitHost(kiosk: kiosk).holdOne() }
    }
}

struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Serve the public: one visit after the other, without end.",
        discussion: "Refuses to start with a real backend while access-points.yaml still holds sample values."
    )

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let installation = try await Installation.open(options, logsToFile: true)
        try installation.refuseSampleValues()
        try await installation.withKiosk { kiosk in try await VisitHost(kiosk: kiosk).holdForEver() }
    }
}
