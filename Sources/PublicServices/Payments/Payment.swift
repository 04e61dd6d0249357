package import FoundationEssentials

/// What became of a payment.
///
/// "Not found" and "cannot ask" are not outcomes of a payment but of a question.
package enum PaymentOutcome: String, CaseIterable, Codable, Sendable {
    case paid
    /// The bank has not confirmed yet: do not pay twice.
    case notArrived
    case unpaid
    case cancelled
    case refunded
}

/// What the backend says about a payment.
///
/// Payer, identity number and bank account are never decoded.
package struct Payment: Equatable, Sendable {
    /// The reference that was asked.
    package var reference: PaymentReference
    /// What became of it.
    package var outcome: PaymentOutcome
    /// Amount in đồng.
    package var amount: Int64
    /// The office that is paid.
    package var office: String
    /// What is paid for, in the backend's words.
    package var purpose: String?
    /// The last day to pay.
    package var dueOn: CalendarDay?
    /// When the money arrived.
    package var paidAt: Date?
    /// The way it was paid, in the backend's words.
    package var channel: String?
    /// The number of the receipt.
    package var receiptNumber: String?
    /// The dossier that the payment belongs to.
    package var dossierCode: DossierCode?
    /// A VietQR payload for an unpaid bill; shown only after it has been checked.
    package var qrPayload: String?
    /// The backend sent a payload that failed the check: the citizen is told to pay another way.
    package var hasRefusedCode = false

    /// A payment with what every payment has; the rest is set where it is known.
    package init(reference: PaymentReference, outcome: PaymentOutcome, amount: Int64, office: String) {
        self.reference = reference
        self.outcome = outcome
        self.amount = amount
        self.office = office
    }
}
