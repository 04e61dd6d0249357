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
            case .fresh(let payment), .saved(let payment, _): return try await show(payment)
            case .notFound: return try await paymentNotFound()
            case .unavailable(.notOffered): try await cannotAsk(.notOffered, body: [])
            case .unavailable(let reason):
                let seen = await desk.lookups.lastSeen(reference)
                let words = PaymentWords(phrases: phrases).lastSeen(seen, now: desk.clock.now)
                try await cannotAsk(reason, body: words)
            }
        }
    }

    func show(_ payment: Payment) async throws(Departure) {
        while true {
            let page = Page(
                title: phrases(.paymentResult),
                body: PaymentWords(phrases: phrases).body(payment, now: desk.clock.now),
                choices: (payment.dossierCode == nil ? [] : [phrases(.paymentDossier)]) + [phrases(.paymentAnother)]
            )
            guard try await choose(page) == 1, let code = payment.dossierCode else { return }
            try await returning { () async throws(Departure) in try await dossierPage(code) }
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
