package import PublicServices

/// An example that stands in the guide's own file and is walked by `Guide.faults(knownCodes:languages:)`.
///
/// In YAML:
/// ```yaml
/// - {today: 2026-11-23, answers: {foreign: "no", born: 2026-08-01}, expect: late}
/// ```
package struct GuideScenario: Hashable, Sendable {
    /// Question id to answer; exactly the questions that are asked.
    package let answers: [String: GuideAnswer]
    /// The simulated day; `nil` when the outcome is the same on every day.
    package let today: CalendarDay?
    /// Id of the outcome that must be reached.
    package let expect: String

    package init(answers: [String: GuideAnswer], today: CalendarDay? = nil, expect: String) {
        self.answers = answers
        self.today = today
        self.expect = expect
    }

    /// Whether somebody in this example does not know an answer.
    package var hasUnknown: Bool { answers.values.contains(.unknown) }
}

extension GuideScenario: Codable {
    private enum Key: String, CodingKey {
        case answers, today, expect
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        answers = try values.decode([String: String].self, forKey: .answers).mapValues(GuideAnswer.init(written:))
        today = try values.decodeIfPresent(CalendarDay.self, forKey: .today)
        expect = try values.decode(String.self, forKey: .expect)
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(answers.mapValues(\.written), forKey: .answers)
        try values.encodeIfPresent(today, forKey: .today)
        try values.encode(expect, forKey: .expect)
    }
}
