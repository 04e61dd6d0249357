import FoundationEssentials
import KioskTestSupport
import PublicServices
import ServiceDesk

@testable import KioskCommands

/// Counters of invented kiosks, the same for the same seed.
struct ReportSample {
    private var numbers: SeededGenerator

    init(seed: UInt64) { numbers = SeededGenerator(seed: seed) }

    static let november: ReportPeriod? = CalendarDay(year: 2026, month: 11, day: 1).flatMap { first in
        CalendarDay(year: 2026, month: 11, day: 30).flatMap { ReportPeriod(first: first, last: $0) }
    }

    static let offices = [
        RatedOffice(level: .province, agency: "Sở Mẫu một"), RatedOffice(level: .district, agency: "Ủy ban mẫu <hai>"),
        RatedOffice(level: .commune, agency: "=Xã mẫu"), RatedOffice(level: .commune, agency: "Xã ít người"), .service,
    ]

    /// Everything a kiosk may have counted in these days.
    mutating func record(_ period: ReportPeriod) -> UsageRecord {
        var record = UsageRecord()
        for day in period.days { add(day, &record) }
        for month in period.months { add(month, &record) }
        return record
    }

    mutating func export(_ kiosk: String, _ period: ReportPeriod) -> ReportExport {
        ReportExport(
            province: "MẪU", source: .init(kiosk: kiosk, period: period), record: record(period),
            readiness: .init(Self.readiness, confirmedAt: Date(timeIntervalSince1970: 1_795_000_000)))
    }

    /// What Ninh Thuận published in July 2021 (`research/province-plan.txt`).
    static var readiness: CatalogueSummary {
        var summary = CatalogueSummary()
        summary.count(level: .province, service: .full, procedures: 1_418)
        summary.count(level: .province, service: .partial, procedures: 10)
        summary.count(level: .district, service: .full, procedures: 257)
        summary.count(level: .commune, service: .partial, procedures: 147)
        return summary
    }

    private mutating func add(_ day: CalendarDay, _ record: inout UsageRecord) {
        guard day.weekday < 7 else { return }
        let visits = Int.random(in: 3...30, using: &numbers)
        put(visits, .visitsBegun, "", day, &record)
        put(visits * 3 / 4, .visitsEnded, "finished", day, &record)
        put(visits - visits * 3 / 4, .visitsEnded, "idle", day, &record)
        put(visits * 4 / 5, .visitsAnswered, "", day, &record)
        put(visits / 2, .searches, "found", day, &record)
        put(visits / 9, .searches, "nothing", day, &record)
        put(visits / 3, .lookups, "dossier found", day, &record)
        put(visits / 8, .lookups, "dossier offlineKnown", day, &record)
        put(visits / 3, .answerTime, "dossier 0.5", day, &record)
        put(visits * 90, .answerMilliseconds, "dossier", day, &record)
        put(visits / 10, .given, "reminder sent", day, &record)
        for hour in 7..<17 {
            record.counts[UsageKey(day: day, hour: hour, counter: .openSeconds)] = 3_600
            guard Int.random(in: 0..<9, using: &numbers) == 0 else { continue }
            record.counts[UsageKey(day: day, hour: hour, counter: .offlineSeconds)] = 900
        }
    }

    private mutating func add(_ month: UsageMonth, _ record: inout UsageRecord) {
        for (index, office) in Self.offices.enumerated() {
            let ratings = office.agency == "Xã ít người" ? 2 : Int.random(in: 4...20, using: &numbers) + index
            put(ratings, month, office, EvaluationKey.ratings, "", &record)
            put(ratings / 2, month, office, "overall", "verySatisfied", &record)
            put(ratings - ratings / 2 - ratings / 4, month, office, "overall", "satisfied", &record)
            put(ratings / 4, month, office, "overall", "dissatisfied", &record)
            for item in ["1", "3", "4", "7"] {
                put(ratings / 2, month, office, item, "2", &record)
                put(ratings / 3, month, office, item, "1", &record)
            }
        }
        record.words.append(UnansweredWords(month: month, words: "sổ hồng bị mất", visits: 4))
    }

    private func put(
        _ count: Int, _ counter: UsageCounter, _ label: String, _ day: CalendarDay, _ record: inout UsageRecord
    ) {
        guard count > 0 else { return }
        record.counts[UsageKey(day: day, counter: counter, label: label), default: 0] += count
    }

    private func put(
        _ count: Int, _ month: UsageMonth, _ office: RatedOffice, _ item: String, _ mark: String,
        _ record: inout UsageRecord
    ) {
        guard count > 0 else { return }
        record.evaluations[EvaluationKey(month: month, office: office, item: item, mark: mark), default: 0] += count
    }
}
