import PublicServices

/// What was noted and is not kept yet: the numbers, and what belongs to the visit under way.
struct UsageNotes {
    /// Different words of one visit that are remembered.
    private static let mostWords = 20

    var batch = UsageBatch()
    var network = NetworkTime()
    private var hasAnswered = false
    private var words: Set<ScrubbedWords> = []

    init() {}

    /// Counts an event of this day.
    mutating func apply(_ event: UsageEvent, on day: CalendarDay) {
        switch event {
        case .visitBegan:
            (hasAnswered, words) = (false, [])
            count(.visitsBegun, on: day)
        case .visitEnded(let outcome): endVisit(outcome, on: day)
        case .answered: hasAnswered = true
        case .searched(let outcome, let took):
            count(.searches, outcome.rawValue, on: day)
            count("find", took, on: day)
        case .foundNothing(let typed):
            guard words.count < Self.mostWords, let scrubbed = ScrubbedWords(typed: typed) else { return }
            words.insert(scrubbed)
        case .lookedUp(let kind, let outcome, let took):
            count(.lookups, "\(kind.rawValue) \(outcome.rawValue)", on: day)
            count(kind.rawValue, took, on: day)
        case .showedSaved(let age): count(.savedAnswers, AnswerAge(seconds: age).rawValue, on: day)
        case .gave(let kind, let state): count(.given, "\(kind.rawValue) \(state.counted)", on: day)
        case .rated(let answers, let survey, let office): rate(answers, in: survey, office, UsageMonth(day))
        case .slip(let isPrinted): count(.slips, isPrinted ? "printed" : "failed", on: day)
        case .speechFailed: count(.speechFailures, on: day)
        case .network: break
        }
    }

    /// Charges seconds to the hours they were spent in.
    mutating func add(_ seconds: [NetworkTime.Hour: Int], to counter: UsageCounter) {
        for (hour, seconds) in seconds {
            let key = UsageKey(day: CalendarDay(number: hour.day), hour: hour.hour, counter: counter)
            batch.counts[key, default: 0] += seconds
        }
    }

    private mutating func endVisit(_ outcome: VisitOutcome, on day: CalendarDay) {
        // A visit that was cut off took its own counts with it.
        if outcome == .cutOff { count(.visitsBegun, on: day) }
        count(.visitsEnded, outcome.rawValue, on: day)
        guard outcome != .cutOff else { return }
        if hasAnswered { count(.visitsAnswered, on: day) }
        for word in words { batch.words[UsageMonth(day), default: [:]][word, default: 0] += 1 }
        (hasAnswered, words) = (false, [])
    }

    private mutating func rate(
        _ answers: [String: String], in survey: Survey, _ office: RatedOffice, _ month: UsageMonth
    ) {
        batch.evaluations[EvaluationKey(month: month, office: office, item: EvaluationKey.ratings), default: 0] += 1
        for (id, value) in answers {
            guard let question = survey.questions.first(where: { $0.id == id }),
                let option = question.options.first(where: { $0.value == value })
            else { continue }
            var key = EvaluationKey(month: month, office: office, item: id, mark: value)
            if let indicator = question.indicator, let points = option.points {
                (key.item, key.mark) = ("\(indicator.rawValue)", "\(points)")
            }
            batch.evaluations[key, default: 0] += 1
        }
    }

    private mutating func count(_ asked: String, _ took: Duration, on day: CalendarDay) {
        count(.answerTime, "\(asked) \(AnswerTime.name(of: took))", on: day)
        count(.answerMilliseconds, asked, on: day, by: max(0, Int((took.seconds * 1000).rounded())))
    }

    private mutating func count(_ counter: UsageCounter, _ label: String = "", on day: CalendarDay, by number: Int = 1)
    {
        guard number > 0 else { return }
        batch.counts[UsageKey(day: day, counter: counter, label: label), default: 0] += number
    }
}

extension GivenState {
    /// The state without its receipt.
    fileprivate var counted: String {
        switch self {
        case .kept: "kept"
        case .sent: "sent"
        case .needsOperator: "needsOperator"
        }
    }
}
