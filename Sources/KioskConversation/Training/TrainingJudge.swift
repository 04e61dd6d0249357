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
        case .rating: sawHandOver(journal)
        case .outage:
            sawDossier(material.slip.text, journal)
                || journal.wasTyped(material.slip.text) && journal.saw([phrases(.cannotAskTitle)])
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

    /// The keyboard is handed over before anything is answered, and the thanks are for what was answered then.
    private func sawHandOver(_ journal: Journal) -> Bool {
        let questions = journal.places(of: [phrases(.rateTitle)])
        guard let handedOver = journal.places(of: [phrases(.handOverTitle)]).first, let asked = questions.first,
            handedOver < asked
        else { return false }
        // Thanks are the same for all that is given: other jobs begin on the first page or the one behind key 7.
        let elsewhere = journal.places(of: [phrases(.welcomeTitle)]) + journal.places(of: [phrases(.helpTitle)])
        return journal.places(of: [phrases(.givenTitle)]).contains { thanks in
            guard let last = questions.last(where: { $0 < thanks }) else { return false }
            return !elsewhere.contains { last < $0 && $0 < thanks }
        }
    }

    private func dossier(_ code: String) -> String { phrases(.statusCode, ["code": code]) }

    /// The words of a sentence before what is filled in.
    private func start(of phrase: Phrase) -> String { String(phrases(phrase).prefix { $0 != "{" }) }
}
