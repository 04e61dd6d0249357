package import PublicServices

/// One question of a guide: a choice of at most five options, or a day.
///
/// "I don't know" always goes with it. In YAML a choice has `options`; a question for a day has `day`, a route
/// (see `GuideRoute`), instead:
/// ```yaml
/// - id: foreign
///   text: {vi: "Có ai là người nước ngoài không?", en: "Is anyone a foreigner?"}
///   options:
///     - {value: "yes", text: {vi: "Có", en: "Yes"}, next: with_foreigner}
///   unknown: ask
/// ```
package struct GuideQuestion: Hashable, Sendable {
    package let id: String
    package let text: GuideText
    /// Empty for a question that asks for a day.
    package let options: [Option]
    /// Where a given day leads; `nil` for a choice.
    package let day: GuideRoute?
    /// Where "I don't know" leads.
    package let unknown: GuideRoute

    /// One answer to choose.
    package struct Option: Hashable, Sendable, Codable {
        /// Name of the answer in scenarios; never shown.
        package let value: String
        package let text: GuideText
        package let next: GuideRoute

        package init(value: String, text: GuideText, next: GuideRoute) {
            self.value = value
            self.text = text
            self.next = next
        }
    }

    package init(id: String, text: GuideText, options: [Option] = [], day: GuideRoute? = nil, unknown: GuideRoute) {
        self.id = id
        self.text = text
        self.options = options
        self.day = day
        self.unknown = unknown
    }

    /// Whether the citizen types a day here instead of choosing.
    package var asksForDay: Bool { day != nil }

    /// Where `answer` leads; `nil` when it is no answer to this question or lies in the future.
    package func target(of answer: GuideAnswer, today: CalendarDay) -> String? {
        switch answer {
        case .unknown:
            unknown.target(today: today, answered: nil)
        case .choice(let value):
            options.first { $0.value == value }?.next.target(today: today, answered: nil)
        case .day(let given):
            given > today ? nil : day?.target(today: today, answered: given)
        }
    }
}

extension GuideQuestion: Codable {
    private enum Key: String, CodingKey {
        case id, text, options, day, unknown
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        id = try values.decode(String.self, forKey: .id)
        text = try values.decode(GuideText.self, forKey: .text)
        options = try values.decodeIfPresent([Option].self, forKey: .options) ?? []
        day = try values.decodeIfPresent(GuideRoute.self, forKey: .day)
        unknown = try values.decode(GuideRoute.self, forKey: .unknown)
    }
}
