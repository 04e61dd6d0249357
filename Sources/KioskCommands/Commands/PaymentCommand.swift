import AccessPointDevices
import ArgumentParser
import FoundationEssentials
import PublicServices
import ServiceDesk

struct PaymentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "payment",
        abstract: "Say what became of a payment.",
        discussion: """
            An answer never comes from the cache: without the backend the command says what was last seen and ends with 3.

            Examples:
              kiosk payment dvcH4312240823000120240823093015
              kiosk payment - --json                 the reference from standard input
            """
    )

    @OptionGroup var options: GlobalOptions
    @Flag(help: "JSON: reference, origin, asOf, outcome, amount, office and more, lastSeen.")
    var json = false
    @Option(help: "Language of the page, vi or en.")
    var language = "vi"
    @Argument(help: "The reference as on the bill; - reads it from standard input.")
    var reference: String

    func run() async throws {
        let typed = reference == "-" ? try LineReader(path: "-").next() ?? "" : reference
        guard let reference = PaymentReference(typed: typed) else {
            throw ValidationError("A reference has 6 to 64 letters, digits, dots, dashes or underscores.")
        }
        let installation = try await Installation.open(options, notesPractice: true)
        try await installation.withLookups { lookups in
            // The words are read while the backend is asked.
            async let words = json ? nil : installation.text(language: language)
            let answer = await lookups.payment(reference, visit: VisitLookups())
            let lastSeen = answer.value == nil ? await lookups.lastSeen(reference) : nil
            let now = installation.clock.now
            if let text = try await words {
                try installation.streams.answer(text.payment(answer, lastSeen: lastSeen, now: now))
            } else {
                let report = PaymentReport(reference: reference, answer: answer, lastSeen: lastSeen, now: now)
                try installation.streams.answer(try JSONLine.text(report))
            }
            try answer.leave()
        }
    }
}
