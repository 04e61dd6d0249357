package import PublicServices

/// What a report says, worked out from counters: numbers alone, the words come later.
package struct UsageReport: Sendable {
    /// Visits of a day or a month.
    package struct Stretch: Equatable, Sendable {
        /// The day, or the first of the month.
        package var start: CalendarDay
        package var visits: Int
    }

    /// Seconds of an hour of the day, or of all.
    package struct Hour: Equatable, Sendable {
        /// In service.
        package var open = 0
        /// Of these without the backend.
        package var offline = 0
        /// Of these without any word of it.
        package var unknown = 0

        /// Of these with the backend.
        package var online: Int { max(0, open - offline - unknown) }
    }

    /// Ratings of a level or a month.
    package struct Group<Name: Sendable>: Sendable {
        package var name: Name
        package var tally: EvaluationTally
        package var disclosure: SmallNumbers.Disclosure
    }

    /// Ratings of an office.
    package struct OfficeGroup: Sendable {
        /// Without a level: an office may give procedures of several.
        package var name: RatedOffice
        package var tally: EvaluationTally
        package var disclosure: SmallNumbers.Disclosure
        /// Whether enough ratings answered the overall question.
        package var showsSatisfaction: Bool
        /// The indicators that enough ratings answered.
        package var shownIndicators: Set<EvaluationIndicator>

        /// The points that may be shown, with those that the office scored itself.
        package func evaluation(scored: [EvaluationIndicator: Double]) -> OfficeEvaluation {
            OfficeEvaluation(tally, of: shownIndicators, scored: scored)
        }
    }

    package let period: ReportPeriod
    private let counts: LabelledCounts
    /// Visits by day, or by month in a long period.
    package let stretches: [Stretch]
    /// All ratings together; `disclosure` is `few` when they are too few to show anything.
    package let satisfaction: Group<Void>
    /// By level of the procedure, most ratings first.
    package let levels: [Group<AdministrativeLevel?>]
    /// By office, most ratings first; the service as a whole is an office without a name.
    package let offices: [OfficeGroup]
    package let months: [Group<UsageMonth>]
    /// Most visits first.
    package let words: [UnansweredWords]
    /// Times in service by hour of the day.
    package let hours: [Hour]

    /// Works a report out.
    package init(_ record: UsageRecord, period: ReportPeriod) {
        self.period = period
        counts = LabelledCounts(record.counts)
        stretches = Self.stretches(record.counts, period)
        let tallies = EvaluationTallies(record.evaluations, months: period.months)
        satisfaction = tallies.all
        levels = tallies.levels
        offices = tallies.offices
        months = tallies.months
        words = Self.words(record.words, period)
        hours = Self.hours(record.counts)
    }

    /// A counter over the whole period.
    package func count(_ counter: UsageCounter, _ label: String = "") -> Int { counts[counter, label] }

    /// All labels of a counter together.
    package func sum(_ counter: UsageCounter) -> Int { counts.sum(counter) }

    /// All hours together.
    package var service: Hour {
        Hour(open: count(.openSeconds), offline: count(.offlineSeconds), unknown: count(.unknownSeconds))
    }

    /// Look-ups of a kind that came to something.
    package func count(_ kind: LookupKind, _ outcome: LookupOutcome) -> Int {
        count(.lookups, "\(kind.rawValue) \(outcome.rawValue)")
    }

    /// Things given of a kind, whatever became of them later.
    package func given(_ kind: OutboxRecord.Kind) -> Int {
        ["kept", "sent", "needsOperator"].reduce(0) { $0 + count(.given, "\(kind.rawValue) \($1)") }
    }

    /// Answers by class of time, in the order of `AnswerTime.names`.
    package func answerTimes(_ asked: String) -> [Int] {
        AnswerTime.names.map { count(.answerTime, "\(asked) \($0)") }
    }

    /// The mean time to an answer in seconds; `nil` without any.
    package func meanAnswerTime(_ asked: String) -> Double? {
        let answers = answerTimes(asked).reduce(0, +)
        return answers > 0 ? Double(count(.answerMilliseconds, asked)) / 1000 / Double(answers) : nil
    }

    /// Whether nothing at all was counted.
    package var isEmpty: Bool { counts.isEmpty && satisfaction.tally.ratings == 0 && words.isEmpty }

    private static func stretches(_ counts: [UsageKey: Int], _ period: ReportPeriod) -> [Stretch] {
        var visits: [Int: Int] = [:]
        for (key, count) in counts where key.counter == .visitsBegun {
            visits[period.isToldByDays ? key.day.number : UsageMonth(key.day).number, default: 0] += count
        }
        guard !period.isToldByDays else {
            return period.days.map { Stretch(start: $0, visits: visits[$0.number] ?? 0) }
        }
        return period.months.compactMap { month in
            CalendarDay(year: month.year, month: month.month, day: 1).map {
                Stretch(start: $0, visits: visits[month.number] ?? 0)
            }
        }
    }

    private static func words(_ words: [UnansweredWords], _ period: ReportPeriod) -> [UnansweredWords] {
        var visits: [String: Int] = [:]
        let months = Set(period.months)
        // No kiosk hands on rarer ones, but a file may come from elsewhere.
        for entry in words where months.contains(entry.month) && entry.visits >= UnansweredWords.leastVisits {
            visits[entry.words, default: 0] += entry.visits
        }
        let month = UsageMonth(period.last)
        return visits.map { UnansweredWords(month: month, words: $0.key, visits: $0.value) }
            .sorted { ($1.visits, $0.words) < ($0.visits, $1.words) }
    }

    private static func hours(_ counts: [UsageKey: Int]) -> [Hour] {
        var hours = [Hour](repeating: Hour(), count: 24)
        for (key, seconds) in counts {
            guard let hour = key.hour, hours.indices.contains(hour) else { continue }
            switch key.counter {
            case .openSeconds: hours[hour].open += seconds
            case .offlineSeconds: hours[hour].offline += seconds
            case .unknownSeconds: hours[hour].unknown += seconds
            default: break
            }
        }
        return hours
    }
}

/// Counters of a period by label, all days together.
struct LabelledCounts: Sendable {
    private var counts: [UsageCounter: [String: Int]] = [:]

    init(_ counts: [UsageKey: Int]) {
        for (key, count) in counts { self.counts[key.counter, default: [:]][key.label, default: 0] += count }
    }

    subscript(counter: UsageCounter, label: String) -> Int { counts[counter]?[label] ?? 0 }

    func sum(_ counter: UsageCounter) -> Int { counts[counter]?.values.reduce(0, +) ?? 0 }

    var isEmpty: Bool { counts.isEmpty }
}
