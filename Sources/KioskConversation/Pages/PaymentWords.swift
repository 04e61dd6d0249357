import FoundationEssentials
import PublicServices
import ServiceDesk

/// A payment in words: outcome first, then the facts, never the payer.
struct PaymentWords {
    let phrases: Phrases

    func body(_ payment: Payment, now: Date) -> [Page.Block] {
        let outcome = payment.outcome.phrases
        return Page.Block.lines([
            phrases(outcome.name) + ". " + phrases(outcome.next),
            phrases.noteOnRecords,
            phrases(.paymentReference, ["reference": payment.reference.text]),
            phrases(.paymentAmount, AmountWords.values(payment.amount)),
            phrases(.paymentOffice, ["office": payment.office]),
            payment.purpose.map { phrases(.paymentPurpose, ["purpose": $0]) },
            payment.dueOn.map { phrases(.paymentDue, ["day": $0.written]) },
            payment.paidAt.map { phrases(.paymentPaidAt, ["time": Self.time($0)]) },
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
                phrases(.paymentCodeHow),
                phrases(.paymentOffice, ["office": payment.office]),
                phrases(.paymentCodeAccount, payee),
                phrases(.paymentAmount, AmountWords.values(payment.amount)),
                code.purpose.map { phrases(.paymentPurpose, ["purpose": $0]) },
                phrases(.paymentCodeWarning),
            ]),
            choices: [phrases(.paymentCodeDone)]
        )
        page.code = Page.Code(payload: payload, instead: phrases(.paymentCodeInstead))
        return page
    }

    /// What is said when it cannot be asked: do not pay twice, and what was last seen, never as an answer.
    func lastSeen(_ seen: SeenPayment?, now: Date) -> [Page.Block] {
        let warning = Page.Block.text(phrases(.paymentCannotAsk))
        guard let seen else { return [warning] }
        let age = AgeWords(phrases: phrases).words(from: seen.asOf, to: now)
        let outcome = phrases(seen.outcome.phrases.name)
        let values = ["age": age, "time": Self.time(seen.asOf), "outcome": outcome]
        return [warning, .personal(.text(phrases(.paymentLastSeen, values)))]
    }

    private static func time(_ instant: Date) -> String {
        "\(VietnamTime.clock(of: instant)) \(VietnamTime.day(of: instant).written)"
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
