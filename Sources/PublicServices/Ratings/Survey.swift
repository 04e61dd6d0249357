/// The questions of the satisfaction rating, as data (`kiosk-config/survey.yaml`).
///
/// What is asked follows Thông tư 32/2017/TT-BTTTT Điều 12 and Thông tư 01/2018/TT-VPCP Điều 13 and 14
/// (research/facts.md §4).
package struct Survey: Hashable, Codable, Sendable {
    /// The key of the survey.
    package var id: String
    /// Grows with every change of a question.
    package var version: Int
    /// The questions in their order.
    package var questions: [Question]

    /// A survey; `faults(languages:)` says whether it can be used.
    package init(id: String, version: Int, questions: [Question]) {
        self.id = id
        self.version = version
        self.questions = questions
    }

    /// One question; its answers are chosen by number.
    package struct Question: Hashable, Codable, Sendable {
        /// The key of the question in the answers.
        package var id: String
        /// Text by language tag.
        package var text: [String: String]
        /// The answers to choose from, two to six.
        package var options: [Option]
        /// Whether it must be answered.
        package var isRequired: Bool
        /// Asked only after one of these answers, `overall: [dissatisfied]`; empty means always.
        package var onlyAfter: [String: [String]]
        /// The law's indicator that its points count for, where it has one.
        package var indicator: EvaluationIndicator?

        /// A question, asked always unless `onlyAfter` says otherwise.
        package init(
            id: String,
            text: [String: String],
            options: [Option],
            isRequired: Bool = false,
            onlyAfter: [String: [String]] = [:],
            indicator: EvaluationIndicator? = nil
        ) {
            self.id = id
            self.text = text
            self.options = options
            self.isRequired = isRequired
            self.onlyAfter = onlyAfter
            self.indicator = indicator
        }

        /// Whether the question is asked after these answers.
        package func isAsked(after answers: [String: String]) -> Bool {
            onlyAfter.allSatisfy { id, values in answers[id].map(values.contains) ?? false }
        }
    }

    /// One answer to choose.
    package struct Option: Hashable, Codable, Sendable {
        /// What is sent for this answer.
        package var value: String
        /// Text by language tag.
        package var text: [String: String]
        /// Points of the law's evaluation, 2, 1 or 0, where it gives points.
        package var points: Int?

        /// An answer.
        package init(value: String, text: [String: String], points: Int? = nil) {
            self.value = value
            self.text = text
            self.points = points
        }
    }

    /// What is wrong with the survey, in words for an operator; empty when it can be used.
    package func faults(languages: [String]) -> [String] {
        var faults: [String] = questions.isEmpty ? ["no questions"] : []
        if id.isEmpty { faults.append("the survey has no id") }
        var seen: Set<String> = []
        for question in questions {
            if !seen.insert(question.id).inserted { faults.append("question \(question.id) stands twice") }
            faults += question.faults(languages: languages)
            for (earlier, values) in question.onlyAfter where !knows(earlier, values: values, before: question.id) {
                faults.append("question \(question.id): onlyAfter names an unknown question or answer")
            }
        }
        return faults
    }

    private func knows(_ id: String, values: [String], before later: String) -> Bool {
        let earlier = questions.prefix { $0.id != later }
        guard let question = earlier.first(where: { $0.id == id }), !values.isEmpty else { return false }
        return values.allSatisfy { value in question.options.contains { $0.value == value } }
    }
}

extension Survey.Question {
    fileprivate func faults(languages: [String]) -> [String] {
        var faults: [String] = []
        if !(2...6).contains(options.count) { faults.append("question \(id): 2 to 6 options") }
        if Set(options.map(\.value)).count < options.count { faults.append("question \(id): an answer stands twice") }
        if indicator != nil, options.contains(where: { !(0...2).contains($0.points ?? -1) }) {
            faults.append("question \(id): an indicator of the law needs points 2, 1 or 0 for every answer")
        }
        let texts = [text] + options.map(\.text)
        for language in languages where texts.contains(where: { ($0[language] ?? "").trimmingBlanks().isEmpty }) {
            faults.append("question \(id): no text in \(language)")
        }
        return faults
    }
}
