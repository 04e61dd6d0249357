import AccessPointDevices
import PublicServices
import ServiceDesk

extension Visit {
    /// What the first page offers, in this order.
    private enum WelcomeOffer {
        case find, dossier, payment, rate, language, firstTime, nextCitizen
    }

    /// The first page: four jobs, each one digit away.
    func firstPage() async throws(Departure) {
        let offers = welcomeOffers
        let page = await withNotice(welcomePage(offers))
        let answer = try await ask(page)
        guard case .choice(let number) = answer else { return try await openFromFirstPage(answer) }
        let offer = offers[number - 1]
        try await returning { () async throws(Departure) in
            switch offer {
            case .find: try await findProcedure()
            case .dossier: try await checkDossier()
            case .payment: try await lookUpPayment()
            case .rate: try await rate(.service)
            case .language: try await changeLanguage()
            case .firstTime: try await firstTime()
            case .nextCitizen: throw .end(.nextCitizen)
            }
        }
    }

    /// A slip that was scanned at once is the shortest way to its dossier.
    private func openFromFirstPage(_ answer: Reply) async throws(Departure) {
        guard case .text(let typed) = answer, let code = recognisedDossier(typed) else { return }
        try await returning { () async throws(Departure) in try await openDossier(code) }
    }

    /// A volunteer needs no exercise of the keys, but the way to the next citizen.
    private var welcomeOffers: [WelcomeOffer] {
        let other: [WelcomeOffer] = languages.others(than: phrases.tag).isEmpty ? [] : [.language]
        return [.find, .dossier, .payment, .rate] + other + [isWithVolunteer ? .nextCitizen : .firstTime]
    }

    private func welcomePage(_ offers: [WelcomeOffer]) -> Page {
        var body: [Page.Block] = []
        if takeCrashNotice() { body += [.text(phrases(.welcomeInterrupted))] }
        body.append(.text(phrases(isWithVolunteer ? .welcomeVolunteer : .welcomeIntro)))
        body.append(.text(phrases(.welcomeIdle, ["seconds": "\(settings.idleAfter.components.seconds)"])))
        var page = Page(
            title: phrases(.welcomeTitle, ["province": settings.province]), body: body, choices: offers.map(text)
        )
        page.isFirst = true
        return page
    }

    /// The most important message, where the page still stands on one sheet with it; a volunteer knows it.
    private func withNotice(_ page: Page) async -> Page {
        guard !isWithVolunteer else { return page }
        let words = NoticeWords(phrases: phrases)
        let blocks = (settings.notices?.forEverybody(on: today) ?? []).lazy.compactMap { words.block($0) }
        guard let block = blocks.first else { return page }
        var told = page
        told.body.append(block)
        let layout = PageLayout(frame: frame(isFirst: true, isNew: true), columns: await console.columns)
        return layout.sheets(told).count == 1 ? told : page
    }

    private func text(_ offer: WelcomeOffer) -> String {
        switch offer {
        case .find: phrases(.welcomeFind)
        case .dossier: phrases(.welcomeDossier)
        case .payment: phrases(.welcomePayment)
        case .rate: phrases(.welcomeRate)
        case .language: languages.others(than: phrases.tag).map(\.name).joined(separator: ", ")
        case .firstTime: phrases(.welcomeKeys)
        case .nextCitizen: phrases(.welcomeNext)
        }
    }

    /// With two languages one key changes over; with more they are chosen by their own names.
    private func changeLanguage() async throws(Departure) {
        let others = languages.others(than: phrases.tag)
        guard others.count > 1 else {
            phrases = languages.phrases(others.first?.tag)
            return
        }
        let page = Page(title: phrases(.languageTitle), choices: others.prefix(6).map(\.name))
        phrases = languages.phrases(others[try await choose(page) - 1].tag)
    }
}
