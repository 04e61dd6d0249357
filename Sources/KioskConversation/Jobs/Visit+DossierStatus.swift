import PublicServices
import ServiceDesk

extension Visit {
    /// What can be done from the page of a dossier.
    private enum Offer {
        case payment(PaymentReference)
        /// Where the province knows payments by their dossier.
        case paymentOfDossier(SecondFactor)
        case history(DossierDetail)
        case remind
        case rate
        /// Four digits for the full page, where only the degree is shown.
        case fullPage
        /// The province is asked once more, where it could not be.
        case askAgain

        var asksAnew: Bool {
            switch self {
            case .fullPage, .askAgain: true
            default: false
            }
        }

        /// The offer alone tells that money is due or that the dossier is late.
        var isPersonal: Bool {
            switch self {
            case .payment, .paymentOfDossier, .remind: true
            case .history, .rate, .fullPage, .askAgain: false
            }
        }
    }

    /// Shows a status with its origin and age, and the ways on; returns when it shall be asked again, for the full page
    /// where the province did answer.
    ///
    /// - Parameter factor: what opened the full page, if it is one; beside a saved answer it is what nobody could check.
    func show(_ status: DossierStatus, origin: ShownOrigin, factor: SecondFactor?) async throws(Departure) {
        let offers = offers(for: status, origin: origin, factor: factor)
        desk.usage?.note(.answered)
        while true {
            let words = DossierWords(phrases: phrases, settings: settings)
            var page = Page(
                title: phrases(.statusTitle),
                body: words.body(
                    status, origin: origin, now: desk.clock.now, isUnchecked: origin != .now && factor != nil),
                choices: offers.map(text)
            )
            for (index, offer) in offers.enumerated() where offer.isPersonal {
                page.choices[index].isPersonal = true
            }
            let keepsake = keepsake(of: status, page: page, origin: origin)
            let offer = offers[try await choose(page, orTakeAlong: keepsake) - 1]
            if offer.asksAnew { return }
            try await returning { () async throws(Departure) in try await open(offer, of: status) }
        }
    }

    private func offers(for status: DossierStatus, origin: ShownOrigin, factor: SecondFactor?) -> [Offer] {
        guard origin == .now else { return [.askAgain, .rate] }
        var offers: [Offer] = []
        if let detail = status.detail {
            if let reference = detail.paymentReference {
                offers.append(.payment(reference))
            } else if let factor, desk.lookups.capabilities.paymentByDossier {
                offers.append(.paymentOfDossier(factor))
            }
            if !detail.history.isEmpty { offers.append(.history(detail)) }
            let reading = DossierClock(calendar: settings.calendar).reading(of: detail, today: today)
            let isReminded = remindedDossiers.contains(status.code)
            if reading.isLate, !isReminded, desk.lookups.capabilities.reminders { offers.append(.remind) }
        }
        if status.detail == nil, desk.lookups.capabilities.secondFactor { offers.append(.fullPage) }
        return offers + [.rate]
    }

    private func text(_ offer: Offer) -> String {
        switch offer {
        case .payment, .paymentOfDossier: phrases(.detailPayment)
        case .history: phrases(.detailHistory)
        case .remind: phrases(.detailRemind)
        case .rate: phrases(.detailRate)
        case .fullPage: phrases(.detailFullPage)
        case .askAgain: phrases(.tryAgain)
        }
    }

    private func open(_ offer: Offer, of status: DossierStatus) async throws(Departure) {
        switch offer {
        case .payment(let reference): try await paymentPage(reference)
        case .paymentOfDossier(let factor): try await paymentPage(of: status.code, factor)
        case .history(let detail):
            let words = DossierWords(phrases: phrases, settings: settings)
            let page = Page(
                title: phrases(.historyTitle), body: words.history(detail), choices: [phrases(.helpBack)]
            )
            _ = try await choose(page)
        case .remind:
            let reminder = Reminder(dossierCode: status.code, day: today, kiosk: desk.accessPoint.id)
            let noteSent = { _ = self.remindedDossiers.insert(status.code) }
            try await confirm(whenSent: .givenSentReminder, onSuccess: noteSent) { desk in
                try await desk.give(reminder)
            }
        case .fullPage, .askAgain: return
        case .rate: try await rate(.dossier(status.code), at: await office(of: status))
        }
    }

    /// The office that a dossier lies with, by the organisation in its code; the level is that of its procedure.
    private func office(of status: DossierStatus) async -> RatedOffice {
        let organisation = status.code.parts?.organisation
        let name = organisation.flatMap { settings.organisations[$0] } ?? status.detail?.agency ?? organisation
        var level: AdministrativeLevel?
        if let code = status.detail?.procedureCode {
            level = await desk.catalogue.procedure(code).value?.countedLevel
        }
        return RatedOffice(level: level, organisation: organisation, agency: name ?? "")
    }
}
