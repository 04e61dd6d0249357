import PublicServices
import ServiceDesk

extension Visit {
    /// Job 3: what became of a payment.
    func lookUpPayment() async throws(Departure) {
        let capabilities = desk.lookups.capabilities
        guard capabilities.paymentByReference else {
            guard capabilities.paymentByDossier else { return try await cannotAsk(.notOffered, body: []) }
            return try await lookUpPaymentOfDossier()
        }
        while true {
            let reference = try await enterReference()
            try await returning { () async throws(Departure) in try await paymentPage(reference) }
        }
    }

    private func enterReference() async throws(Departure) -> PaymentReference {
        let example =
            settings.practicePayments.isEmpty
            ? "dvcH43122408230001" : settings.practicePayments.joined(separator: ", ")
        let page = Page(
            title: phrases(.paymentTitle),
            body: hints(.text(phrases(.paymentHow))) + [.text(phrases(.paymentExample, ["example": example]))],
            entry: .text(example: example)
        )
        let wrong = Misunderstanding(phrases(.paymentWrong, ["example": example]))
        return try await ask(page) { reply in
            guard case .text(let typed) = reply, let reference = PaymentReference(typed: typed) else {
                return .failure(wrong)
            }
            return .success(reference)
        }
    }

    /// The page of a payment; a network failure is never shown as "not paid".
    func paymentPage(_ reference: PaymentReference) async throws(Departure) {
        var hasPaid = false
        while true {
            let answer = await lookUp { desk, lookups in await desk.payment(reference, visit: lookups) }
            switch answer {
            case .fresh(let payment), .saved(let payment, _):
                guard let next = try await show(payment, hasPaid: hasPaid) else { return }
                hasPaid = next
            case .notFound: return try await paymentNotFound(reference)
            case .unavailable(.notOffered): try await cannotAsk(.notOffered, body: [])
            case .unavailable(let reason):
                let seen = await desk.lookups.lastSeen(reference)
                let words = PaymentWords(phrases: phrases).lastSeen(seen, now: desk.clock.now)
                try await cannotAsk(reason, body: words)
            }
        }
    }

    /// What can be done from the page of a payment.
    private enum Offer {
        case code(Page)
        case again
        case dossier(DossierCode)
        case another
    }

    /// - Parameter hasPaid: the citizen said so on this page before.
    /// - Returns: to ask the backend about the same payment again, whether the citizen says to have paid; else `nil`.
    func show(_ payment: Payment, hasPaid: Bool) async throws(Departure) -> Bool? {
        let offers = offers(for: payment, hasPaid: hasPaid)
        desk.usage?.note(.answered)
        while true {
            let page = Page(
                title: phrases(.paymentResult),
                body: PaymentWords(phrases: phrases).body(payment, now: desk.clock.now, hasPaid: hasPaid),
                choices: offers.map(text)
            )
            let keepsake = Keepsake(page: page, reference: payment.reference.text)
            switch offers[try await choose(page, orTakeAlong: keepsake) - 1] {
            case .code(let page):
                var isDone = false
                try await returning { () async throws(Departure) in isDone = try await choose(page) == 1 }
                if isDone { return true }
            case .again: return hasPaid
            case .dossier(let code):
                try await returning { () async throws(Departure) in try await dossierPage(code) }
            case .another: return nil
            }
        }
    }

    private func offers(for payment: Payment, hasPaid: Bool) -> [Offer] {
        let code = PaymentWords(phrases: phrases).codePage(payment).map(Offer.code)
        let waits = payment.outcome == .notArrived || hasPaid && payment.outcome == .unpaid
        let again = waits ? Offer.again : nil
        // Who has just paid is not led to pay once more.
        return [again, code, payment.dossierCode.map(Offer.dossier), .another].compactMap(\.self)
    }

    private func text(_ offer: Offer) -> String {
        switch offer {
        case .code: phrases(.paymentCode)
        case .again: phrases(.paymentAgain)
        case .dossier: phrases(.paymentDossier)
        case .another: phrases(.paymentAnother)
        }
    }

    private func paymentNotFound(_ reference: PaymentReference) async throws(Departure) {
        let dossier = recognisedDossier(reference.text)
        let page = Page(
            title: phrases(.notFoundTitle),
            body: [.text(phrases(.paymentNotFound)), .text(phrases(.paymentNotFoundPerson, deskValues))],
            choices: [phrases(.typeAgain)] + (dossier == nil ? [] : [phrases(.paymentIsDossier)])
        )
        if try await choose(page) == 2, let dossier { try await openDossier(dossier) }
    }
}
