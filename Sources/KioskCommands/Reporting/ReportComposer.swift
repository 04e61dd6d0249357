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
        /// Points of indicators that offices score themselves, by agency.
        var scored: [String: [EvaluationIndicator: Double]] = [:]
    }

    let report: UsageReport
    let facts: Facts
    let words: ReportWords

    var document: ReportDocument {
        ReportDocument(
            language: words.language,
            title: words(.title),
            tableName: words(.figures),
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
            words(.made, ["day": facts.day.written]),
        ]
    }

    private var keyFigures: [ReportDocument.KeyFigure] {
        let visits = report.count(.visitsBegun)
        let answered = report.count(.visitsAnswered)
        let (open, offline) = (report.count(.openSeconds), report.count(.offlineSeconds))
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
                label: words(.keyOffline), value: words.hours(offline),
                note: words(.keyOfHours, ["part": words.percent(offline, of: open), "whole": words.hours(open)])),
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
        let whole = rows.reduce(0) { $0 + $1.count }
        let bars = rows.map { row in
            ReportChart.Bar(
                label: words(row.name), parts: [.init(value: Double(row.count), text: words.number(row.count))],
                note: "\(words.number(row.count))  (\(words.percent(row.count, of: whole)))")
        }
        let chart = ReportChart(
            title: words(title), description: bars.map { "\($0.label): \($0.note)" }.joined(separator: "; "),
            shape: .bars, series: [words(.columnCount)], bars: bars)
        let table = ReportTable(
            title: words(title), columns: [words(column), words(.columnCount), words(.columnShare)],
            rows: rows.map { [.init(words($0.name)), count($0.count), share($0.count, of: whole)] }
                + [[.init(words(.total)), count(whole), share(whole, of: whole)]],
            hasTotal: true)
        return .chart(chart, table)
    }
}
