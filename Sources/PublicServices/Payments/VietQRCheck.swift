/// Why a VietQR payload is not shown.
package enum VietQRFault: String, Error, CaseIterable, Codable, Sendable {
    case tooLong
    /// Something else than printable ASCII.
    case notPlainText
    /// Fields that do not fill the text, stand twice, are missing or in the wrong place.
    case structure
    case checksum
    /// Not Vietnamese đồng (704).
    case currency
    case country
    /// The code adds a tip or a fee to the amount.
    case surcharge
    /// No single NAPAS account to pay to.
    case payeeForm
    case amountForm
    /// The payer would have to type the amount.
    case amountMissing
    /// Another amount than the bill.
    case amountDiffers
    /// The account is not on the province's list.
    case payeeNotListed
}

/// Decides whether the VietQR payload of a bill may be shown; one that fails never is, and the operator is told why.
package struct VietQRCheck: Equatable, Sendable {
    /// Why it must not be shown; empty when it may.
    package let faults: [VietQRFault]
    /// What the payload says, when it can be read at all.
    package let code: VietQR?

    /// Checks a payload against the bill and the province's list of payees.
    ///
    /// - Parameters:
    ///   - payload: what the backend sent.
    ///   - amount: what the bill says, in đồng.
    ///   - payees: the only accounts that may be paid.
    package init(payload: String, amount: Int64, payees: Set<PayeeAccount>) {
        do {
            let code = try VietQR(payload: payload)
            let faults: [VietQRFault?] = [
                code.amount == nil ? .amountMissing : nil,
                code.amount.map { $0 != amount } ?? false ? .amountDiffers : nil,
                payees.contains(code.payee) ? nil : .payeeNotListed,
            ]
            self.faults = faults.compactMap(\.self)
            self.code = code
        } catch {
            faults = [error]
            code = nil
        }
    }

    /// Whether the QR code may be shown.
    package var isSafeToShow: Bool { faults.isEmpty && code != nil }
}
