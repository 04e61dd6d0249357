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
        section.blocks = [shares(.satisfactionAll, .columnLevel, [(words(.everything), all.tally, all.disclosure)])]
        section.blocks += answers(all.tally)
        section.blocks += [
            indicators(all.tally),
            shares(
                .satisfactionLevels, .columnLevel,
                report.levels.map { (words.name(of: $0.name), $0.tally, $0.disclosure) }),
            offices,
            .text(words(.satisfactionOfficesNote, ["ratings": words.number(SmallNumbers.least)])),
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

    /// Answers to the questions that are no indicator, as why people were not satisfied.
    private func answers(_ tally: EvaluationTally) -> [ReportDocument.Block] {
        let questions = facts.survey?.questions.filter { $0.indicator == nil && $0.id != EvaluationTally.overall } ?? []
        return questions.compactMap { question in
            let counts = tally.counts(of: question.id)
            let answered = counts.values.reduce(0, +)
            guard answered > 0, let title = question.text[words.language] ?? question.text["vi"] else { return nil }
            guard answered >= SmallNumbers.least else { return .text("\(title) \(words(.few))") }
            let known = question.options.map(\.value)
            let rows = question.options.map { option in
                (option.text[words.language] ?? option.text["vi"] ?? option.value, counts[option.value] ?? 0)
            }
            // Of an earlier form of the survey.
            let other = counts.filter { !known.contains($0.key) }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
            return counted(title, rows: rows + other, column: .columnAnswer)
        }
    }

    func hidden(_ disclosure: SmallNumbers.Disclosure) -> String {
        words(disclosure == .few ? .few : .withheld)
    }
}

extension ReportPhrase {
    /// The name of an indicator of the law.
    init(_ indicator: EvaluationIndicator) {
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
