import Testing

@testable import PublicServices

/// Codes, references and second factors lead to a person: nothing that prints a value may print them.
struct MaskTests {
    private let secrets = ["H43", "240823", "2408", "0077", "7391", "PAY7391", "9f8e7d", "510233"]

    private func check(_ value: some Any, sourceLocation: SourceLocation = #_sourceLocation) {
        var dumped = ""
        dump(value, to: &dumped)
        let mirrored = Mirror(reflecting: value).children.map { "\($0.label ?? "") \($0.value)" }.joined()
        for text in ["\(value)", String(describing: value), String(reflecting: value), dumped, mirrored, "\([value])"] {
            for secret in secrets {
                #expect(!text.contains(secret), "\(secret) in \(text)", sourceLocation: sourceLocation)
            }
        }
    }

    @Test func `a dossier code is masked everywhere`() throws {
        let code = try #require(DossierCode(stored: "H43.12-240823-0077"))
        check(code)
        check(try #require(code.parts))
        check(Optional(code))
        check(["code": code])
        check(DossierCodeReading.recognised(code))
        check(DossierStatus(code: code, degree: .received))
        #expect("\(code)" == "DossierCode(••••)")
        #expect(String(reflecting: try #require(code.parts)) == "DossierCode.Parts(••••)")
    }

    @Test func `a second factor is masked everywhere`() throws {
        check(try #require(SecondFactor(typed: "7391")))
        check(SecondFactor.printedSecret("9f8e7d"))
        check([SecondFactor.lastFour("7391")])
        #expect("\(SecondFactor.lastFour("7391"))" == "SecondFactor(••••)")
    }

    @Test func `a payment reference is masked everywhere`() throws {
        let reference = try #require(PaymentReference(typed: "PAY7391"))
        check(reference)
        check(Payment(reference: reference, outcome: .paid, amount: 1, office: "Sở Tư pháp"))
        #expect("\(reference)" == "PaymentReference(••••)")
    }

    @Test func `a scanned slip is masked everywhere`() throws {
        check(try #require(ScannedSlip(scanned: "D-9f8e7d-510233")))
        check(try #require(ScannedSlip(scanned: "?MHS=H43.12-240823-0077&SGT=058099007391")))
        #expect("\(ScannedSlip(scanned: "D-9f8e7d-510233") as Any)".contains("ScannedSlip(••••)"))
    }
}
