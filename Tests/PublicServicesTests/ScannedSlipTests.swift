import Testing

@testable import PublicServices

struct ScannedSlipTests {
    private let code = "H43.12-240823-0001"

    @Test(arguments: [
        "https://dichvucong.example.gov.vn/portaldvc/tra-cuu?MHS=H43.12-240823-0001",
        "https://example.gov.vn/portaldvc/thanh-toan?maHoSo=H43.12-240823-0001\r\n",
        "HTTPS://EXAMPLE.GOV.VN/TRA-CUU?MA=H43.12-240823-0001",
        "https://example.gov.vn/?lang=vi&ma=H43.12%2D240823%2d0001#top",
        "https://example.gov.vn/#/tra-cuu?mhs=H43.12-240823-0001&SGT=012345678901",
        "https://example.gov.vn/?x=1;ma=H43.12-240823-0001", "ma=H43.12+240823+0001",
        "https://example.gov.vn/?a=b?MHS=h43.12-240823-0001",
    ])
    func `the code in an address is read`(scanned: String) throws {
        #expect(ScannedAddress.code(in: scanned) != nil)
        #expect(ScannedSlip(scanned: scanned) != nil)
        #expect(DossierCodeReader.read(scanned, today: nil).recognisedText == code)
    }

    @Test(arguments: ["https://example.gov.vn/tra-cuu", "H43.12-240823-0001", "MHS", "MHS=", "x=1", "", "=", "&&=?"])
    func `anything else is no scanned slip`(text: String) {
        #expect(ScannedSlip(scanned: text) == nil)
        #expect(ScannedAddress.code(in: text) == nil)
    }

    @Test func `the identity number in an address gives its last four digits`() {
        let scanned = "https://example.gov.vn/portaldvc/tra-cuu?MHS=H43.12-240823-0001&SGT=058 099 001234"
        #expect(ScannedSlip(scanned: scanned)?.secondFactor == .lastFour("1234"))
        #expect(ScannedSlip(scanned: "?MaHoSo=\(code)&SoDinhDanh=264123456")?.secondFactor == .lastFour("3456"))
    }

    @Test func `a secret in an address counts before an identity number`() {
        #expect(ScannedSlip(scanned: "?MHS=\(code)&s=aB3x9Q")?.secondFactor == .printedSecret("aB3x9Q"))
        #expect(
            ScannedSlip(scanned: "?MHS=\(code)&SGT=058099001234&s=aB3x9Q")?.secondFactor == .printedSecret("aB3x9Q"))
    }

    @Test(arguments: [
        "?MHS=H43.12-240823-0001&SGT=12345678", "?MHS=H43.12-240823-0001&SGT=", "?MHS=H43.12-240823-0001&s=abc",
    ])
    func `what is no identity number and no secret gives no second factor`(scanned: String) throws {
        let slip = try #require(ScannedSlip(scanned: scanned))
        #expect(slip.secondFactor == nil)
    }

    @Test(arguments: ["D-4821-510233", "d-4821-510233\r\n", "D–4821–510233", " D-4821-510233 "])
    func `a barcode with a printed secret is recognised`(scanned: String) throws {
        let slip = try #require(ScannedSlip(scanned: scanned))
        #expect(slip.code == "510233")
        #expect(slip.secondFactor == .printedSecret("4821"))
        #expect(DossierCodeReader.read(scanned, today: nil).code?.text == "510233")
    }

    @Test(arguments: [
        "D-482-510233", "D-4821-", "D-4821-51O233", "D4821510233", "E-4821-510233", "D-4821-510233-1", "D--510233",
    ])
    func `what only looks like such a barcode is not`(text: String) {
        #expect(ScannedSlip(scanned: text) == nil)
    }

    @Test func `a secret never becomes part of a code`() {
        for scanned in ["D-48219-510233", "https://example.gov.vn/?MHS=\(code)&s=48219&SGT=058099048219"] {
            #expect(DossierCodeReader.read(scanned, today: nil).code?.text.contains("48219") == false)
        }
    }

    @Test func `percent signs that escape nothing stay`() {
        #expect(ScannedAddress.code(in: "?ma=a%zz%2") == "a%zz%2")
        #expect(ScannedAddress.code(in: "?ma=a%+1b") == "a% 1b")
    }
}
