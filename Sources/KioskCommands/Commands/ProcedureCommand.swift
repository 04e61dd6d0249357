import AccessPointDevices
import ArgumentParser
import FoundationEssentials
import KioskConversation
import PublicServices
import ServiceDesk

struct ProcedureCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "procedure",
        abstract: "Show a procedure by its code.",
        discussion: """
            The code may be typed in any form: 1.001193, 1001193, 1.001193.000.00.00.H43.

            Examples:
              kiosk procedure 1.001193
              kiosk procedure 1001193 --json
            """
    )

    @OptionGroup var options: GlobalOptions
    @Flag(help: "JSON: origin, asOf, procedure (schema Procedure in backend-api.yaml).")
    var json = false
    @Option(help: "Language of the page, vi or en.")
    var language = "vi"
    @Argument(help: "The official code.")
    var code: String

    func run() async throws {
        guard let code = ProcedureCode(typed: code) ?? ProcedureCode(code) else {
            throw ValidationError("This is not a procedure code; an example is 1.001193.")
        }
        let installation = try await Installation.open(options, notesPractice: true)
        let answer = await (try installation.catalogue().desk).procedure(code)
        if json {
            let report = ProcedureReport(answer, now: installation.clock.now)
            try installation.streams.answer(try JSONLine.text(report))
        } else if let procedure = answer.value {
            try installation.streams.answer(try installation.text(language: language).procedure(procedure))
        } else {
            installation.streams.note("kiosk: no such procedure, or the catalogue cannot be read")
        }
        try answer.leave()
    }
}

extension Answer {
    /// Ends the command with the exit code that goes with the answer.
    func leave() throws {
        switch self {
        case .fresh, .saved: return
        case .notFound: throw ExitStatus.notFound
        case .unavailable: throw ExitStatus.couldNotAsk
        }
    }
}
