import ProcedureFinder
import PublicServices
import ServiceDesk

extension Visit {
    /// The end of a guide: what to do, its procedures, and the person when the guide says so.
    ///
    /// - Returns: the walk with another answer, when the citizen changed one here.
    func show(_ outcome: GuideOutcome, of walk: GuideWalk) async throws(Departure) -> GuideWalk {
        desk.usage?.note(.answered)
        let entries = await entries(outcome.procedures)
        let needsPerson = outcome.desk || entries.isEmpty
        let body = Page.Block.lines([
            outcome.advice.text(in: phrases.tag),
            needsPerson ? phrases(.errorOfferPerson, deskValues) : nil,
            entries.isEmpty ? nil : phrases(.guideProcedures),
        ])
        let items = (entries.isEmpty ? [.home] : entries.map(OutcomeItem.procedure)) + [.answers]
        var starts = [0]
        while true {
            let title = phrases(.guideOutcome)
            switch try await pick(from: items, title: title, body: body, text: text, starts: &starts) {
            case .procedure(let entry):
                try await returning { () async throws(Departure) in try await procedurePage(entry.code) }
            case .home: throw .home
            case .answers:
                if let changed = try await changeAnswer(of: walk) { return changed }
            }
        }
    }

    private func entries(_ codes: [ProcedureCode]) async -> [CatalogueEntry] {
        var entries: [CatalogueEntry] = []
        for code in codes {
            if let procedure = await desk.catalogue.procedure(code).value { entries.append(CatalogueEntry(procedure)) }
        }
        return entries
    }

    private func text(_ item: OutcomeItem) -> String {
        switch item {
        case .procedure(let entry): name(entry)
        case .home: phrases(.givenHome)
        case .answers: phrases(.guideAnswers)
        }
    }

    /// The answers given, to choose one and give it anew; all others that still fit are kept.
    ///
    /// - Returns: nothing when the citizen went back without a change.
    private func changeAnswer(of walk: GuideWalk) async throws(Departure) -> GuideWalk? {
        var changed: GuideWalk?
        var starts = [0]
        try await returning { () async throws(Departure) in
            while changed == nil {
                let step = try await pick(
                    from: walk.path, title: phrases(.guideAnswersTitle), body: [.text(phrases(.guideAnswersIntro))],
                    text: text, starts: &starts)
                try await returning { () async throws(Departure) in changed = try await ask(step.question, on: walk) }
            }
        }
        return changed
    }

    private func text(_ step: GuideWalk.Step) -> String {
        let answer =
            switch step.answer {
            case .unknown: phrases(.guideUnknown)
            case .day(let day): day.written
            case .choice(let value):
                step.question.options.first { $0.value == value }?.text.text(in: phrases.tag) ?? value
            }
        return phrases(.guideAnswered, ["question": step.question.text.text(in: phrases.tag), "answer": answer])
    }
}

/// A line of a guide's end.
private enum OutcomeItem {
    case procedure(CatalogueEntry)
    case home
    case answers
}
