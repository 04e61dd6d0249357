import Testing

@testable import PublicServices

struct PaymentReferenceTests {
    @Test(arguments: [
        ("dvcH561424082300012024082309301 5", "dvcH5614240823000120240823093015"), ("MAU0003\r\n", "MAU0003"),
        ("ＭＡＵ０００３", "MAU0003"), ("a_b.c–1", "a_b.c-1"), (" abc def ", "abcdef"),
        ("H56.14-240823-0001-20240823093015", "H56.14-240823-0001-20240823093015"),
        ("https://example.gov.vn/thanh-toan?maThamChieu=dvcH56142408230001", "dvcH56142408230001"),
        ("?ref=AbC123", "AbC123"),
    ])
    func `a reference is normalised and keeps its case`(typed: String, text: String) {
        #expect(PaymentReference(typed: typed)?.text == text)
    }

    @Test(arguments: [
        "", "12345", String(repeating: "a", count: 65), "abc/def", "biên lai 1", "abc=def", "a:b:c:d", "abc%20def",
    ])
    func `anything else is refused`(typed: String) {
        #expect(PaymentReference(typed: typed) == nil)
    }

    @Test func `six and sixty-four characters are the ends`() {
        #expect(PaymentReference(typed: "123456") != nil)
        #expect(PaymentReference(typed: String(repeating: "a", count: 64)) != nil)
    }

    @Test func `outcomes have their own words on the wire`() {
        #expect(PaymentOutcome.allCases.map(\.rawValue) == ["paid", "notArrived", "unpaid", "cancelled", "refunded"])
    }
}
