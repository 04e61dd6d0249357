import PublicServices

/// What was noted and is not kept yet: the numbers, and apart from them what belongs to the visit under way.
struct UsageNotes {
    /// What a visit has counted so far; none of it is kept before the visit is over, so that one that is cut off leaves
    /// nothing that could be counted again.
    private struct Visit {
        var batch = UsageBatch()
        var hasAnswered = false
        var words: Set<ScrubbedWords> = []
    }

    /// Different words of one visit that are remembered.
    private static let mostWords = 20

    /// What may be kept: of visits that are over, and of what is no visit.
    var batch = UsageBatch()
    var network = NetworkTime()
    private var visit: Visit?
    /// Where an event counts: in the visit under way, or at once where there is none.
    private var current: UsageBatch {
        get { visit?.batch ?? batch }
        set { if visit == nil { batch = newValue } else { visit?.batch = newValue } }
    }

    init() {}

    /// Counts an event of this day.
    mutating func apply(_ event: UsageEvent, on day: CalendarDay) {
        switch event {
        case .visitBegan:
            visit = Visit()
            count(.visitsBegun, on: day)
        case .visitEnded(let outcome): endVisit(outcome, on: day)
        case .answered: visit?.hasAnswered = true
        case .searched(let outcome, let took):
            count(.searches, outcome.rawValue, on: day)
            count("find", took, on: day)
        case .foundNothing(let words):
            guard let known = visit?.words.count, known < Self.mostWords else { return }
            visit?.words.insert(words)
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
        guard outcome != .cutOff, let ended = visit else { return }
        if ended.hasAnswered { count(.visitsAnswered, on: day) }
        if let counted = visit?.batch { batch.add(counted) }
        for word in ended.words { batch.words[UsageMonth(day), default: [:]][word, default: 0] += 1 }
        visit = nil
    }

    private mutating func rate(
        _ answers: [String: String], in survey: Survey, _ office: RatedOffice, _ month: UsageMonth
    ) {
        current.evaluations[EvaluationKey(month: month, office: office, item: EvaluationKey.ratings), default: 0] += 1
        for (id, value) in answers {
            guard let question = survey.questions.first(where: { $0.id == id }),
                let option = question.options.first(where: { $0.value == value })
            else { continue }
            var key = EvaluationKey(month: month, office: office, item: id, mark: value)
            if let indicator = question.indicator, let points = option.points {
                (key.item, key.mark) = ("\(indicator.rawValue)", "\(points)")
            }
            current.evaluations[key, default: 0] += 1
        }
    }

    private mutating func count(_ asked: String, _ took: Duration, on day: CalendarDay) {
        count(.answerTime, "\(asked) \(AnswerTime.name(of: took))", on: day)
        count(.answerMilliseconds, asked, on: day, by: max(0, Int((took.seconds * 1000).rounded())))
    }

    private mutating func count(_ counter: UsageCounter, _ label: String = "", on day: CalendarDay, by number: Int = 1)
    {
        guard number > 0 else { return }
        current.counts[UsageKey(day: day, counter: counter, label: label), default: 0] += number
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
