package import PublicServices

/// A thing that is counted per day.
package enum UsageCounter: String, CaseIterable, Codable, Sendable {
    case visitsBegun
    /// Label: `VisitOutcome`.
    case visitsEnded
    /// Visits in which the person got an answer.
    case visitsAnswered
    /// Label: `SearchOutcome`.
    case searches
    /// Label: `LookupKind` and `LookupOutcome`, `dossier found`.
    case lookups
    /// Label: a class of `AnswerAge`.
    case savedAnswers
    /// Label: what was asked and the upper bound in seconds, `dossier 0.5`; each answer counts in one class.
    case answerTime
    /// Milliseconds in all; label: what was asked.
    case answerMilliseconds
    /// Label: kind and state, `reminder sent`.
    case given
    /// Label: `printed` or `failed`.
    case slips
    case speechFailures
    /// Seconds in service; per hour.
    case openSeconds
    /// Seconds in service without the backend; per hour.
    case offlineSeconds
    /// Seconds in service without any word of the backend yet; per hour.
    case unknownSeconds
}

/// What one number belongs to.
package struct UsageKey: Hashable, Codable, Sendable {
    package var day: CalendarDay
    /// Hour of the day, 0 to 23, for counters that need one.
    package var hour: Int?
    package var counter: UsageCounter
    /// What of the counter; empty where there is only one.
    package var label: String

    package init(day: CalendarDay, hour: Int? = nil, counter: UsageCounter, label: String = "") {
        self.day = day
        self.hour = hour
        self.counter = counter
        self.label = label
    }
}

/// A month of the civil calendar.
package struct UsageMonth: Hashable, Comparable, Codable, Sendable {
    package let year: Int
    package let month: Int

    /// The month of a day.
    package init(_ day: CalendarDay) { (year, month) = (day.year, day.month) }

    /// Months since the year 0, for a store.
    package var number: Int { year * 12 + month - 1 }

    /// The month of a `number`.
    package init(number: Int) { (year, month) = (number / 12, number % 12 + 1) }

    package static func < (left: UsageMonth, right: UsageMonth) -> Bool { left.number < right.number }
}

/// What one number of ratings belongs to: a month, an office and an answer.
///
/// By month and not by day, so that nobody is found by the day they were there.
package struct EvaluationKey: Hashable, Codable, Sendable {
    package var month: UsageMonth
    package var office: RatedOffice
    /// `ratings`, the number of an indicator of the law, or the id of a question.
    package var item: String
    /// Points of an indicator, or the answer's value; empty for `ratings`.
    package var mark: String

    /// The item under which ratings themselves are counted.
    package static let ratings = "ratings"

    package init(month: UsageMonth, office: RatedOffice, item: String, mark: String = "") {
        self.month = month
        self.office = office
        self.item = item
        self.mark = mark
    }
}

/// What counters note and have not yet been kept.
package struct UsageBatch: Equatable, Sendable {
    package var counts: [UsageKey: Int] = [:]
    package var evaluations: [EvaluationKey: Int] = [:]
    /// Visits in which these scrubbed words found nothing.
    package var words: [UsageMonth: [ScrubbedWords: Int]] = [:]

    package init() {}

    package var isEmpty: Bool { counts.isEmpty && evaluations.isEmpty && words.isEmpty }

    /// Adds another batch.
    package mutating func add(_ other: UsageBatch) {
        counts.merge(other.counts, uniquingKeysWith: +)
        evaluations.merge(other.evaluations, uniquingKeysWith: +)
        for (month, visits) in other.words { words[month, default: [:]].merge(visits, uniquingKeysWith: +) }
    }
}
