package import PublicServices

/// The questions of the satisfaction rating on the wire (`GET /v1/survey`).
package struct SurveyBody: Codable, Sendable {
    package struct Question: Codable, Sendable {
        package var id: String
        package var text: [String: String]
        package var options: [Survey.Option]
        package var isRequired: Bool?
        package var onlyAfter: [String: [String]]?
    }

    package var id: String
    package var version: Int
    package var questions: [Question]

    package init(_ survey: Survey) {
        id = survey.id
        version = survey.version
        questions = survey.questions.map { question in
            Question(
                id: question.id,
                text: question.text,
                options: question.options,
                isRequired: question.isRequired,
                onlyAfter: question.onlyAfter.isEmpty ? nil : question.onlyAfter
            )
        }
    }

    /// The domain's form.
    package var survey: Survey {
        Survey(
            id: id,
            version: version,
            questions: questions.map { question in
                Survey.Question(
                    id: question.id,
                    text: question.text,
                    options: question.options,
                    isRequired: question.isRequired ?? false,
                    onlyAfter: question.onlyAfter ?? [:]
                )
            }
        )
    }
}
