package import PublicServices

/// One citizen's way through a guide: a value that holds the answers and says what comes next.
///
/// The way is always worked out from the start, so a changed answer keeps every other one that still fits.
/// Answers that a change has made irrelevant sleep and count again when the way leads past them once more:
/// nothing is asked twice unless the citizen goes `back()` to it.
package struct GuideWalk: Hashable, Sendable {
    package let guide: Guide
    /// The day that date conditions look at: today, or a simulated one.
    package let today: CalendarDay
    private var answers: [String: GuideAnswer] = [:]

    /// Starts before the first question.
    package init(_ guide: Guide, today: CalendarDay) {
        self.guide = guide
        self.today = today
    }

    /// What the citizen sees now.
    package enum Place: Hashable, Sendable {
        case question(GuideQuestion)
        case outcome(GuideOutcome)
        /// The guide leads nowhere from here; only a guide with faults gets here. Send the citizen to the desk.
        case lost
    }

    /// A question on the way with the answer given.
    package struct Step: Hashable, Sendable {
        package let question: GuideQuestion
        package let answer: GuideAnswer
    }

    /// Why an answer was not taken.
    package enum Refusal: Error, Hashable, Sendable {
        /// There is no question open: the walk has ended.
        case nothingAsked
        /// The question is not on the way.
        case notOnTheWay
        /// Not one of the question's options, or a day in the future.
        case noSuchAnswer
    }

    package var current: Place { way.place }

    /// The answered questions that led here, in order.
    package var path: [Step] { way.steps }

    /// Answers the open question.
    ///
    /// - Throws: `Refusal`; the walk is then unchanged.
    package mutating func answer(_ answer: GuideAnswer) throws(Refusal) {
        guard case .question(let question) = current else { throw .nothingAsked }
        try take(answer, to: question)
    }

    /// Takes back the last answer on the way and opens its question again; `false` at the first question.
    @discardableResult
    package mutating func back() -> Bool {
        guard let last = path.last else { return false }
        answers[last.question.id] = nil
        return true
    }

    /// Gives another answer to a question already answered on the way, and keeps all others.
    ///
    /// - Throws: `Refusal`; the walk is then unchanged.
    package mutating func change(question id: String, to answer: GuideAnswer) throws(Refusal) {
        guard let step = path.first(where: { $0.question.id == id }) else { throw .notOnTheWay }
        try take(answer, to: step.question)
    }

    private mutating func take(_ answer: GuideAnswer, to question: GuideQuestion) throws(Refusal) {
        guard question.target(of: answer, today: today) != nil else { throw .noSuchAnswer }
        answers[question.id] = answer
    }

    /// From the start along the answers; a question met a second time ends the way, so a cycle cannot hold it.
    private var way: (steps: [Step], place: Place) {
        var steps: [Step] = []
        var next = guide.questions.first?.id
        while let id = next {
            if let outcome = guide.outcome(id) { return (steps, .outcome(outcome)) }
            guard let question = guide.question(id), !steps.contains(where: { $0.question.id == id }) else { break }
            guard let answer = answers[id] else { return (steps, .question(question)) }
            steps.append(Step(question: question, answer: answer))
            next = question.target(of: answer, today: today)
        }
        return (steps, .lost)
    }
}
