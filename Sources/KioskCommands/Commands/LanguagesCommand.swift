import AccessPointDevices
import ArgumentParser
import KioskConversation
import ProcedureFinder

struct LanguagesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "languages",
        abstract: "How much each language pack says, and how plainly the Vietnamese one does.",
        discussion: """
            Reads every pack of kiosk-config/languages, also those that languages.order does not offer. Phrases and
            guides that are hard to read are named after the packs; then the exit code is 1.
            """
    )

    @OptionGroup var options: GlobalOptions
    @Flag(help: "JSON, one pack a line: tag, name, fallback, total, spoken, missing, forSpeakers.")
    var json = false
    @Option(help: "Print the phrases this pack lacks, with meaning and place, for a native speaker to fill in.")
    var missing: String?

    func run() async throws {
        let installation = try await Installation.open(options, entersKiosk: false)
        let files = installation.files
        if let missing { return try installation.streams.answer(try sheet(missing, files: files)) }
        let offered = installation.settings.languageOrder
        let others = files.languageTags().filter { !offered.contains($0) }
        let languages = try files.languages(order: offered + others)
        let coverages = languages.packs.map(LanguageCoverage.init)
        for coverage in coverages {
            let note = offered.contains(coverage.tag) ? "" : ", not offered (languages.order)"
            try installation.streams.answer(json ? try JSONLine.text(coverage) : coverage.text + note)
        }
        let faults = try PlainSpeech(files: files).faults()
        for fault in faults { installation.streams.note(fault) }
        if !faults.isEmpty { throw ExitStatus.notFound }
    }

    private func sheet(_ tag: String, files: ConfigFiles) throws -> String {
        let languages = try files.languages(order: [tag])
        let sources = try files.languages(order: ["vi", "en"]).packs.filter { $0.tag != tag }
        return TranslationSheet(languages.packs[0], sources: sources).text
    }
}

/// The check of everything the kiosk says in Vietnamese of itself.
struct PlainSpeech {
    let files: ConfigFiles

    /// What is hard to read, each with its place.
    func faults() throws -> [String] {
        let readability = Readability(try files.plainWords())
        let pack = try files.languages(order: ["vi"]).packs[0]
        let phrases = pack.phrases.sorted { $0.key < $1.key }.flatMap { key, sentence in
            readability.faults(in: sentence).map { "languages/vi.yaml: \(key): \($0)" }
        }
        let guides = try files.guides().flatMap { guide in
            guide.texts.flatMap { key, text in
                readability.faults(in: text.text(in: "vi")).map { "guides/\(guide.id).yaml: \(key): \($0)" }
            }
        }
        return phrases + guides
    }
}
