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
        while true {
            let answer = await lookUp { desk, lookups in await desk.payment(reference, visit: lookups) }
            switch answer {
            case .fresh(let payment), .saved(let payment, _): guard try await show(payment) else { return }
            case .notFound: return try await paymentNotFound()
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

    /// - Returns: `true` to ask the backend about the same payment again.
    func show(_ payment: Payment) async throws(Departure) -> Bool {
        let offers = offers(for: payment)
        desk.usage?.note(.answered)
        while true {
            let page = Page(
                title: phrases(.paymentResult),
                body: PaymentWords(phrases: phrases).body(payment, now: desk.clock.now),
                choices: offers.map(text)
            )
            let keepsake = Keepsake(page: page, reference: payment.reference.text)
            switch offers[try await choose(page, orTakeAlong: keepsake) - 1] {
            case .code(let page):
                var isDone = false
                try await returning { () async throws(Departure) in isDone = try await choose(page) == 1 }
                if isDone { return true }
            case .again: return true
            case .dossier(let code):
                try await returning { () async throws(Departure) in try await dossierPage(code) }
            case .another: return false
            }
        }
    }

    private func offers(for payment: Payment) -> [Offer] {
        let code = PaymentWords(phrases: phrases).codePage(payment).map(Offer.code)
        let again = payment.outcome == .notArrived ? Offer.again : nil
        return [code, again, payment.dossierCode.map(Offer.dossier), .another].compactMap(\.self)
    }

    private func text(_ offer: Offer) -> String {
        switch offer {
        case .code: phrases(.paymentCode)
        case .again: phrases(.paymentAgain)
        case .dossier: phrases(.paymentDossier)
        case .another: phrases(.paymentAnother)
        }
    }

    private func paymentNotFound() async throws(Departure) {
        let page = Page(
            title: phrases(.notFoundTitle),
            body: [.text(phrases(.paymentNotFound)), .text(phrases(.paymentNotFoundPerson, deskValues))],
            choices: [phrases(.typeAgain)]
        )
        _ = try await choose(page)
    }
}
