/// How often each answer of the survey was given: numbers only, nothing about who gave them.
package struct EvaluationTally: Equatable, Sendable {
    /// Ratings given.
    package private(set) var ratings = 0
    private var answers: [Item: [String: Int]] = [:]

    /// What an answer belongs to.
    private enum Item: Hashable {
        case indicator(EvaluationIndicator)
        case question(String)
    }

    /// An empty tally.
    package init() {}

    /// Counts ratings.
    package mutating func add(ratings count: Int) { ratings += count }

    /// Counts an answer to a question that is no indicator of the law.
    package mutating func add(_ count: Int, of value: String, to question: String) {
        answers[.question(question), default: [:]][value, default: 0] += count
    }

    /// Counts the points given for an indicator.
    package mutating func add(_ count: Int, points: Int, of indicator: EvaluationIndicator) {
        answers[.indicator(indicator), default: [:]][String(points), default: 0] += count
    }

    /// Adds another tally.
    package mutating func add(_ other: EvaluationTally) {
        ratings += other.ratings
        for (item, values) in other.answers {
            answers[item, default: [:]].merge(values, uniquingKeysWith: +)
        }
    }

    /// How often a question was answered so.
    package func count(of value: String, to question: String) -> Int { answers[.question(question)]?[value] ?? 0 }

    /// Answers to a question by value.
    package func counts(of question: String) -> [String: Int] { answers[.question(question)] ?? [:] }

    /// How many ratings answered an indicator.
    package func answered(_ indicator: EvaluationIndicator) -> Int {
        answers[.indicator(indicator)]?.values.reduce(0, +) ?? 0
    }

    /// The mean points of an indicator, 0 to 2; `nil` when nobody answered it.
    package func points(of indicator: EvaluationIndicator) -> Double? {
        guard let values = answers[.indicator(indicator)] else { return nil }
        let count = values.values.reduce(0, +)
        guard count > 0 else { return nil }
        return Double(values.reduce(0) { $0 + (Int($1.key) ?? 0) * $1.value }) / Double(count)
    }
}

extension EvaluationTally {
    /// The overall answers of Thông tư 32/2017/TT-BTTTT, Điều 12, as `survey.yaml` names them.
    package enum Satisfaction: String, CaseIterable, Sendable {
        case verySatisfied
        case satisfied
        case dissatisfied
    }

    /// The question that every rating answers.
    package static let overall = "overall"

    /// How many answered the overall question so.
    package func count(_ satisfaction: Satisfaction) -> Int { count(of: satisfaction.rawValue, to: Self.overall) }

    /// The share of satisfied and very satisfied among the overall answers, 0 to 1; `nil` without any.
    package var satisfiedShare: Double? {
        let all = Satisfaction.allCases.reduce(0) { $0 + count($1) }
        return all > 0 ? Double(all - count(.dissatisfied)) / Double(all) : nil
    }
}
