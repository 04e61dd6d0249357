import FoundationEssentials
import PublicServices
import ServiceDesk

/// Counters of one or more kiosks as a file, so that a province can add them up (`kiosk report merge`).
struct ReportExport: Codable, Equatable {
    /// A kiosk and the days counted there.
    struct Source: Codable, Hashable {
        var kiosk: String
        var period: ReportPeriod
    }

    struct Count: Codable, Equatable {
        var key: UsageKey
        var count: Int
    }

    struct Evaluation: Codable, Equatable {
        var key: EvaluationKey
        var count: Int
    }

    /// Procedures of a level in the catalogue.
    struct Readiness: Codable, Equatable {
        struct Row: Codable, Equatable {
            /// `nil` for procedures whose record names no level.
            var level: AdministrativeLevel?
            var full: Int
            var partial: Int
            var informational: Int
            var unknown: Int
        }

        var confirmedAt: Date
        var rows: [Row]
    }

    static let format = "kiosk-usage-1"

    var format = Self.format
    var province: String
    /// Sample data of practice; files of kiosks that did not know the difference do not say.
    var isPractice: Bool?
    var sources: [Source]
    var counts: [Count]
    var evaluations: [Evaluation]
    var words: [UnansweredWords]
    var readiness: Readiness?

    init(province: String, source: Source, record: UsageRecord, readiness: Readiness?) {
        self.province = province
        sources = [source]
        counts = []
        evaluations = []
        words = []
        self.readiness = readiness
        set(record)
    }

    /// The counters.
    var record: UsageRecord {
        var record = UsageRecord()
        for entry in counts { record.counts[entry.key, default: 0] += entry.count }
        for entry in evaluations { record.evaluations[entry.key, default: 0] += entry.count }
        record.words = words
        return record
    }

    /// All days counted anywhere; `nil` for an export of nothing.
    var period: ReportPeriod? {
        sources.map(\.period).reduce(nil as ReportPeriod?) { $0?.joined(with: $1) ?? $1 }
    }

    /// Whether sample data of practice was counted, and not what citizens did.
    var countsPractice: Bool { isPractice ?? false }

    /// Adds another export; whether the two may be added is `MergedExports`' to judge.
    mutating func add(_ other: ReportExport) {
        var sum = record
        sum.add(other.record)
        sources += other.sources
        set(sum)
        // Catalogues are not added up: the newest is the province's.
        if let theirs = other.readiness, readiness.map({ $0.confirmedAt < theirs.confirmedAt }) ?? true {
            readiness = theirs
        }
    }

    /// In one order, so that equal counters are equal files.
    private mutating func set(_ record: UsageRecord) {
        counts = record.counts.map { Count(key: $0.key, count: $0.value) }.sorted { $0.order < $1.order }
        evaluations = record.evaluations.map { Evaluation(key: $0.key, count: $0.value) }
            .sorted { $0.order < $1.order }
        words = record.words
    }
}

extension ReportExport.Count {
    fileprivate var order: (Int, String, String, Int) {
        (key.day.number, key.counter.rawValue, key.label, key.hour ?? -1)
    }
}

extension ReportExport.Evaluation {
    fileprivate var order: (Int, String, String, String, String) {
        let office = "\(key.office.organisation ?? "")\u{0}\(key.office.agency)"
        return (key.month.number, office, key.office.level?.rawValue ?? "", key.item, key.mark)
    }
}

extension ReportExport.Readiness {
    init(_ summary: CatalogueSummary, confirmedAt: Date) {
        self.confirmedAt = confirmedAt
        rows = summary.rows.map { level, row in
            Row(
                level: level, full: row.full, partial: row.partial, informational: row.informational,
                unknown: row.unknown)
        }.sorted { ($0.level?.rawValue ?? "~") < ($1.level?.rawValue ?? "~") }
    }

    /// The table again.
    var summary: CatalogueSummary {
        var summary = CatalogueSummary()
        for row in rows {
            summary.count(level: row.level, service: .full, procedures: row.full)
            summary.count(level: row.level, service: .partial, procedures: row.partial)
            summary.count(level: row.level, service: .informational, procedures: row.informational)
            summary.count(level: row.level, service: nil, procedures: row.unknown)
        }
        return summary
    }
}
