package import PublicServices

/// What a citizen answers to one question of a guide.
package enum GuideAnswer: Hashable, Sendable {
    /// The `value` of one of the question's options.
    case choice(String)
    /// A day, for a question that asks for one.
    case day(CalendarDay)
    /// "Tôi không biết": allowed at every question.
    case unknown
}

extension GuideAnswer {
    /// The word for `unknown` in a scenario; no option may use it as its value.
    package static let unknownWord = "unknown"

    /// Reads the short form of a scenario: `unknown`, a day `2026-10-01`, or an option's value.
    package init(written text: String) {
        if text == Self.unknownWord {
            self = .unknown
        } else if text.utf8.count == 10, let day = CalendarDay(iso: text) {
            self = .day(day)
        } else {
            self = .choice(text)
        }
    }

    /// The short form that `init(written:)` reads.
    package var written: String {
        switch self {
        case .choice(let value): value
        case .day(let day): day.description
        case .unknown: Self.unknownWord
        }
    }
}
