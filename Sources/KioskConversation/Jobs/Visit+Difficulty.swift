import PublicServices
import ServiceDesk

extension Visit {
    /// What was difficult with the administration, in the order of the choices.
    private static let difficulties: [(reason: String, phrase: Phrase)] = [
        ("papers", .difficultyPapers), ("waiting", .difficultyWaiting), ("visits", .difficultyVisits),
        ("cost", .difficultyCost), ("online", .difficultyOnline), ("other", .difficultyOther),
    ]

    /// A difficulty reported to the province: chosen from a list, with a few words if the citizen likes; no names.
    func reportDifficulty() async throws(Departure) {
        guard !hasReportedDifficulty else { return try await tell(.difficultyTitle, .difficultyAlready) }
        try await refuseWhenFull(.difficultyTitle)
        let page = Page(
            title: phrases(.difficultyTitle),
            body: [.text(phrases(.difficultyAsk)), .text(phrases(.difficultyAnonymous))],
            choices: Self.difficulties.map { phrases($0.phrase) }
        )
        let chosen = Self.difficulties[try await choose(page) - 1]
        let report = DifficultyReport(
            reason: chosen.reason, comment: try await comment(), day: today, kiosk: desk.accessPoint.id
        )
        try await confirm(whenSent: .givenSentDifficulty, onSuccess: { hasReportedDifficulty = true }) { desk in
            try await desk.give(report)
        }
    }
}
