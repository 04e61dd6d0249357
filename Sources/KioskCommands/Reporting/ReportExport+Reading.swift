import FoundationEssentials
import OfflineStore
import PublicServices
import ServiceDesk

extension ReportExport {
    /// More than any province counts; sums of files below it stay far from the largest number.
    static let mostCounted = 1_000_000_000_000_000
    /// Years that a kiosk may have counted in, whatever its clock said.
    private static let years = 2000...2200
    private static let longestName = 200

    /// An export as it was written.
    ///
    /// - Throws: `ConfigurationFault` naming the file, for a file that is no export or holds what no kiosk counts.
    static func read(_ path: String) throws -> ReportExport {
        guard let data = try? Data(contentsOf: URL(filePath: path)) else {
            throw ConfigurationFault(file: path, mend: "cannot be read")
        }
        let export: ReportExport
        do {
            export = try JSONDecoder().decode(ReportExport.self, from: data)
        } catch let error as DecodingError {
            throw ConfigurationFault(file: path, key: error.path, mend: "no export of `kiosk report`: \(error.mend)")
        }
        guard export.format == format else {
            throw ConfigurationFault(file: path, key: "format", mend: "\(format) is understood here")
        }
        if let fault = export.fault {
            throw ConfigurationFault(file: path, key: fault, mend: "no kiosk counts this; have the file written anew")
        }
        return export
    }

    /// Everything that was counted, added up; `nil` for a number below zero or sums that no kiosk reaches.
    var counted: Int? {
        let rows = readiness?.rows.flatMap { [$0.full, $0.partial, $0.informational, $0.unknown] } ?? []
        let numbers = counts.map(\.count) + evaluations.map(\.count) + words.map(\.visits) + rows
        return numbers.reduce(0 as Int?) { sum, number in
            guard let sum, (0...Self.mostCounted).contains(number) else { return nil }
            return sum + number <= Self.mostCounted ? sum + number : nil
        }
    }

    /// The part of the file that no kiosk writes; `nil` for a sound one.
    private var fault: String? {
        if sources.isEmpty { return "sources" }
        for (index, source) in sources.enumerated() {
            let (first, last) = (source.period.first, source.period.last)
            guard first <= last, Self.years.contains(first.year), Self.years.contains(last.year) else {
                return "sources.\(index).period"
            }
            guard !source.kiosk.isEmpty, source.kiosk.count <= Self.longestName else { return "sources.\(index).kiosk" }
        }
        if province.count > Self.longestName { return "province" }
        if counted == nil { return "count" }
        let days = counts.map(\.key.day.year)
        let months = evaluations.map(\.key.month) + words.map(\.month)
        let isDated =
            days.allSatisfy(Self.years.contains)
            && months.allSatisfy { (1...12).contains($0.month) && Self.years.contains($0.year) }
        if !isDated { return "month" }
        return evaluations.contains { $0.key.office.agency.count > Self.longestName } ? "agency" : nil
    }
}

extension Installation {
    /// The counters of this kiosk.
    func export(_ period: ReportPeriod) async throws -> ReportExport {
        let record = try await store.usage.record(from: period.first, to: period.last)
        let header = try await store.catalogue.header()
        let summary = header == nil ? nil : try await store.catalogue.summary()
        var export = ReportExport(
            province: settings.provinceName,
            source: ReportExport.Source(kiosk: settings.kioskID, period: period),
            record: record,
            readiness: summary.flatMap { summary in header.map { .init(summary, confirmedAt: $0.confirmedAt) } })
        export.isPractice = settings.isPractice
        return export
    }
}
