package import FoundationEssentials
package import PublicServices

/// The question for a payment; in a body so that no reference stands in a URL or a log.
package struct PaymentLookup: Equatable, Codable, Sendable {
    package var reference: String

    package init(reference: PaymentReference) { self.reference = reference.text }
}

extension PaymentLookup: CustomStringConvertible, CustomReflectable {
    package var description: String { "PaymentLookup(••••)" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// A payment on the wire.
///
/// Payer, identity number and bank account have no field and so are never decoded.
package struct PaymentBody: Sendable {
    package var reference: String
    /// A word of `PaymentOutcome`.
    package var outcome: String
    package var amount: Int64
    /// ISO 4217; only `VND` is understood.
    package var currency: String
    package var office: String
    package var purpose: String?
    package var dueOn: CalendarDay?
    package var paidAt: Date?
    package var channel: String?
    package var receiptNumber: String?
    package var dossierCode: String?
    package var qrPayload: String?

    package init(_ payment: Payment) {
        reference = payment.reference.text
        outcome = payment.outcome.rawValue
        amount = payment.amount
        currency = "VND"
        office = payment.office
        purpose = payment.purpose
        dueOn = payment.dueOn
        paidAt = payment.paidAt
        channel = payment.channel
        receiptNumber = payment.receiptNumber
        dossierCode = payment.dossierCode?.text
        qrPayload = payment.qrPayload
    }

    /// The payment, if it is the answer to the question for `asked`.
    ///
    /// - Throws: `WireMismatch` for another reference, an unknown outcome, a foreign currency or a negative amount:
    ///   a payment half understood is never told.
    package func payment(for asked: PaymentReference) throws(WireMismatch) -> Payment {
        // People type capitals as they come; the backend compares without regard to case.
        guard PaymentReference(typed: reference)?.text.lowercased() == asked.text.lowercased() else {
            throw WireMismatch(field: "reference")
        }
        guard let known = PaymentOutcome(rawValue: outcome) else { throw WireMismatch(field: "outcome") }
        guard currency == "VND" else { throw WireMismatch(field: "currency") }
        guard amount >= 0 else { throw WireMismatch(field: "amount") }
        var payment = Payment(reference: asked, outcome: known, amount: amount, office: office)
        payment.purpose = purpose
        payment.dueOn = dueOn
        payment.paidAt = paidAt
        payment.channel = channel
        payment.receiptNumber = receiptNumber
        payment.dossierCode = dossierCode.flatMap(DossierCode.init(stored:))
        payment.qrPayload = qrPayload
        return payment
    }
}

extension PaymentBody: Codable {
    private enum CodingKeys: String, CodingKey {
        case reference, outcome, amount, currency, office, purpose, dueOn, paidAt, channel, receiptNumber
        case dossierCode, qrPayload
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        reference = try values.decode(String.self, forKey: .reference)
        outcome = try values.decode(String.self, forKey: .outcome)
        guard let amount = try values.wireInteger(forKey: .amount) else {
            throw DecodingError.dataCorruptedError(forKey: .amount, in: values, debugDescription: "no amount")
        }
        self.amount = amount
        currency = try values.wireText(forKey: .currency) ?? "VND"
        office = try values.wireText(forKey: .office) ?? ""
        purpose = try values.wireText(forKey: .purpose)
        dueOn = values.wireDay(forKey: .dueOn)
        paidAt = values.wireInstant(forKey: .paidAt)
        channel = try values.wireText(forKey: .channel)
        receiptNumber = try values.wireText(forKey: .receiptNumber)
        dossierCode = try values.wireText(forKey: .dossierCode)
        qrPayload = try values.wireText(forKey: .qrPayload)
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(reference, forKey: .reference)
        try values.encode(outcome, forKey: .outcome)
        try values.encode(amount, forKey: .amount)
        try values.encode(currency, forKey: .currency)
        try values.encode(office, forKey: .office)
        try values.encodeIfPresent(purpose, forKey: .purpose)
        try values.encodeIfPresent(dueOn, forKey: .dueOn)
        try values.encodeIfPresent(paidAt.map(WireDate.text), forKey: .paidAt)
        try values.encodeIfPresent(channel, forKey: .channel)
        try values.encodeIfPresent(receiptNumber, forKey: .receiptNumber)
        try values.encodeIfPresent(dossierCode, forKey: .dossierCode)
        try values.encodeIfPresent(qrPayload, forKey: .qrPayload)
    }
}
