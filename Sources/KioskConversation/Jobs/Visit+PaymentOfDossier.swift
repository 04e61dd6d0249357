import PublicServices
import ServiceDesk

extension Visit {
    /// Job 3 in a province that knows payments by their dossier only: says so, and takes that way.
    func lookUpPaymentOfDossier() async throws(Departure) {
        while true {
            let entered = try await enterDossierCode(title: .paymentTitle, how: .paymentByDossierHow)
            try await returning { () async throws(Departure) in
                if !entered.isScanned { try await readBack(entered.code) }
                guard let factor = try await factorOfPayment(entered) else { return }
                try await paymentPage(of: entered.code, factor)
            }
        }
    }

    /// The page of a dossier's payment; a network failure is never shown as "not paid".
    func paymentPage(of dossier: DossierCode, _ factor: SecondFactor) async throws(Departure) {
        var hasPaid = false
        while true {
            let answer = await lookUp { desk, lookups in
                await desk.payment(of: dossier, secondFactor: factor, visit: lookups)
            }
            switch answer {
            case .fresh(.payment(let payment)), .saved(.payment(let payment), _):
                guard let next = try await show(payment, hasPaid: hasPaid) else { return }
                hasPaid = next
            case .fresh(.nothingDue), .saved(.nothingDue, _): return try await nothingDue()
            case .notFound:
                try await dossierNotFound()
                return
            case .unavailable(let reason):
                try await cannotAsk(reason, body: PaymentWords(phrases: phrases).lastSeen(nil, now: desk.clock.now))
            }
        }
    }

    /// What was scanned, else what is asked; `nil` when the citizen has none.
    private func factorOfPayment(_ entered: EnteredCode) async throws(Departure) -> SecondFactor? {
        if let scanned = entered.secondFactor { return scanned }
        return try await enterSecondFactor(title: .paymentTitle, skip: .typeAgain)
    }

    private func nothingDue() async throws(Departure) {
        desk.usage?.note(.answered)
        let page = Page(
            title: phrases(.paymentResult),
            body: [.text(phrases(.paymentNothingDue)), .text(phrases(.paymentNothingDuePerson, deskValues))],
            choices: [phrases(.paymentAnother)]
        )
        _ = try await choose(page)
    }
}
