import AccessPointDevices
import ArgumentParser
import FoundationEssentials
import ProcedureFinder
import PublicServices
import ServiceDesk

struct FindCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "find",
        abstract: "Find procedures by words, with or without accents.",
        discussion: """
            Examples:
              kiosk find khai sinh cho con
              kiosk find --json dang ky ket hon
              kiosk find --json --queries-from questions.txt     one question a line, one JSON object a line
            """
    )

    @OptionGroup var options: GlobalOptions
    @Flag(help: "One JSON object a query: query, verdict, results (code, name, score, field, levels, agency), missing.")
    var json = false
    @Option(help: "At most this many procedures, 1 to 100.")
    var limit = 10
    @Option(help: "Read queries from a file, one a line; - is standard input.")
    var queriesFrom: String?
    @Argument(help: "What is looked for.")
    var words: [String] = []

    func validate() throws {
        guard (1...100).contains(limit) else { throw ValidationError("--limit takes 1 to 100.") }
        guard words.isEmpty != (queriesFrom == nil) else {
            throw ValidationError("Give words to find, or --queries-from FILE.")
        }
    }

    func run() async throws {
        let installation = try await Installation.open(options, notesPractice: true)
        let catalogue = try await installation.catalogue().desk
        guard let queriesFrom else {
            let found = try await answer(words.joined(separator: " "), catalogue, installation.streams)
            guard found > 0 else {
                installation.streams.note("kiosk: nothing found; try other words, or browse in a visit: kiosk")
                throw ExitStatus.notFound
            }
            return
        }
        for try await query in TextLines(path: queriesFrom) {
            _ = try await answer(query, catalogue, installation.streams)
        }
    }

    private func answer(_ query: String, _ desk: CatalogueDesk, _ streams: StandardStreams) async throws -> Int {
        let found = try await desk.find(query, limit: limit)
        if json {
            try streams.answer(try JSONLine.text(FindReport(query: query, found: found)))
        } else {
            if let missing = found.missing {
                streams.note("kiosk: “\(query)” is “\(missing)”; the catalogue has no such procedure")
            }
            for match in found.matches { try streams.answer("\(match.entry.code)  \(match.entry.name)") }
        }
        return found.verdict == .outOfScope ? 0 : found.matches.count
    }
}
