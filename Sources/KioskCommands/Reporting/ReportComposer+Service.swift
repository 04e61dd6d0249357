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
            let times = report.hours[hour]
            return ReportChart.Bar(
                label: "\(hour)",
                parts: [times.online, times.offline, times.unknown].map {
                    .init(value: Double($0) / 3600, text: words.hours($0))
                },
                note: words.percent(times.offline, of: times.open))
        }
        let all = report.service
        let series = [words(.columnOnline), words(.columnOffline), words(.columnNotKnown)]
        let chart = ReportChart(
            title: words(.serviceByHour),
            description: zip([words(.columnOpen)] + series, [all.open, all.online, all.offline, all.unknown])
                .map { "\($0) \(words.hours($1))" }.joined(separator: "; "),
            shape: .columns, series: series, bars: bars)
        let table = ReportTable(
            title: words(.serviceByHour),
            columns: [
                words(.columnHour), words(.columnOpen), words(.columnOffline), words(.columnShare),
                words(.columnNotKnown),
            ],
            rows: shown.map { row("\($0):00–\($0 + 1):00", report.hours[$0]) } + [row(words(.total), all)],
            hasTotal: true)
        section.blocks = [.chart(chart, table), devices]
        return section
    }

    private func row(_ name: String, _ times: UsageReport.Hour) -> [ReportTable.Cell] {
        [.init(name), time(times.open), time(times.offline), share(times.offline, of: times.open), time(times.unknown)]
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
        let notes: [ReportPhrase] = [
            .methodPrivacy, .methodSmall, .methodOverlap, .methodWords, .methodLaw, .methodMonths,
        ]
        return ReportDocument.Section(
            heading: words(.methodHeading), lead: nil, blocks: notes.map { .text(words($0, values)) })
    }
}
