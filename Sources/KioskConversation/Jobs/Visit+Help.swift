import PublicServices
import ServiceDesk

extension Visit {
    /// What the help page offers besides the person.
    private enum HelpOffer {
        case back, slow, volunteer, nextCitizen, noVolunteer, difficulty, notices
    }

    /// `7`: the person, the phone and the hours; and how the talk is held.
    func helpPage() async throws(Departure) {
        let place = desk.accessPoint
        let notices = settings.notices?.forEverybody(on: today) ?? []
        let offers = helpOffers + (isAlone || notices.isEmpty ? [] : [.notices])
        let page = Page(
            title: phrases(.helpTitle),
            body: [
                .text(phrases(.helpDesk, ["name": place.desk.name, "hours": place.desk.hours])),
                .text(phrases(.helpPhone, deskValues)),
            ] + hints(.text(phrases(.helpVolunteer)), .text(phrases(.helpPrivate))),
            choices: offers.map { phrases(text($0)) }
        )
        switch offers[try await choose(page) - 1] {
        case .back: return
        case .slow: await setSlow(!manner.isSlow)
        case .volunteer: await setVolunteer(true)
        case .nextCitizen: throw .end(.nextCitizen)
        case .noVolunteer: await setVolunteer(false)
        case .difficulty: try await reportDifficulty()
        case .notices: _ = try await choose(NoticeWords(phrases: phrases).page(notices))
        }
    }

    /// While the citizen rates alone nothing about volunteers is offered.
    private var helpOffers: [HelpOffer] {
        if isAlone { return [.back, .slow] }
        return manner.isVolunteer
            ? [.back, .slow, .nextCitizen, .noVolunteer, .difficulty] : [.back, .slow, .volunteer, .difficulty]
    }

    private func text(_ offer: HelpOffer) -> Phrase {
        switch offer {
        case .back: .helpBack
        case .slow: manner.isSlow ? .helpFast : .helpSlow
        case .volunteer: .helpVolunteerOn
        case .nextCitizen: .welcomeNext
        case .noVolunteer: .helpVolunteerOff
        case .difficulty: .difficultyOffer
        case .notices: .noticesOffer
        }
    }
}
