import AccessPointDevices
import ArgumentParser
import FoundationEssentials
import PublicServices
import ServiceDesk

/// Where a report goes and in which words.
struct ReportOutput: ParsableArguments {
    @Option(help: "Write one page with charts, for a browser or a printer; - is standard output.")
    var html: String?
    @Option(help: "Write the tables for a spreadsheet.")
    var csv: String?
    @Option(help: "Write the counters, to be added up by `kiosk report merge`; small numbers are in it.")
    var export: String?
    @Option(help: "vi or en.")
    var language = "vi"
    @Option(
        name: .customLong("office-points"),
        help: "CSV with agency,indicator,points for the indicators that offices score themselves.")
    var officePoints: String?

    /// What has to be open before the store is: see `ReportFile`.
    struct Opened {
        var files: ReportFiles
        var points: OfficePointsFile?
    }

    /// Reads and opens the files that were named.
    ///
    /// - Throws: `ConfigurationFault` for one that cannot be read or written.
    func opened() throws -> Opened {
        let points = try officePoints.map(OfficePointsFile.init)
        var files = ReportFiles()
        files.html = try html.map { try ReportFile(path: $0, permissions: 0o644) }
        files.csv = try csv.map { try ReportFile(path: $0, permissions: 0o644) }
        files.export = try export.map { try ReportFile(path: $0, permissions: 0o600) }
        let all = [files.html, files.csv, files.export].compactMap(\.self)
        for (index, file) in all.enumerated() where all[..<index].contains(where: file.isSame) {
            throw ValidationError("--html, --csv and --export need a file each.")
        }
        return Opened(files: files, points: points)
    }

    /// Writes what was asked for; prints the report when no file was.
    func write(
        _ counters: ReportExport, period: ReportPeriod, to opened: Opened, _ installation: Installation
    ) throws {
        let files = opened.files
        if let file = files.export {
            try file.put(try JSONLine.text(counters) + "\n")
            installation.streams.note(
                "\(export ?? ""): bare counts, small ones too; for the province, not to be published")
        }
        guard files.html != nil || files.csv != nil || files.export == nil else { return }
        let document = try document(counters, period, opened.points, installation)
        if let file = files.html { try file.put(HTMLReport(document).text) }
        if let file = files.csv { try file.put(CSVReport(document: document).text) }
        guard files.html == nil, files.csv == nil else { return }
        try installation.streams.answer(TextReport(document: document).lines.joined(separator: "\n"))
    }

    private func document(
        _ counters: ReportExport, _ period: ReportPeriod, _ points: OfficePointsFile?, _ installation: Installation
    ) throws -> ReportDocument {
        let words = try ReportWords(language: language, files: installation.files)
        let report = UsageReport(counters.record.within(period), period: period)
        var facts = ReportComposer.Facts(
            province: counters.province,
            kiosks: Array(Set(counters.sources.map(\.kiosk))).sorted(),
            day: VietnamTime.day(of: installation.clock.now),
            readiness: counters.readiness?.summary)
        facts.isPractice = counters.countsPractice
        facts.coverage = counters.coverage(of: period)
        facts.survey = try? installation.survey()
        if let points {
            let offices = report.offices.map(\.name)
            facts.scored = points.scored(of: offices)
            for note in points.notes(about: offices) { installation.streams.note(note) }
        }
        return ReportComposer(report: report, facts: facts, words: words).document
    }
}

extension ReportExport {
    /// Kiosks that counted on fewer days than a period has, with the number of these days.
    func coverage(of period: ReportPeriod) -> [(kiosk: String, days: Int)] {
        let days = Dictionary(grouping: sources, by: \.kiosk).mapValues { sources in
            sources.reduce(0) { sum, source in
                let first = max(source.period.first, period.first)
                let last = min(source.period.last, period.last)
                return sum + max(0, last.number - first.number + 1)
            }
        }
        let whole = period.last.number - period.first.number + 1
        return days.filter { $0.value < whole }.map { (kiosk: $0.key, days: $0.value) }
            .sorted { $0.kiosk < $1.kiosk }
    }
}
