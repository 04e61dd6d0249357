import PublicServices

/// A code that was understood is printed and read back as itself; nothing typed is a trap.
enum CodeRules {
    static func finding(in bytes: [UInt8]) -> String? {
        let text = String(decoding: bytes, as: UTF8.self)
        _ = ScannedSlip(scanned: text)
        if let reference = PaymentReference(typed: text), PaymentReference(typed: reference.text) != reference {
            return "a payment reference does not read back"
        }
        if let code = ProcedureCode(typed: text), ProcedureCode(typed: code.text) != code {
            return "a procedure code does not read back"
        }
        if let qr = try? VietQR(payload: text), qr.amount.map({ $0 < 0 }) ?? false {
            return "a VietQR payload with an amount below zero was taken"
        }
        return dossierFinding(text)
    }

    private static func dossierFinding(_ text: String) -> String? {
        guard case .recognised(let code) = DossierCodeReader.read(text, today: nil) else { return nil }
        guard case .recognised(let again) = DossierCodeReader.read(code.text, today: nil) else {
            return "a dossier code is not recognised as printed"
        }
        return again == code ? nil : "a dossier code reads back as another one"
    }
}
