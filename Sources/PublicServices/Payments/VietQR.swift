/// An account that bills of the province are paid to (`kiosk-config`, list of payees).
package struct PayeeAccount: Hashable, Codable, Sendable {
    /// Bank identification number of NAPAS, six digits.
    package var bank: String
    /// Account or card number at that bank.
    package var account: String

    /// An account at a bank.
    package init(bank: String, account: String) {
        self.bank = bank
        self.account = account
    }
}

/// What a VietQR code says: whom to pay, how much and what for (NAPAS on EMVCo; research/facts.md §3.6).
///
/// Reading is not trusting: only `VietQRCheck` says whether a code may be shown.
package struct VietQR: Equatable, Sendable {
    /// The account that is paid.
    package let payee: PayeeAccount
    /// Amount in đồng; `nil` when the payer is to type it.
    package let amount: Int64?
    /// A code made for one payment (`12`), not a sign on a counter (`11`).
    package let isDynamic: Bool
    /// Field 62.01.
    package let billNumber: String?
    /// Field 62.05.
    package let referenceLabel: String?
    /// Field 62.08, the words on the bank statement.
    package let purpose: String?

    /// Reads a payload whose structure, checksum, currency and country are right.
    ///
    /// - Throws: the first `VietQRFault` met.
    package init(payload: String) throws(VietQRFault) {
        let fields = try Self.checkedFields(payload)
        payee = try Self.payee(fields)
        amount = try fields["54"].map(Self.amount)
        isDynamic = fields["01"] == "12"
        let extra = try fields["62"].map(Self.template) ?? []
        billNumber = extra["01"]
        referenceLabel = extra["05"]
        purpose = extra["08"]
    }

    /// The longest payload of the standard, in bytes.
    private static let longest = 512

    private static func checkedFields(_ payload: String) throws(VietQRFault) -> [EMVField] {
        guard payload.utf8.count <= longest else { throw .tooLong }
        guard payload.utf8.allSatisfy({ (32...126).contains($0) }) else { throw .notPlainText }
        guard let fields = EMVField.fields(of: payload[...]), fields.first?.id == "00", fields.last?.id == "63" else {
            throw .structure
        }
        guard fields["63"] == EMVChecksum.text(of: payload.utf8.dropLast(4)) else { throw .checksum }
        // NAPAS writes version 01; its own sample has 00.
        guard ["00", "01"].contains(fields["00"]), ["11", "12"].contains(fields["01"]) else { throw .structure }
        guard fields["53"] == "704" else { throw .currency }
        guard fields["58"] == "VN" else { throw .country }
        // A tip or a fee would make the payment differ from the bill.
        guard !fields.contains(where: { ["55", "56", "57"].contains($0.id) }) else { throw .surcharge }
        return fields
    }

    private static func template(_ value: String) throws(VietQRFault) -> [EMVField] {
        guard let fields = EMVField.fields(of: value[...]) else { throw .structure }
        return fields
    }

    private static func payee(_ fields: [EMVField]) throws(VietQRFault) -> PayeeAccount {
        // Ids 02 to 51 are accounts; a second one could lead the money elsewhere.
        let accounts = fields.filter { ("02"..."51").contains($0.id) }
        guard accounts.count == 1, let merchant = accounts.first, merchant.id == "38" else { throw .payeeForm }
        let parts = try template(merchant.value)
        guard parts["00"] == "A000000727", ["QRIBFTTA", "QRIBFTTC"].contains(parts["02"]) else { throw .payeeForm }
        let account = try template(parts["01"] ?? "")
        guard let bank = account["00"], let number = account["01"] else { throw .payeeForm }
        let isDigit = { (byte: UInt8) in (48...57).contains(byte) }
        let isPlain = { (byte: UInt8) in isDigit(byte) || (65...90).contains(byte) || (97...122).contains(byte) }
        guard bank.utf8.count == 6, bank.utf8.allSatisfy(isDigit) else { throw .payeeForm }
        guard (1...19).contains(number.utf8.count), number.utf8.allSatisfy(isPlain) else { throw .payeeForm }
        return PayeeAccount(bank: bank, account: number)
    }

    /// Whole đồng, 1 to 13 digits; `.00` behind them is allowed by the standard and means the same.
    private static func amount(_ text: String) throws(VietQRFault) -> Int64 {
        let whole = text.hasSuffix(".00") ? text.dropLast(3) : text[...]
        let isNumber = !whole.isEmpty && whole.utf8.allSatisfy { (48...57).contains($0) }
        guard isNumber, text.utf8.count <= 13, let amount = Int64(whole), amount > 0 else { throw .amountForm }
        return amount
    }
}
