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
              echo 1234 | kiosk payment --of-dossier H43.12-240823-0001
                                                     where payments are known by their dossier (OpenCPS)
            """
    )

    @OptionGroup var options: GlobalOptions
    @Flag(help: "JSON: reference, origin, asOf, outcome, amount, office and more, lastSeen.")
    var json = false
    @Option(help: "Language of the page, vi or en.")
    var language = "vi"
    @Flag(
        help: "REFERENCE is a dossier's code; its second factor is read from standard input unless a slip brings it.")
    var ofDossier = false
    @Argument(help: "The reference as on the bill; - reads it from standard input.")
    var reference: String

    func run() async throws {
        if ofDossier { return try await askByDossier() }
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

    private func askByDossier() async throws {
        let input = LineReader(path: "-")
        let typed = reference == "-" ? try input.next() ?? "" : reference
        guard let code = DossierCode(stored: typed) else { throw ValidationError("This is not a dossier code.") }
        let scanned = ScannedSlip(scanned: typed)?.secondFactor
        let typedFactor = scanned == nil ? try input.next() ?? "" : ""
        let installation = try await Installation.open(options, notesPractice: true)
        try await installation.withLookups { lookups in
            let factor = try scanned ?? lookups.secondFactor(typedFactor)
            let answer = await lookups.payment(of: code, secondFactor: factor, visit: VisitLookups())
            let now = installation.clock.now
            if json {
                try installation.streams.answer(try JSONLine.text(PaymentReport(dossier: code, answer, now: now)))
            } else {
                let text = try installation.text(language: language)
                try installation.streams.answer(text.payment(ofDossier: answer, now: now))
            }
            try answer.leave()
        }
    }
}
