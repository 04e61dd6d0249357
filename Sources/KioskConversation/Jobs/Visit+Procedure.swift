import PublicServices
import ServiceDesk

extension Visit {
    /// A procedure's page and what hangs on it.
    func procedurePage(_ code: ProcedureCode) async throws(Departure) {
        guard let procedure = await desk.catalogue.procedure(code).value else { return try await procedureGone() }
        desk.usage?.note(.answered)
        // Counted beside the talk: a slow disk holds up no page.
        let catalogue = desk.catalogue
        async let _ = catalogue.opened(code)
        while true {
            var pages = ProcedurePages(procedure: procedure, phrases: phrases, deskValues: deskValues)
            // A backend's message may be too long for the page; then the next one stands there.
            pages.notice =
                settings.notices?.about(procedure, on: today).lazy
                .compactMap(NoticeWords(phrases: phrases).block).first
            let offer = ProcedurePages.Offer.allCases[try await choose(pages.summary) - 1]
            try await returning { [pages] () async throws(Departure) in try await open(offer, of: pages) }
        }
    }

    private func open(_ offer: ProcedurePages.Offer, of pages: ProcedurePages) async throws(Departure) {
        switch offer {
        case .papers: _ = try await choose(pages.papers, orTakeAlong: keepsake(of: pages))
        case .steps: _ = try await choose(pages.steps)
        case .place:
            if try await choose(pages.place) == 2 {
                _ = try await choose(OnlineServicesPage(phrases: phrases).page)
            }
        case .law: _ = try await choose(pages.law)
        case .report:
            try await refuseWhenFull(.wrongTitle)
            let reason = ProcedurePages.reportReasons[try await choose(pages.report) - 1]
            let report = PageReport(
                procedureCode: pages.procedure.code, reason: reason, day: today, kiosk: desk.accessPoint.id
            )
            try await confirm(whenSent: .givenSentReport) { desk in try await desk.give(report) }
        }
    }

    private func procedureGone() async throws(Departure) {
        let page = Page(
            title: phrases(.nothingTitle),
            body: [.text(phrases(.procedureGone)), .text(phrases(.errorOfferPerson, deskValues))],
            choices: [phrases(.findAgain)]
        )
        _ = try await choose(page)
    }

    var today: CalendarDay { VietnamTime.day(of: desk.clock.now) }
}
