import AccessPointDevices
import ArgumentParser
import FoundationEssentials
import PublicServices
import ServiceDesk

struct DossierCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dossier",
        abstract: "Say how far a dossier has come.",
        discussion: """
            With the code alone only the degree of completion is public. With --second-factor the last four digits of
            the ID card or telephone (with OpenCPS the look-up code on the slip) are read from standard input, so that
            they stand in no list of processes. A scanned slip brings its own.

            Examples:
              kiosk dossier H43.12-240823-0001
              echo 1234 | kiosk dossier H43.12-240823-0001 --second-factor --json
              kiosk dossier -                        the code, too, from standard input
              kiosk dossier --from list.csv --output answers.csv --resume

            A list has one code a line, or a column headed code or mã hồ sơ. It is answered with the public part, one
            code every three seconds, as CSV (code, origin, asOf, degree) or with --json one object a line. Twenty
            codes that are not found within an hour end the round, five of the same code a day, as in a visit; a
            backend that asks to wait (Retry-After) is obeyed.
            """
    )

    @OptionGroup var options: GlobalOptions
    @Flag(help: "JSON: code, origin, asOf, degree, and detail with a second factor.")
    var json = false
    @Flag(help: "Read the last four digits from standard input.")
    var secondFactor = false
    @Option(help: "Language of the page, vi or en.")
    var language = "vi"
    @Option(help: "Look up a list: a text or CSV file; - is standard input.")
    var from: String?
    @Option(help: "Write the answers of a list to this file instead of standard output.")
    var output: String?
    @Flag(help: "Go on with a list: pass over what the output file answers already.")
    var resume = false
    @Option(help: "Seconds between two codes of a list, 2 to 60.")
    var every = 3
    @Argument(help: "The dossier code as on the slip; - reads it from standard input.")
    var code: String?

    func validate() throws {
        guard (code == nil) != (from == nil) else { throw ValidationError("Give a code, or --from FILE.") }
        guard from == nil || !secondFactor else { throw ValidationError("A list is answered with the public part.") }
        guard from != nil || (output == nil && !resume) else { throw ValidationError("--output goes with --from.") }
        guard !resume || output != nil else { throw ValidationError("--resume needs --output FILE.") }
        guard (2...60).contains(every) else { throw ValidationError("--every takes 2 to 60.") }
    }

    func run() async throws {
        if let from { return try await runList(from) }
        let input = LineReader(path: "-")
        let typed = code == "-" ? try input.next() ?? "" : code ?? ""
        guard let code = DossierCode(stored: typed) else {
            throw ValidationError("This is not a dossier code; an example is H43.12-240823-0001.")
        }
        let typedFactor = secondFactor ? try input.next() ?? "" : nil
        let scanned = ScannedSlip(scanned: typed)?.secondFactor
        let installation = try await Installation.open(options, notesPractice: true)
        try await installation.withLookups { lookups in
            let visit = VisitLookups()
            let factor = try typedFactor.map { try lookups.secondFactor($0) } ?? scanned
            // The words are read while the backend is asked.
            async let words = json ? nil : installation.text(language: language)
            let answer = await lookups.dossier(code, secondFactor: factor, visit: visit)
            try show(answer, code: code, installation, words: try await words)
            try answer.leave()
        }
    }

    private func runList(_ from: String) async throws {
        let installation = try await Installation.open(options, notesPractice: true)
        let file = DossierListFile(path: output, isJSON: json, streams: installation.streams)
        let pause = Duration.seconds(every)
        let run = DossierListRun(list: try CodeList(path: from), file: file, pause: pause, resumes: resume)
        try await run.run(installation)
    }

    private func show(
        _ answer: Answer<DossierStatus>, code: DossierCode, _ installation: Installation, words: OneShotText?
    ) throws {
        guard let words else {
            let report = DossierReport(code: code, answer: answer, now: installation.clock.now)
            return try installation.streams.answer(try JSONLine.text(report))
        }
        let hasDetail = answer.value?.detail != nil
        let text = hasDetail ? try installation.text(language: language, tellsDays: true) : words
        try installation.streams.answer(text.dossier(answer, now: installation.clock.now))
    }
}

extension LookupDesk {
    /// What was typed, as the province's second factor.
    func secondFactor(_ typed: String) throws -> SecondFactor {
        let factor = capabilities.asksPrintedSecret ? SecondFactor(typedSecret: typed) : SecondFactor(typed: typed)
        guard let factor else {
            throw ValidationError(
                capabilities.asksPrintedSecret
                    ? "The look-up code on the slip is needed." : "Four digits are needed, for example 1234.")
        }
        return factor
    }
}
