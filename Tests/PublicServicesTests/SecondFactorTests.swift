import Testing

@testable import PublicServices

struct SecondFactorTests {
    @Test(arguments: ["1234", " 1234 ", "12 34", "1-2-3-4", "１２３４", "12.34\r\n", "1\u{200B}234"])
    func `four digits are read however they are spaced`(typed: String) {
        #expect(SecondFactor(typed: typed) == .lastFour("1234"))
    }

    @Test(arguments: ["", "123", "12345", "12a4", "١٢٣٤", "O123"])
    func `anything else is not`(typed: String) {
        #expect(SecondFactor(typed: typed) == nil)
    }
}
