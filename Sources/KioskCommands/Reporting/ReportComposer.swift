import PublicServices
import ServiceDesk

/// Puts a report into words: from numbers to headings, tables and charts.
struct ReportComposer {
    /// What a report is about besides its numbers.
    struct Facts {
        var province: String
        var kiosks: [String]
        /// The day it is made.
        var day: CalendarDay
        /// Procedures by level and service level; `nil` without a catalogue.
        var readiness: CatalogueSummary?
        /// Points of indicators that offices score themselves.
        var scored: [RatedOffice: [EvaluationIndicator: Double]] = [:]
        /// Sample data of practice was counted.
        var isPractice = false
        /// Kiosks that counted on fewer days than the period has.
        var coverage: [(kiosk: String, days: Int)] = []
        /// Names the answers to its questions; those of questions it does not have are left out.
        var survey: Survey?
    }

    let report: UsageReport
    let facts: Facts
    let words: ReportWords

    var document: ReportDocument {
        ReportDocument(
            language: words.language,
            title: words(.title),
            tableName: words(.figures),
            warning: facts.isPractice ? words(.practice) : nil,
            facts: lines,
            keyFigures: keyFigures,
            sections: [use, satisfaction, readiness, lookups, unanswered, given, service, method].compactMap(\.self)
        )
    }

    private var lines: [String] {
        let names = facts.kiosks.prefix(12).joined(separator: ", ") + (facts.kiosks.count > 12 ? ", …" : "")
        let kiosks = words(
            facts.kiosks.count == 1 ? .kiosk : .kiosks,
            ["names": names, "count": words.number(facts.kiosks.count)])
        let period = ["from": report.period.first.written, "to": report.period.last.written]
        return [
            words(.province, ["name": facts.province]), words(.period, period), kiosks,
            words(.made, ["day": facts.day.written]), coverage,
        ].compactMap(\.self)
    }

    /// Which kiosks counted on some days of the period only; `nil` when none did.
    private var coverage: String? {
        guard !facts.coverage.isEmpty else { return nil }
        let whole = report.period.last.number - report.period.first.number + 1
        let parts = facts.coverage.prefix(12).map { kiosk, days in
            "\(kiosk) " + words(.coveredDays, ["part": words.number(days), "whole": words.number(whole)])
        }
        return words(.covered, ["names": (parts + (facts.coverage.count > 12 ? ["…"] : [])).joined(separator: "; ")])
    }

    private var keyFigures: [ReportDocument.KeyFigure] {
        let visits = report.count(.visitsBegun)
        let answered = report.count(.visitsAnswered)
        let service = report.service
        let isShown = report.satisfaction.disclosure == .shown
        let satisfied = isShown ? report.satisfaction.tally.satisfiedShare : nil
        return [
            .init(label: words(.keyVisits), value: words.number(visits), note: ""),
            .init(
                label: words(.keyAnswered), value: words.percent(answered, of: visits),
                note: words(.keyOfVisits, ["part": words.number(answered), "whole": words.number(visits)])),
            .init(
                label: words(.keySatisfied), value: satisfied.map(words.percent) ?? "–",
                note: isShown ? ratings(report.satisfaction.tally.ratings) : words(.few)),
            .init(
                label: words(.keyOffline), value: words.hours(service.offline),
                note: words(
                    .keyOfHours,
                    [
                        "part": words.percent(service.offline, of: service.open), "whole": words.hours(service.open),
                        "unknown": words.hours(service.unknown),
                    ])),
        ]
    }

    func ratings(_ count: Int) -> String { words(.columnRatings) + ": " + words.number(count) }

    func count(_ number: Int) -> ReportTable.Cell { .init(words.number(number), value: Double(number)) }

    func share(_ part: Int, of whole: Int) -> ReportTable.Cell {
        guard whole > 0 else { return .init("–") }
        return .init(words.percent(part, of: whole), value: rounded(Double(part) / Double(whole)))
    }

    func decimal(_ value: Double?, _ decimals: Int) -> ReportTable.Cell {
        value.map { .init(words.number($0, decimals: decimals), value: rounded($0)) } ?? .init("–")
    }

    /// Without the digits that a sum of fractions leaves behind.
    func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }

    /// Counts with their share of the whole, as bars and as a table.
    func counted(
        _ title: ReportPhrase, rows: [(name: ReportPhrase, count: Int)], column: ReportPhrase
    ) -> ReportDocument.Block {
        counted(words(title), rows: rows.map { (words($0.name), $0.count) }, column: column)
    }

    func counted(_ title: String, rows: [(name: String, count: Int)], column: ReportPhrase) -> ReportDocument.Block {
        let whole = rows.reduce(0) { $0 + $1.count }
        let bars = rows.map { row in
            ReportChart.Bar(
                label: row.name, parts: [.init(value: Double(row.count), text: words.number(row.count))],
                note: "\(words.number(row.count))  (\(words.percent(row.count, of: whole)))")
        }
        let chart = ReportChart(
            title: title, description: bars.map { "\($0.label): \($0.note)" }.joined(separator: "; "),
            shape: .bars, series: [words(.columnCount)], bars: bars)
        let table = ReportTable(
            title: title, columns: [words(column), words(.columnCount), words(.columnShare)],
            rows: rows.map { [.init($0.name), count($0.count), share($0.count, of: whole)] }
                + [[.init(words(.total)), count(whole), share(whole, of: whole)]],
            hasTotal: true)
        return .chart(chart, table)
    }
}
