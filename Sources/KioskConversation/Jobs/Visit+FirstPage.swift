import AccessPointDevices
import PublicServices
import ServiceDesk

extension Visit {
    /// The first page: four jobs, each one digit away.
    func firstPage() async throws(Departure) {
        switch try await choose(welcomePage()) {
        case 1: try await returning { () async throws(Departure) in try await findProcedure() }
        case 2: try await returning { () async throws(Departure) in try await checkDossier() }
        case 3: try await returning { () async throws(Departure) in try await lookUpPayment() }
        case 4: try await returning { () async throws(Departure) in try await rate(.service) }
        case 5: phrases = languages.next(after: phrases.tag)
        default: try await returning { () async throws(Departure) in try await keysPage() }
        }
    }

    private func welcomePage() -> Page {
        var body: [Page.Block] = []
        if takeCrashNotice() { body += [.text(phrases(.welcomeInterrupted))] }
        body.append(.text(phrases(.welcomeIntro)))
        body.append(.text(phrases(.welcomeIdle, ["seconds": "\(settings.idleAfter.components.seconds)"])))
        var page = Page(
            title: phrases(.welcomeTitle, ["province": settings.province]),
            body: body,
            choices: [
                phrases(.welcomeFind), phrases(.welcomeDossier), phrases(.welcomePayment), phrases(.welcomeRate),
                phrases(.welcomeLanguage), phrases(.welcomeKeys),
            ]
        )
        page.isFirst = true
        return page
    }

    /// `7`: the person, the phone and the hours.
    func helpPage() async throws(Departure) {
        let place = desk.accessPoint
        let chosen = try await choose(
            Page(
                title: phrases(.helpTitle),
                body: [
                    .text(phrases(.helpDesk, ["name": place.desk.name, "hours": place.desk.hours])),
                    .text(phrases(.helpPhone, deskValues)),
                    .text(phrases(.helpVolunteer)),
                    .text(phrases(.helpPrivate)),
                ],
                choices: [phrases(.helpBack), phrases(.difficultyOffer)]
            ))
        if chosen == 2 { try await reportDifficulty() }
    }

    private func keysPage() async throws(Departure) {
        let page = Page(
            title: phrases(.keysTitle),
            body: [.keysChoose, .keysFixed, .keysMistake, .keysPrivacy].map { .text(phrases($0)) },
            choices: [phrases(.keysTry), phrases(.onlineOffer)]
        )
        if try await choose(page) == 2 { _ = try await choose(OnlineServicesPage(phrases: phrases).page) }
    }
}
