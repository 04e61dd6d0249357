import PublicServices

/// The survey while it is being answered.
///
/// Dies with the visit; nothing of it is kept before it is sent off.
struct RatingSheet {
    let survey: Survey
    private(set) var answers: [String: String] = [:]
    private var skipped: Set<String> = []
    var comment: String?

    init(survey: Survey) { self.survey = survey }

    var nextRequired: Survey.Question? { open.first(where: \.isRequired) }
    var nextOptional: Survey.Question? { open.first { !$0.isRequired } }
    var optionalCount: Int { open.count { !$0.isRequired } }

    /// Notes an answer; `nil` means that the question was left out.
    mutating func answer(_ question: Survey.Question, _ value: String?) {
        if let value { answers[question.id] = value } else { skipped.insert(question.id) }
    }

    private var open: [Survey.Question] {
        survey.questions.filter { question in
            answers[question.id] == nil && !skipped.contains(question.id) && question.isAsked(after: answers)
        }
    }
}
