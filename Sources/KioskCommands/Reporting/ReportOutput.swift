import AccessPointDevices
import ArgumentParser
import FoundationEssentials
import OfflineStore
import PublicServices
import ServiceDesk

/// Where a report goes and in which words.
struct ReportOutput: ParsableArguments {
    @Option(help: "Write one page with charts, for a browser or a printer.")
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

    /// Writes what was asked for; prints the report when no file was.
    func write(_ counters: ReportExport, period: ReportPeriod, _ installation: Installation) throws {
        if let export {
            try put(try JSONLine.text(counters) + "\n", export, permissions: 0o600)
            installation.streams.note("\(export): bare counts, small ones too; for the province, not to be published")
        }
        guard html != nil || csv != nil || export == nil else { return }
        let document = try document(counters, period, installation)
        if let html { try put(HTMLReport(document).text, html, permissions: 0o644) }
        if let csv { try put(CSVReport(document: document).text, csv, permissions: 0o644) }
        guard html == nil, csv == nil else { return }
        try installation.streams.answer(TextReport(document: document).lines.joined(separator: "\n"))
    }

    private func document(
        _ counters: ReportExport, _ period: ReportPeriod, _ installation: Installation
    ) throws -> ReportDocument {
        var facts = ReportComposer.Facts(
            province: counters.province,
            kiosks: Array(Set(counters.sources.map(\.kiosk))).sorted(),
            day: VietnamTime.day(of: installation.clock.now),
            readiness: counters.readiness?.summary)
        if let officePoints { facts.scored = try OfficePointsFile(path: officePoints).points }
        let words = try ReportWords(language: language, files: installation.files)
        let report = UsageReport(counters.record.within(period), period: period)
        return ReportComposer(report: report, facts: facts, words: words).document
    }

    /// The new file whole, or the one before.
    private func put(_ text: String, _ path: String, permissions: Int) throws {
        do {
            try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
            try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: path)
        } catch {
            throw ConfigurationFault(file: path, mend: "cannot be written; name a folder that is there")
        }
    }
}

extension ReportExport {
    /// - Throws: `ConfigurationFault` for a file that is no export.
    static func read(_ path: String) throws -> ReportExport {
        guard let data = try? Data(contentsOf: URL(filePath: path)) else {
            throw ConfigurationFault(file: path, mend: "cannot be read")
        }
        do {
            let export = try JSONDecoder().decode(ReportExport.self, from: data)
            guard export.format == format else {
                throw ConfigurationFault(file: path, key: "format", mend: "\(format) is understood here")
            }
            return export
        } catch let error as DecodingError {
            throw ConfigurationFault(file: path, key: error.path, mend: "no export of `kiosk report`: \(error.mend)")
        }
    }
}

extension Installation {
    /// The counters of this kiosk.
    func export(_ period: ReportPeriod) async throws -> ReportExport {
        let record = try await store.usage.record(from: period.first, to: period.last)
        let header = try await store.catalogue.header()
        let summary = header == nil ? nil : try await store.catalogue.summary()
        return ReportExport(
            province: settings.provinceName,
            source: ReportExport.Source(kiosk: settings.kioskID, period: period),
            record: record,
            readiness: summary.flatMap { summary in header.map { .init(summary, confirmedAt: $0.confirmedAt) } })
    }
}
