/// An office's points in the form of the law, as far as they are known.
///
/// Citizens rate four of the nine indicators at a kiosk; the five others come from the office's own records. Without
/// them there is no class: points of the four are told out of 8, and what they would be out of 18 only as an estimate.
/// Without all four there is none of these.
package struct OfficeEvaluation: Equatable, Sendable {
    /// Mean points by indicator, 0 to 2 each.
    package var points: [EvaluationIndicator: Double]

    /// The four indicators of a tally, and the others where the office has scored them.
    ///
    /// - Parameter told: the indicators of the tally that may be told; all of them unless said.
    package init(
        _ tally: EvaluationTally,
        of told: Set<EvaluationIndicator> = Set(EvaluationIndicator.allCases),
        scored: [EvaluationIndicator: Double] = [:]
    ) {
        points = scored.filter { !$0.key.isRatedByCitizens }
        for indicator in told where indicator.isRatedByCitizens { points[indicator] = tally.points(of: indicator) }
    }

    /// Points of the four that citizens rate, 0 to 8; `nil` unless all four are known.
    package var sumOfCitizens: Double? {
        let asked = EvaluationIndicator.allCases.filter(\.isRatedByCitizens)
        let known = asked.compactMap { points[$0] }
        return known.count == asked.count ? known.reduce(0, +) : nil
    }

    /// Points of the indicators that are known.
    package var sum: Double { points.values.reduce(0, +) }

    /// The most that the known indicators can give.
    package var most: Int { points.count * EvaluationIndicator.mostPoints }

    /// Whether all nine are known.
    package var isComplete: Bool { points.count == EvaluationIndicator.allCases.count }

    /// The class; only with all nine indicators.
    package var standing: OfficeStanding? { isComplete ? OfficeStanding(points: sum) : nil }

    /// What the known share of points would be out of 18; `nil` unless the four of the citizens are known.
    package var estimate: Double? {
        sumOfCitizens == nil ? nil : sum * Double(EvaluationIndicator.mostPointsOfOffice) / Double(most)
    }
}
