import PublicServices
import ServiceDesk

extension ReportComposer {
    /// Procedures by level and service level, as a province publishes it; `nil` without a catalogue.
    var readiness: ReportDocument.Section? {
        guard let summary = facts.readiness, summary.total > 0 else { return nil }
        let order: [AdministrativeLevel?] = [.province, .district, .commune, .ministry, .other, nil]
        let rows = order.compactMap { level in summary.rows[level].map { (name: words.name(of: level), row: $0) } }
        let sum = rows.map { "\(words.number($0.row.total)) (\($0.name))" }.joined(separator: " + ")
        let line = words(.readinessSum, ["total": words.number(summary.total), "parts": sum])
        return ReportDocument.Section(
            heading: words(.readinessHeading), lead: words(.readinessLead),
            blocks: [.text(line), .chart(readinessChart(rows), readinessTable(rows, summary.total))])
    }

    private typealias ServiceRow = (name: String, row: CatalogueSummary.Row)

    private var serviceColumns: [String] {
        [words(.columnFull), words(.columnPartial), words(.columnInformational), words(.columnUnknown)]
    }

    private func readinessChart(_ rows: [ServiceRow]) -> ReportChart {
        let bars = rows.map { name, row in
            ReportChart.Bar(
                label: name,
                parts: parts(of: row).map { .init(value: Double($0), text: words.percent($0, of: row.total)) },
                note: words.number(row.total))
        }
        return ReportChart(
            title: words(.readinessHeading),
            description: bars.map { bar in
                "\(bar.label): " + zip(serviceColumns, bar.parts).map { "\($0) \($1.text)" }.joined(separator: ", ")
            }.joined(separator: "; "),
            shape: .shares, series: serviceColumns, bars: bars)
    }

    private func readinessTable(_ rows: [ServiceRow], _ total: Int) -> ReportTable {
        let sums = (0..<4).map { index in rows.reduce(0) { $0 + parts(of: $1.row)[index] } }
        return ReportTable(
            title: words(.readinessHeading),
            columns: [words(.columnLevel)] + serviceColumns + [words(.columnTotal)],
            rows: rows.map { name, row in [.init(name)] + parts(of: row).map(count) + [count(row.total)] }
                + [[.init(words(.total))] + sums.map(count) + [count(total)]],
            hasTotal: true)
    }

    private func parts(of row: CatalogueSummary.Row) -> [Int] {
        [row.full, row.partial, row.informational, row.unknown]
    }

    /// What look-ups of dossiers and payments came to.
    var lookups: ReportDocument.Section {
        let names: [(LookupOutcome, ReportPhrase)] = [
            (.found, .lookupFound), (.offlineKnown, .lookupOfflineKnown), (.notFound, .lookupNotFound),
            (.refused, .lookupRefused), (.tooMany, .lookupTooMany), (.offlineUnknown, .lookupOfflineUnknown),
            (.notOffered, .lookupNotOffered),
        ]
        var section = ReportDocument.Section(heading: words(.lookupsHeading), lead: words(.lookupsLead))
        guard report.sum(.lookups) > 0 else {
            section.blocks = [.text(words(.none))]
            return section
        }
        section.blocks = [(LookupKind.dossier, ReportPhrase.askedDossier), (.payment, .askedPayment)].compactMap {
            kind, title in
            let rows = names.map { (name: $0.1, count: report.count(kind, $0.0)) }
            return rows.contains { $0.count > 0 } ? counted(title, rows: rows, column: .columnOutcome) : nil
        }
        return section
    }

    /// Words that found nothing.
    var unanswered: ReportDocument.Section {
        let least = ["least": words.number(UnansweredWords.leastVisits)]
        var section = ReportDocument.Section(heading: words(.wordsHeading), lead: words(.wordsLead, least))
        guard !report.words.isEmpty else {
            section.blocks = [.text(words(.wordsNone, least))]
            return section
        }
        let table = ReportTable(
            title: words(.wordsHeading), columns: [words(.columnWords), words(.columnVisits)],
            rows: report.words.prefix(40).map { [.init($0.words), count($0.visits)] })
        section.blocks = [.table(table)]
        return section
    }

    /// Reminders of overdue dossiers and the other things people gave.
    var given: ReportDocument.Section {
        let kinds: [(OutboxRecord.Kind, ReportPhrase)] = [
            (.reminder, .givenReminder), (.rating, .givenRating), (.pageReport, .givenPageReport),
            (.difficultyReport, .givenDifficultyReport),
        ]
        let table = ReportTable(
            title: words(.givenHeading), columns: [words(.columnGiven), words(.columnCount)],
            rows: kinds.map { [.init(words($0.1)), count(report.given($0.0))] })
        return ReportDocument.Section(heading: words(.givenHeading), lead: words(.givenLead), blocks: [.table(table)])
    }
}
