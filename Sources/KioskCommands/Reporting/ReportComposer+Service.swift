import PublicServices
import ServiceDesk

extension ReportComposer {
    /// Hours in service and without the network, by the hour of the day, and the devices.
    var service: ReportDocument.Section {
        var section = ReportDocument.Section(heading: words(.serviceHeading), lead: words(.serviceLead))
        let hours = report.hours.enumerated().filter { $0.element.open > 0 }
        guard let first = hours.first?.offset, let last = hours.last?.offset else {
            section.blocks = [.text(words(.none)), devices]
            return section
        }
        let shown = Array(first...last)
        let bars = shown.map { hour in
            let (open, offline) = report.hours[hour]
            return ReportChart.Bar(
                label: "\(hour)",
                parts: [
                    .init(
                        value: Double(open - min(open, offline)) / 3600, text: words.hours(open - min(open, offline))),
                    .init(value: Double(min(open, offline)) / 3600, text: words.hours(min(open, offline))),
                ],
                note: words.percent(offline, of: open))
        }
        let (open, offline) = (report.count(.openSeconds), report.count(.offlineSeconds))
        let whole = "\(words(.columnOpen)) \(words.hours(open)); \(words(.columnOffline)) \(words.hours(offline))"
        let chart = ReportChart(
            title: words(.serviceByHour), description: whole, shape: .columns,
            series: [words(.columnOpen), words(.columnOffline)], bars: bars)
        let table = ReportTable(
            title: words(.serviceByHour),
            columns: [words(.columnHour), words(.columnOpen), words(.columnOffline), words(.columnShare)],
            rows: shown.map { hour in
                let (open, offline) = report.hours[hour]
                return [.init("\(hour):00–\(hour + 1):00"), time(open), time(offline), share(offline, of: open)]
            } + [[.init(words(.total)), time(open), time(offline), share(offline, of: open)]],
            hasTotal: true)
        section.blocks = [.chart(chart, table), devices]
        return section
    }

    private func time(_ seconds: Int) -> ReportTable.Cell {
        .init(words.hours(seconds), value: (Double(seconds) / 36).rounded() / 100)
    }

    private var devices: ReportDocument.Block {
        let rows: [(ReportPhrase, Int)] = [
            (.devicePrinted, report.count(.slips, "printed")), (.deviceNotPrinted, report.count(.slips, "failed")),
            (.deviceSilent, report.count(.speechFailures)),
        ]
        return .table(
            ReportTable(
                title: words(.devicesHeading), columns: [words(.columnDevice), words(.columnCount)],
                rows: rows.map { [.init(words($0.0)), count($0.1)] }))
    }

    /// How the figures came about, for whoever hands them on.
    var method: ReportDocument.Section {
        let values = [
            "least": words.number(UnansweredWords.leastVisits), "ratings": words.number(SmallNumbers.least),
        ]
        let notes: [ReportPhrase] = [.methodPrivacy, .methodSmall, .methodWords, .methodLaw, .methodMonths]
        return ReportDocument.Section(
            heading: words(.methodHeading), lead: nil, blocks: notes.map { .text(words($0, values)) })
    }
}
