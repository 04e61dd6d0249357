import PublicServices

/// The survey while it is being answered, step by step and back again.
///
/// Dies with the visit; nothing of it is kept before the citizen sends it or leaves it behind answered.
struct RatingSheet {
    /// What is asked next.
    enum Step: Equatable {
        case question(Survey.Question)
        /// Whether the citizen likes to answer more than what is required.
        case offer
        case comment
        case complete
    }

    /// What was settled, so that it can be taken back.
    private enum Settled {
        case question(String)
        case offer
    }

    let survey: Survey
    private(set) var answers: [String: String] = [:]
    private(set) var comment: String?
    private var skipped: Set<String> = []
    private var wantsMore: Bool?
    private var isCommentSettled = false
    private var trail: [Settled] = []

    init(survey: Survey) { self.survey = survey }

    var next: Step {
        if let required = open.first(where: \.isRequired) { return .question(required) }
        guard let wantsMore else { return open.isEmpty ? .complete : .offer }
        guard wantsMore else { return .complete }
        if let optional = open.first { return .question(optional) }
        return isCommentSettled ? .complete : .comment
    }

    /// Whether what everybody must answer is: from here on it is a rating.
    ///
    /// What only the dissatisfied are asked does not count: who leaves there would be left out, and the others not.
    var isRating: Bool { !answers.isEmpty && !open.contains { $0.isRequired && $0.onlyAfter.isEmpty } }

    /// The number of the question to be asked, as the citizen counts.
    var number: Int { answers.count + skipped.count + 1 }

    /// Questions that may still be answered.
    var openCount: Int { open.count }

    /// Notes an answer; `nil` means that the question was left out.
    mutating func answer(_ question: Survey.Question, _ value: String?) {
        trail.append(.question(question.id))
        if let value { answers[question.id] = value } else { skipped.insert(question.id) }
    }

    mutating func decide(more: Bool) {
        trail.append(.offer)
        wantsMore = more
    }

    /// Notes the citizen's own words; `nil` when there are none.
    mutating func settle(comment: String?) {
        self.comment = comment
        isCommentSettled = true
    }

    /// Takes the last step back; `false` when there is none.
    mutating func takeBack() -> Bool {
        switch trail.popLast() {
        case .question(let question):
            answers[question] = nil
            skipped.remove(question)
        case .offer: wantsMore = nil
        case nil: return false
        }
        return true
    }

    private var open: [Survey.Question] {
        survey.questions.filter { question in
            answers[question.id] == nil && !skipped.contains(question.id) && question.isAsked(after: answers)
        }
    }
}
