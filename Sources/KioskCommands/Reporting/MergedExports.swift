import PublicServices
import ServiceDesk

/// Exports of many kiosks added up, with the files they came from.
struct MergedExports {
    private(set) var export: ReportExport
    /// The file of each source, in the order of the sources.
    private var files: [String]

    /// The first export.
    init(_ export: ReportExport, file: String) {
        self.export = export
        files = export.sources.map { _ in file }
    }

    /// Reads files and adds them up.
    ///
    /// - Throws: `ConfigurationFault` for a file that is no export, and as `add` does.
    static func read(_ paths: [String]) throws -> MergedExports? {
        guard let first = paths.first else { return nil }
        var merged = MergedExports(try ReportExport.read(first), file: first)
        for path in paths.dropFirst() { try merged.add(try ReportExport.read(path), file: path) }
        return merged
    }

    /// Adds another export.
    ///
    /// - Throws: `ConfigurationFault` naming both files, when what they hold cannot be added up.
    mutating func add(_ other: ReportExport, file: String) throws {
        let first = files.first ?? ""
        guard other.province == export.province else {
            throw ConfigurationFault(
                file: file, key: "province",
                mend: "is \(other.province), and \(export.province) in \(first); merge each province by itself")
        }
        guard other.countsPractice == export.countsPractice else {
            let practice = other.countsPractice ? file : first
            throw ConfigurationFault(
                file: file, key: "isPractice",
                mend: "\(practice) holds practice data, \(practice == file ? first : file) real data; leave one out")
        }
        for source in other.sources { try refuseTwice(source, file: file) }
        guard let (mine, theirs) = export.counted.flatMap({ mine in other.counted.map { (mine, $0) } }),
            mine + theirs <= ReportExport.mostCounted
        else { throw ConfigurationFault(file: file, key: "count", mend: "more than a province counts; leave it out") }
        export.add(other)
        files += other.sources.map { _ in file }
    }

    /// Ratings and words are in an export by whole months: a month in two files would count twice.
    private func refuseTwice(_ source: ReportExport.Source, file: String) throws {
        let months = Set(source.period.months)
        for (known, former) in zip(export.sources, files)
        where known.kiosk == source.kiosk && !months.isDisjoint(with: known.period.months) {
            throw ConfigurationFault(
                file: file, key: source.kiosk,
                mend: "\(former) holds the same month of a kiosk of this name, and ratings and words are in both by the"
                    + " whole month. The same kiosk: leave one out, or export whole months. Two kiosks: give each its own"
                    + " kiosk.id in kiosk.yaml and export again")
        }
    }
}
