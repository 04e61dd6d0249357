import AccessPointDevices
import ArgumentParser
import OfflineStore
import PublicServices
import ServiceDesk
import Synchronization

struct CatalogueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalogue",
        abstract: "Import, export or count the procedures on this kiosk.",
        subcommands: [ImportCommand.self, ExportCommand.self, SummaryCommand.self]
    )

    struct ImportCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "import",
            abstract: "Replace the catalogue by the records of files, one JSON object a line.",
            discussion: """
                Takes the kiosk's own form and that of portal crawls. Every row with a code and a name is kept; each
                skipped or mended row is named on standard error with its line.
                """
        )

        @OptionGroup var options: GlobalOptions
        @Argument(help: "Files; - is standard input.")
        var files: [String]

        func run() async throws {
            let installation = try await Installation.open(options)
            let file = CatalogueFile(paths: files)
            let keeper = try await installation.catalogue(startsFilled: false).keeper
            let count = try await keeper.replace(file.stream(), version: nil, source: "file")
            let remarks = file.remarks
            for remark in remarks { installation.streams.note("\(remark)") }
            let skipped = remarks.count { $0.kind == .skipped }
            let repaired = Set(remarks.filter { $0.kind == .repaired }.map(\.line)).count
            try installation.streams.answer("\(count) procedures imported, \(skipped) skipped, \(repaired) repaired")
        }
    }

    struct ExportCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "export", abstract: "Write the catalogue to standard output, one JSON object a line."
        )

        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let installation = try await Installation.open(options)
            let store = try await installation.catalogue().store
            let streams = installation.streams
            try await store.forEachProcedure { try streams.answer(try JSONLine.text($0)) }
        }
    }

    struct SummaryCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "summary",
            abstract: "Count procedures by level and service level, as a province publishes it."
        )

        @OptionGroup var options: GlobalOptions
        @Flag(help: "JSON: total, rows (level, total, full, partial, informational, unknown).")
        var json = false

        func run() async throws {
            let installation = try await Installation.open(options)
            let summary = try await installation.catalogue().store.summary()
            let report = SummaryReport(summary)
            try installation.streams.answer(json ? try JSONLine.text(report) : report.text)
        }
    }
}

/// JSON and text of `kiosk catalogue summary`.
struct SummaryReport: Encodable {
    struct Row: Encodable {
        var level: String
        var total: Int
        var full: Int
        var partial: Int
        var informational: Int
        var unknown: Int
    }

    var total: Int
    var rows: [Row]

    init(_ summary: CatalogueSummary) {
        total = summary.total
        let order: [AdministrativeLevel?] = [.province, .district, .commune, .ministry, .other, nil]
        rows = order.compactMap { level in
            summary.rows[level].map { row in
                Row(
                    level: level?.rawValue ?? "unknown", total: row.total, full: row.full, partial: row.partial,
                    informational: row.informational, unknown: row.unknown
                )
            }
        }
    }

    /// "label: value" lines; a total equals the sum of the levels.
    var text: String {
        let sum = rows.map { "\($0.total) (\($0.level))" }.joined(separator: " + ")
        let lines = rows.map { row in
            "\(row.level): \(row.total) = \(row.full) full, \(row.partial) partial, "
                + "\(row.informational) informational, \(row.unknown) not stated"
        }
        return ([rows.isEmpty ? "total: 0" : "total: \(total) = \(sum)"] + lines).joined(separator: "\n")
    }
}
