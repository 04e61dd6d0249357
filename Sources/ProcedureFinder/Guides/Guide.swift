package import PublicServices

/// Guided questions about one life event, ending in the procedures it needs.
///
/// Decodes from one file of `kiosk-config/guides/`; keys it does not know are ignored, `keywords`, `scenarios`
/// and an outcome's `procedures` may be left out. The first question is the start.
package struct Guide: Hashable, Sendable {
    /// The file's name without its ending.
    package let id: String
    package let title: GuideText
    /// Everyday words by which a search offers this guide ("đẻ con", "sinh em bé").
    package let keywords: [String]
    package let questions: [GuideQuestion]
    package let outcomes: [GuideOutcome]
    package let scenarios: [GuideScenario]

    package init(
        id: String, title: GuideText, keywords: [String] = [], questions: [GuideQuestion],
        outcomes: [GuideOutcome], scenarios: [GuideScenario] = []
    ) {
        self.id = id
        self.title = title
        self.keywords = keywords
        self.questions = questions
        self.outcomes = outcomes
        self.scenarios = scenarios
    }

    package func question(_ id: String) -> GuideQuestion? {
        questions.first { $0.id == id }
    }

    package func outcome(_ id: String) -> GuideOutcome? {
        outcomes.first { $0.id == id }
    }

    /// Every procedure an outcome names, each once, in order of code.
    package var procedures: [ProcedureCode] {
        Set(outcomes.flatMap(\.procedures)).sorted()
    }
}

extension Guide: Codable {
    private enum Key: String, CodingKey {
        case id, title, keywords, questions, outcomes, scenarios
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        id = try values.decode(String.self, forKey: .id)
        title = try values.decode(GuideText.self, forKey: .title)
        keywords = try values.decodeIfPresent([String].self, forKey: .keywords) ?? []
        questions = try values.decode([GuideQuestion].self, forKey: .questions)
        outcomes = try values.decode([GuideOutcome].self, forKey: .outcomes)
        scenarios = try values.decodeIfPresent([GuideScenario].self, forKey: .scenarios) ?? []
    }
}
