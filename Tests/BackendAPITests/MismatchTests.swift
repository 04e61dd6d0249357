import BackendAPI
import Foundation
import PublicServices
import Testing

@Suite struct MismatchTests {
    @Test func `the answer about another dossier is refused`() throws {
        let other = try #require(DossierCode(stored: "H43.12-261123-0002"))
        let body = try WireJSON.body(DossierBody.self, from: Fixture.bytes("dossier-public.json"))
        #expect(throws: WireMismatch(field: "code")) { try body.status(for: other) }
    }

    @Test func `a dossier without a known degree or state is refused`() throws {
        let body = try WireJSON.body(DossierBody.self, from: #"{"code":"H43.12-261123-0001","degree":"x"}"#.utf8)
        let code = try #require(DossierCode(stored: "H43.12-261123-0001"))
        #expect(throws: WireMismatch(field: "degree")) { try body.status(for: code) }
    }

    @Test(arguments: [("37", "37"), (#""four""#, "four"), (#"" Chờ ký ""#, "Chờ ký")])
    func `a local state that nobody mapped keeps the degree and is shown as it is`(
        wire: String, word: String
    ) throws {
        let json = """
            {"code":"H43.12-261123-0001","degree":"inProgress","detail":{"state":\(wire),
            "history":[{"day":"2026-11-23","state":\(wire)},{"day":"2026-11-23"}]}}
            """
        let code = try #require(DossierCode(stored: "H43.12-261123-0001"))
        let status = try WireJSON.body(DossierBody.self, from: json.utf8).status(for: code)
        #expect(status.degree == .inProgress)
        #expect(status.detail?.state == nil)
        #expect(status.detail?.stateText == word)
        #expect(status.detail?.history.map(\.stateText) == [word])
        #expect(throws: WireMismatch(field: "degree")) {
            try WireJSON.body(DossierBody.self, from: Self.withoutDegree(json).utf8).status(for: code)
        }
    }

    private static func withoutDegree(_ json: String) -> String {
        json.replacing(#""degree":"inProgress","#, with: "")
    }

    @Test(arguments: [#""waiting""#, #"" WAITING ""#, "12", #""12""#, "5", #""5""#])
    func `local words and numbers become national states by configuration`(wire: String) throws {
        let names = LocalStateNames(["waiting": .supplementRequested, "12": .supplementRequested])
        let json = #"{"code":"H43.12-261123-0001","detail":{"state":\#(wire)}}"#
        let code = try #require(DossierCode(stored: "H43.12-261123-0001"))
        let status = try WireJSON.body(DossierBody.self, from: json.utf8).status(for: code, names: { names })
        #expect(status.detail?.state == .supplementRequested)
        #expect(status.detail?.stateText == nil)
        #expect(status.degree == .waitingForYou)
    }

    @Test(arguments: [
        (#"{"reference":"MAU0002","outcome":"paid","amount":1,"office":""}"#, "reference"),
        (#"{"reference":"MAU0001","outcome":"almost","amount":1,"office":""}"#, "outcome"),
        (#"{"reference":"MAU0001","outcome":"paid","amount":1,"office":"","currency":"USD"}"#, "currency"),
        (#"{"reference":"MAU0001","outcome":"paid","amount":-1,"office":""}"#, "amount"),
    ])
    func `a payment half understood is refused`(json: String, field: String) throws {
        let reference = try #require(PaymentReference(typed: "MAU0001"))
        let body = try WireJSON.body(PaymentBody.self, from: json.utf8)
        #expect(throws: WireMismatch(field: field)) { try body.payment(for: reference) }
    }

    @Test(arguments: [
        "", " ", "<html></html>", "{", "null", "[]", "7", #"{"code":1}"#, #"{"code":"a","degree":[]}"#,
        #"{"code":"a","detail":"x"}"#, #"{"code":"a","detail":{"state":""}}"#, #"{"code":NaN}"#,
        #"{"code":"a","detail":{"state":4,"missingPapers":"one"}}"#,
    ])
    func `nonsense in place of a dossier throws`(text: String) {
        #expect(throws: (any Error).self) { try WireJSON.body(DossierBody.self, from: text.utf8) }
    }

    @Test func `invalid UTF-8 and deep nesting throw`() {
        let invalid = Array(#"{"code":""#.utf8) + [0xFF, 0xFE] + Array(#"","degree":"received"}"#.utf8)
        #expect(throws: (any Error).self) { try WireJSON.body(DossierBody.self, from: invalid) }
        let deep = String(repeating: "[", count: 100_000)
        #expect(throws: (any Error).self) { try WireJSON.body(DossierBody.self, from: deep.utf8) }
    }

    @Test func `a receipt confirms only its own record and bytes`() throws {
        let receipt = try WireJSON.body(ReceiptBody.self, from: Fixture.bytes("receipt.json"))
        #expect(receipt.confirms(id: receipt.id.uppercased(), digest: receipt.sha256.uppercased()))
        #expect(!receipt.confirms(id: receipt.id, digest: String(repeating: "0", count: 64)))
        #expect(!receipt.confirms(id: "019ac000-0000-7000-8000-000000000002", digest: receipt.sha256))
        var bare = receipt
        bare.receiptNumber = ""
        #expect(!bare.confirms(id: receipt.id, digest: receipt.sha256))
        bare = receipt
        bare.sha256 = ""
        #expect(!bare.confirms(id: receipt.id, digest: ""))
    }

    @Test func `questions do not tell what they ask`() throws {
        let code = try #require(DossierCode(stored: "H43.12-261123-0001"))
        let reference = try #require(PaymentReference(typed: "MAU0001"))
        let lookup = DossierLookup(code: code, secondFactor: .lastFour("1001"))
        var dumped = ""
        dump(lookup, to: &dumped)
        dump(PaymentLookup(reference: reference), to: &dumped)
        #expect(!"\(lookup) \(dumped)".contains("1001"))
        #expect(!dumped.contains("MAU"))
    }

    @Test func `an unknown type of problem is no known problem`() throws {
        let problem = try WireJSON.body(ProblemDetails.self, from: #"{"title":7,"status":"x"}"#.utf8)
        #expect(problem.known == nil)
        #expect(ProblemType.allCases.allSatisfy { ProblemDetails($0).known == $0 })
    }

    @Test func `what a backend does not mention it offers`() throws {
        let health = try WireJSON.body(HealthBody.self, from: #"{"status":"ok","version":"1"}"#.utf8)
        #expect(health.capabilities == CapabilitiesBody())
        #expect(health.capabilities.paymentByReference)
    }
}
