import PublicServices
import ServiceDesk

extension ReportComposer {
    /// Offices with their points; the class only where all nine indicators are known.
    ///
    /// Once an office has scored its own indicators, all nine have a column.
    var offices: ReportDocument.Block {
        let isScored = facts.scored.values.contains { !$0.isEmpty }
        let told = EvaluationIndicator.allCases.filter { $0.isRatedByCitizens || isScored }
        let asked = EvaluationIndicator.allCases.count { $0.isRatedByCitizens }
        let columns =
            [words(.columnOffice), words(.columnRatings), words(.columnSatisfied)]
            + told.map { "\(words(.columnIndicator)) \($0.rawValue)" }
            + (isScored ? [] : ["/ \(asked * EvaluationIndicator.mostPoints)"])
            + [words(isScored ? .columnSum : .columnEstimate), words(.columnStanding)]
        let rows = report.offices.map { office -> [ReportTable.Cell] in
            let head = ReportTable.Cell(name(of: office.name))
            guard office.disclosure == .shown else {
                let rest = Array(repeating: ReportTable.Cell(""), count: columns.count - 2)
                return [head, .init(hidden(office.disclosure))] + rest
            }
            return [head] + figures(of: office, told, isScored: isScored)
        }
        return .table(ReportTable(title: words(.satisfactionOffices), columns: columns, rows: rows))
    }

    /// The name; with the code where two offices have the same.
    private func name(of office: RatedOffice) -> String {
        guard !office.agency.isEmpty else { return words(.serviceAsAWhole) }
        let isShared = report.offices.count { $0.name.agency == office.agency } > 1
        return isShared ? "\(office.agency) (\(office.organisation ?? "–"))" : office.agency
    }

    private func figures(
        of office: UsageReport.OfficeGroup, _ told: [EvaluationIndicator], isScored: Bool
    ) -> [ReportTable.Cell] {
        let evaluation = office.evaluation(scored: facts.scored[office.name] ?? [:])
        let satisfied = office.showsSatisfaction ? office.tally.satisfiedShare : nil
        return [
            count(office.tally.ratings), satisfied.map { .init(words.percent($0), value: rounded($0)) } ?? .init("–"),
        ]
            + told.map { decimal(evaluation.points[$0], 2) }
            + (isScored ? [] : [decimal(evaluation.sumOfCitizens, 1)])
            + [
                sum(of: evaluation),
                .init(evaluation.standing.map(words.name(of:)) ?? words(.noStanding)),
            ]
    }

    /// Out of 18: what was scored where all nine are known, else an estimate.
    private func sum(of evaluation: OfficeEvaluation) -> ReportTable.Cell {
        guard !evaluation.isComplete, let estimate = evaluation.estimate else {
            return decimal(evaluation.isComplete ? evaluation.sum : nil, 1)
        }
        return .init("≈ " + words.number(estimate, decimals: 1), value: rounded(estimate))
    }
}
