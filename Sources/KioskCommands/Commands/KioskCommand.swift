package import ArgumentParser

/// `kiosk`: without a subcommand it opens a visit.
package struct KioskCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "kiosk",
        abstract: "Find procedures, check dossiers, look up payments and rate how you were served.",
        discussion: """
            Without a subcommand a visit opens in the terminal. Without a backend the kiosk practises with sample data.

            Examples:
              kiosk                                  a visit
              kiosk find khai sinh                   procedures for words, with or without accents
              kiosk procedure 1.001193 --json        a procedure, for scripts
              kiosk dossier H43.12-240823-0001       how far a dossier has come
              kiosk --generate-completion-script bash

            Exit codes: 0 found, 1 not found, 2 bad usage, 3 could not ask.
            """,
        version: KioskVersion.text,
        subcommands: [
            VisitCommand.self, RunCommand.self, PublicVisitCommand.self, FindCommand.self, ProcedureCommand.self,
            DossierCommand.self, PaymentCommand.self, RateCommand.self, SyncCommand.self, CatalogueCommand.self,
            BundleCommand.self, OutboxCommand.self, DoctorCommand.self, LanguagesCommand.self,
            ReportCommand.self, PracticeCommand.self, PracticeBackendCommand.self,
        ],
        defaultSubcommand: VisitCommand.self
    )

    package init() {}

    /// Parses the arguments, runs the command and returns the exit code: 0, 1, 2 or 3.
    package static func execute() async -> Int32 {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            return ExitStatus.found.rawValue
        } catch {
            return report(error)
        }
    }
}

/// The version of the program.
package enum KioskVersion {
    package static let text = "0.1.0"
}
