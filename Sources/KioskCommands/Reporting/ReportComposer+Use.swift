import PublicServices
import ServiceDesk

extension ReportComposer {
    /// Visits, how they ended, what searches came to, how long answers took.
    var use: ReportDocument.Section {
        var section = ReportDocument.Section(heading: words(.useHeading), lead: words(.useLead))
        guard report.sum(.visitsEnded) + report.count(.visitsBegun) > 0 else {
            section.blocks = [.text(words(.none))]
            return section
        }
        section.blocks = [visits, ends, searches]
        if let times { section.blocks.append(times) }
        return section
    }

    private var visits: ReportDocument.Block {
        let isByDay = report.period.isToldByDays
        let title = words(isByDay ? .useByDay : .useByMonth)
        let names = report.stretches.map { isByDay ? $0.start.written : words.month(UsageMonth($0.start)) }
        let bars = zip(names, report.stretches).map { name, stretch in
            ReportChart.Bar(
                label: isByDay ? String(name.prefix(5)) : name,
                parts: [.init(value: Double(stretch.visits), text: words.number(stretch.visits))],
                note: words.number(stretch.visits))
        }
        let most = report.stretches.map(\.visits).max() ?? 0
        let chart = ReportChart(
            title: title,
            description: "\(words(.keyVisits)): \(words.number(report.count(.visitsBegun))); max \(words.number(most))",
            shape: .columns, series: [words(.columnVisits)], bars: Array(bars))
        let table = ReportTable(
            title: title, columns: [words(isByDay ? .columnDay : .columnMonth), words(.columnVisits)],
            rows: zip(names, report.stretches).map { [.init($0), count($1.visits)] })
        return .chart(chart, table)
    }

    private var ends: ReportDocument.Block {
        let names: [(VisitOutcome, ReportPhrase)] = [
            (.finished, .endFinished), (.nextCitizen, .endNextCitizen), (.idle, .endIdle), (.hidden, .endHidden),
            (.closed, .endClosed), (.cutOff, .endCutOff),
        ]
        return counted(
            .useEnds, rows: names.map { ($0.1, report.count(.visitsEnded, $0.0.rawValue)) }, column: .columnEnd)
    }

    private var searches: ReportDocument.Block {
        let names: [(SearchOutcome, ReportPhrase)] = [
            (.found, .searchFound), (.nearest, .searchNearest), (.outOfScope, .searchOutOfScope),
            (.nothing, .searchNothing),
        ]
        return counted(
            .useSearches, rows: names.map { ($0.1, report.count(.searches, $0.0.rawValue)) }, column: .columnOutcome)
    }

    /// Times to an answer as a table; `nil` without an answer.
    private var times: ReportDocument.Block? {
        let asked: [(String, ReportPhrase)] = [
            ("find", .askedFind), ("dossier", .askedDossier), ("payment", .askedPayment),
        ]
        let rows = asked.filter { report.answerTimes($0.0).contains { $0 > 0 } }
        guard !rows.isEmpty else { return nil }
        let bounds = AnswerTime.bounds.map { words(.timeUpTo, ["seconds": bound($0)]) }
        let over = words(.timeOver, ["seconds": bound(AnswerTime.bounds.last ?? 0)])
        let counts = rows.map { report.answerTimes($0.0) }
        let body: [[ReportTable.Cell]] = (bounds + [over]).enumerated().map { index, name in
            [.init(name)] + counts.map { count($0[index]) }
        }
        let mean = [ReportTable.Cell(words(.timeMean))] + rows.map { decimal(report.meanAnswerTime($0.0), 2) }
        return .table(
            ReportTable(
                title: words(.useTimes), columns: [words(.columnTime)] + rows.map { words($0.1) }, rows: body + [mean],
                hasTotal: true))
    }

    private func bound(_ seconds: Double) -> String {
        words.number(seconds, decimals: seconds < 0.1 || seconds == 0.25 ? 2 : seconds < 1 ? 1 : 0)
    }
}
