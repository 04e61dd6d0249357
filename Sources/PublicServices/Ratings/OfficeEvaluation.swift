/// An office's points in the form of the law, as far as they are known.
///
/// Citizens rate four of the nine indicators at a kiosk; the five others come from the office's own records. Without
/// them there is no class: points of the four are told out of 8, and what they would be out of 18 only as an estimate.
package struct OfficeEvaluation: Equatable, Sendable {
    /// Mean points by indicator, 0 to 2 each.
    package var points: [EvaluationIndicator: Double]

    /// The four indicators of a tally, and the others where the office has scored them.
    package init(_ tally: EvaluationTally, scored: [EvaluationIndicator: Double] = [:]) {
        points = scored.filter { !$0.key.isRatedByCitizens }
        for indicator in EvaluationIndicator.allCases where indicator.isRatedByCitizens {
            points[indicator] = tally.points(of: indicator)
        }
    }

    /// Points of the indicators that are known.
    package var sum: Double { points.values.reduce(0, +) }

    /// The most that the known indicators can give.
    package var most: Int { points.count * EvaluationIndicator.mostPoints }

    /// Whether all nine are known.
    package var isComplete: Bool { points.count == EvaluationIndicator.allCases.count }

    /// The class; only with all nine indicators.
    package var standing: OfficeStanding? { isComplete ? OfficeStanding(points: sum) : nil }

    /// What the known share of points would be out of 18; `nil` when nothing is known.
    package var estimate: Double? {
        most > 0 ? sum * Double(EvaluationIndicator.mostPointsOfOffice) / Double(most) : nil
    }
}
