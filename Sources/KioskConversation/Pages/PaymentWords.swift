import FoundationEssentials
import PublicServices
import ServiceDesk

/// A payment in words: outcome first, then the facts, never the payer.
struct PaymentWords {
    let phrases: Phrases

    /// - Parameter hasPaid: the citizen says so, and banks report late.
    func body(_ payment: Payment, now: Date, hasPaid: Bool = false) -> [Page.Block] {
        let outcome = payment.outcome.phrases
        let next = hasPaid && payment.outcome == .unpaid ? .outcomeUnpaidAfterPaying : outcome.next
        return Page.Block.lines([
            phrases(outcome.name) + ". " + phrases(next),
            phrases.noteOnRecords,
            phrases(.paymentReference, ["reference": payment.reference.text]),
            phrases(.paymentAmount, AmountWords(phrases: phrases).values(payment.amount)),
            phrases(.paymentOffice, ["office": payment.office]),
            payment.purpose.map { phrases(.paymentPurpose, ["purpose": $0]) },
            payment.dueOn.map { phrases(.paymentDue, ["day": $0.written]) },
            payment.paidAt.map { phrases(.paymentPaidAt, moment($0)) },
            payment.channel.map { phrases(.paymentChannel, ["channel": $0]) },
            payment.receiptNumber.map { phrases(.paymentReceipt, ["number": $0]) },
            payment.dossierCode.map { _ in phrases(payment.outcome.dossierNext) },
            payment.hasRefusedCode ? phrases(.paymentCodeRefused) : nil,
        ]).personal + [.text(phrases(.statusFresh, ["time": VietnamTime.clock(of: now)]))]
    }

    /// The QR code of a bill with what the bank's program must show; `nil` without one that passed the check.
    func codePage(_ payment: Payment) -> Page? {
        guard let payload = payment.qrPayload, let code = try? VietQR(payload: payload) else { return nil }
        let payee = ["account": code.payee.account, "bank": code.payee.bank]
        var page = Page(
            title: phrases(.paymentCodeTitle),
            body: Page.Block.lines([
                phrases(.paymentCodeScan),
                phrases(.paymentCodeHow),
                phrases(.paymentOffice, ["office": payment.office]),
                phrases(.paymentCodeAccount, payee),
                phrases(.paymentAmount, AmountWords(phrases: phrases).values(payment.amount)),
                code.purpose.map { phrases(.paymentPurpose, ["purpose": $0]) },
                phrases(.paymentCodeWarning),
            ]),
            choices: [phrases(.paymentCodeDone)]
        )
        page.code = Page.Code(
            payload: payload, how: phrases(.paymentCodeScan), instead: phrases(.paymentCodeInstead),
            titleInstead: phrases(.paymentCodeTitleInstead))
        return page
    }

    /// What is said when it cannot be asked: do not pay twice, and what was last seen, never as an answer.
    func lastSeen(_ seen: SeenPayment?, now: Date) -> [Page.Block] {
        let warning = Page.Block.text(phrases(.paymentCannotAsk))
        guard let seen else { return [warning] }
        let age = AgeWords(phrases: phrases).words(from: seen.asOf, to: now)
        let outcome = phrases(seen.outcome.phrases.name)
        let values = moment(seen.asOf).merging(["age": age, "outcome": outcome]) { first, _ in first }
        return [warning, .personal(.text(phrases(.paymentLastSeen, values)))]
    }

    private func moment(_ instant: Date) -> [String: String] {
        ["time": VietnamTime.clock(of: instant), "day": VietnamTime.day(of: instant).written]
    }
}

extension PaymentOutcome {
    var phrases: (name: Phrase, next: Phrase) {
        switch self {
        case .paid: (.outcomePaid, .outcomePaidNext)
        case .notArrived: (.outcomeNotArrived, .outcomeNotArrivedNext)
        case .unpaid: (.outcomeUnpaid, .outcomeUnpaidNext)
        case .cancelled: (.outcomeCancelled, .outcomeCancelledNext)
        case .refunded: (.outcomeRefunded, .outcomeRefundedNext)
        }
    }

    /// What it means for the dossier it belongs to.
    var dossierNext: Phrase {
        switch self {
        case .paid: .paymentDossierPaid
        case .notArrived: .paymentDossierNotArrived
        case .unpaid: .paymentDossierUnpaid
        case .cancelled, .refunded: .paymentDossierOther
        }
    }
}
