import PublicServices

/// Says whether a visit did what its task asks, by what stood on the screen and what was typed.
struct TrainingJudge {
    let phrases: Phrases
    let material: TrainingMaterial
    /// Titles of the two procedures' pages.
    let birth: String
    let marriage: String

    func isDone(_ task: TrainingTask, _ journal: Journal, end: VisitEnd) -> Bool {
        switch task {
        case .words: !journal.words.isEmpty && sawProcedure(birth, journal)
        case .marks: journal.words.contains { $0.allSatisfy(\.isASCII) } && sawProcedure(marriage, journal)
        case .guide: journal.saw([phrases(.guideOutcome)])
        case .slip: sawDossier(material.slip.text, journal)
        case .late: journal.saw([dossier(material.late.text), phrases(.stateProcessingLate)])
        case .payment: journal.saw([phrases(.paymentResult), material.payment.text, phrases(.outcomePaid)])
        // In this order only: the keyboard is handed over before the survey, and thanks come after it.
        case .rating: journal.saw([phrases(.handOverTitle)]) && journal.saw([phrases(.givenTitle)])
        case .outage: sawDossier(material.slip.text, journal) || journal.saw([phrases(.cannotAskTitle)])
        case .next: end == .nextCitizen
        case .hiding: end == .hidden && sawDossier(material.slip.text, journal)
        }
    }

    /// A procedure's own page, not a list that names it.
    private func sawProcedure(_ title: String, _ journal: Journal) -> Bool {
        journal.saw([title, start(of: .procedureTime)])
    }

    private func sawDossier(_ code: String, _ journal: Journal) -> Bool {
        journal.saw([phrases(.statusTitle), dossier(code)])
    }

    private func dossier(_ code: String) -> String { phrases(.statusCode, ["code": code]) }

    /// The words of a sentence before what is filled in.
    private func start(of phrase: Phrase) -> String { String(phrases(phrase).prefix { $0 != "{" }) }
}
