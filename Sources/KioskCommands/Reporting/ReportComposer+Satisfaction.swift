import PublicServices
import ServiceDesk

extension ReportComposer {
    /// Satisfaction as a whole, by level, office and month, and in the form of the law.
    var satisfaction: ReportDocument.Section {
        var section = ReportDocument.Section(heading: words(.satisfactionHeading), lead: words(.satisfactionLead))
        let all = report.satisfaction
        guard all.tally.ratings > 0 else {
            section.blocks = [.text(words(.none))]
            return section
        }
        guard all.disclosure == .shown else {
            section.blocks = [.text("\(words(.satisfactionAll)): \(words(.few))")]
            return section
        }
        section.blocks = [
            shares(.satisfactionAll, .columnLevel, [(words(.everything), all.tally, all.disclosure)]),
            indicators(all.tally),
            shares(
                .satisfactionLevels, .columnLevel,
                report.levels.map { (words.name(of: $0.name), $0.tally, $0.disclosure) }),
            offices,
            .text(words(.satisfactionOfficesNote)),
            shares(
                .satisfactionMonths, .columnMonth,
                report.months.map { (words.month($0.name), $0.tally, $0.disclosure) }),
        ]
        if !report.period.isWholeMonths { section.blocks.append(.text(words(.wholeMonths))) }
        return section
    }

    private typealias Row = (name: String, tally: EvaluationTally, disclosure: SmallNumbers.Disclosure)

    private static let answers: [(EvaluationTally.Satisfaction, ReportPhrase)] = [
        (.verySatisfied, .verySatisfied), (.satisfied, .satisfied), (.dissatisfied, .dissatisfied),
    ]

    private func shares(_ title: ReportPhrase, _ column: ReportPhrase, _ rows: [Row]) -> ReportDocument.Block {
        let bars = rows.map { row -> ReportChart.Bar in
            guard row.disclosure == .shown else {
                return ReportChart.Bar(label: row.name, parts: [], note: hidden(row.disclosure))
            }
            let whole = Self.answers.reduce(0) { $0 + row.tally.count($1.0) }
            let parts = Self.answers.map { answer, _ in
                ReportChart.Part(
                    value: Double(row.tally.count(answer)),
                    text: words.percent(row.tally.count(answer), of: whole))
            }
            return ReportChart.Bar(label: row.name, parts: parts, note: ratings(row.tally.ratings))
        }
        let series = Self.answers.map { words($0.1) }
        let chart = ReportChart(
            title: words(title),
            description: bars.map { bar in
                let parts = zip(series, bar.parts).map { "\($0) \($1.text)" }
                return "\(bar.label): \((parts + [bar.note]).joined(separator: ", "))"
            }.joined(separator: "; "),
            shape: .shares, series: series, hasBadPart: true, bars: bars)
        let table = ReportTable(
            title: words(title), columns: [words(column), words(.columnRatings)] + series,
            rows: rows.map { row in
                guard row.disclosure == .shown else {
                    return [.init(row.name), .init(hidden(row.disclosure))] + series.map { _ in .init("") }
                }
                return [.init(row.name), count(row.tally.ratings)]
                    + Self.answers.map { count(row.tally.count($0.0)) }
            })
        return .chart(chart, table)
    }

    /// The nine indicators of the law over all offices; five of them are not for citizens to rate.
    private func indicators(_ tally: EvaluationTally) -> ReportDocument.Block {
        let rows = EvaluationIndicator.allCases.map { indicator -> [ReportTable.Cell] in
            let name = ReportTable.Cell("\(indicator.rawValue). \(words(ReportPhrase(indicator)))")
            guard indicator.isRatedByCitizens else { return [name, .init(words(.scoredAtOffice)), .init("–")] }
            let answered = tally.answered(indicator)
            guard answered == 0 || answered >= SmallNumbers.least else {
                return [name, .init(words(.few)), .init("–")]
            }
            return [name, count(answered), decimal(tally.points(of: indicator), 2)]
        }
        return .table(
            ReportTable(
                title: words(.satisfactionIndicators),
                columns: [words(.columnIndicator), words(.columnAnswers), words(.columnPoints)], rows: rows))
    }

    /// Offices with their points; the class only where all nine indicators are known.
    private var offices: ReportDocument.Block {
        let asked = EvaluationIndicator.allCases.filter(\.isRatedByCitizens)
        let columns =
            [words(.columnOffice), words(.columnRatings), words(.columnSatisfied)]
            + asked.map { "\(words(.columnIndicator)) \($0.rawValue)" }
            + ["/ \(asked.count * EvaluationIndicator.mostPoints)", words(.columnEstimate), words(.columnStanding)]
        let rows = report.offices.map { office -> [ReportTable.Cell] in
            let head = ReportTable.Cell(name(of: office.name))
            guard office.disclosure == .shown else {
                let rest = Array(repeating: ReportTable.Cell(""), count: columns.count - 2)
                return [head, .init(hidden(office.disclosure))] + rest
            }
            return [head] + figures(of: office, asked)
        }
        return .table(ReportTable(title: words(.satisfactionOffices), columns: columns, rows: rows))
    }

    private func name(of office: RatedOffice) -> String {
        let agency = office.agency.isEmpty ? words(.serviceAsAWhole) : office.agency
        return office.level.map { "\(agency) (\(words.name(of: $0)))" } ?? agency
    }

    private func figures(of office: UsageReport.OfficeGroup, _ asked: [EvaluationIndicator]) -> [ReportTable.Cell] {
        let evaluation = OfficeEvaluation(office.tally, scored: facts.scored[office.name.agency] ?? [:])
        let citizens = asked.compactMap { evaluation.points[$0] }
        let satisfied = office.tally.satisfiedShare
        return [
            count(office.tally.ratings), satisfied.map { .init(words.percent($0), value: rounded($0)) } ?? .init("–"),
        ]
            + asked.map { decimal(evaluation.points[$0], 2) }
            + [
                decimal(citizens.count == asked.count ? citizens.reduce(0, +) : nil, 1),
                decimal(evaluation.isComplete ? evaluation.sum : evaluation.estimate, 1),
                .init(evaluation.standing.map(words.name(of:)) ?? words(.noStanding)),
            ]
    }

    private func hidden(_ disclosure: SmallNumbers.Disclosure) -> String {
        words(disclosure == .few ? .few : .withheld)
    }
}

extension ReportPhrase {
    /// The name of an indicator of the law.
    fileprivate init(_ indicator: EvaluationIndicator) {
        self =
            switch indicator {
            case .totalTime: .indicator1
            case .timeOfEachBody: .indicator2
            case .contacts: .indicator3
            case .bodies: .indicator4
            case .oneStopDesk: .indicator5
            case .published: .indicator6
            case .attitude: .indicator7
            case .complaints: .indicator8
            case .onlineServices: .indicator9
            }
    }
}
