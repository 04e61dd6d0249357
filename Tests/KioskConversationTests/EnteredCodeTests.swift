import PublicServices
import Testing

@testable import KioskConversation

/// What the keyboard and the scanner bring to the dossier page.
@Suite struct EnteredCodeTests {
    private func read(_ typed: String) throws -> EnteredCode {
        let today = try Play.found(CalendarDay(year: 2026, month: 11, day: 23))
        return try EnteredCode.read(typed, today: today).get()
    }

    @Test func `a typed code is read back and brings nothing along`() throws {
        let entered = try read("h43.12 261105 0006")
        #expect(entered.code.text == "H43.12-261105-0006")
        #expect(!entered.isScanned)
        #expect(entered.secondFactor == nil)
    }

    @Test func `a scanned address skips the read-back and brings its secret`() throws {
        let entered = try read("https://mau.example/?MHS=H43.12-261105-0006&s=mau0006")
        #expect(entered.code.text == "H43.12-261105-0006")
        #expect(entered.isScanned)
        #expect(entered.secondFactor == .printedSecret("mau0006"))
    }

    @Test func `a scanned address without a secret still skips the read-back`() throws {
        let entered = try read("https://mau.example/?MHS=H43.12-261105-0006")
        #expect(entered.isScanned)
        #expect(entered.secondFactor == nil)
    }

    @Test func `a scanned barcode brings its number and its secret`() throws {
        let entered = try read("D-AB12CD-000123")
        #expect(entered.isScanned)
        #expect(entered.code.text == "000123")
        #expect(entered.secondFactor == .printedSecret("AB12CD"))
    }
}
