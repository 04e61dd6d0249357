import Testing

@testable import PublicServices

struct DossierCodeReaderTests {
    /// Every form in research/facts.md §1, among them old and new order, six and eight digits, four to seven digits.
    static let realForms = [
        "000.17.22.H56-210531-0001", "000.00.14.H56-200203-0118", "H56.14-240823-0001", "H43.12-240823-0001",
        "H55.242-240105-0042", "G09.20-20260609-0092637", "H56-240823-12345", "H43-230101-0001",
        "000.00.12.H43-190107-0003", "H43.12.05-240823-0007", "H56.14-240823-98765", "G03.GD10-240823-0001",
    ]

    private func read(_ typed: String) throws -> DossierCodeReading {
        DossierCodeReader.read(typed, today: try day("2026-11-23"))
    }

    @Test(arguments: realForms)
    func `a real form is recognised and prints back`(text: String) throws {
        #expect(try read(text).recognisedText == text)
    }

    @Test func `a code says its parts`() throws {
        let parts = try #require(try read("000.17.22.H56-210531-0001").code?.parts)
        #expect(parts.organisation == "000.17.22.H56")
        #expect(parts.receivedOn == (try day("2021-05-31")))
        #expect(parts.number == "0001")
        #expect(parts.province == "H56")
        #expect(try read("H43.12-240823-0001").code?.parts?.province == "H43")
    }

    @Test(arguments: [
        "h43.12-240823-0001", "H43 12 240823 0001", "H4312-240823-0001", "H43122408230001", "H43.12--240823--0001",
        "H43..12-240823-0001", "H43.12.240823.0001", "H43-12-240823-0001", "H43.12–240823—0001", "H43.12−240823‑0001",
        "Ｈ４３．１２－２４０８２３－０００１", " H43.12-240823-0001\r\n", "H43.12-24O823-OOO1", "H43.l2-240823-000I",
        "h43.i2-24o823-oool", "H43.12-240823-00 01", "H43.12-24-08-23-0001", "H43.12 - 240823 - 0001",
        "H43.12/240823/0001",
        "\u{FEFF}H43.12-240823-0001", "H43_12_240823_0001", "(H43.12-240823-0001)", "H43.12-240823-0001.",
    ])
    func `a mangled form is read as the same code`(typed: String) throws {
        #expect(try read(typed).recognisedText == "H43.12-240823-0001")
    }

    @Test(arguments: [
        "0001722H562105310001", "000 17 22 H56 210531 0001", "OOO.17.22.H56-21O531-OOO1", "ooo1722h56-210531-000l",
        "000.17.22.H56.210531.0001", "000.l7.22.H56-2I0531-0001", "000.17.22.H5621 05310001",
    ])
    func `the old order may be mangled as well`(typed: String) throws {
        #expect(try read(typed).recognisedText == "000.17.22.H56-210531-0001")
    }

    @Test func `a date of eight digits in groups stays one of eight`() throws {
        #expect(try read("G09.20-2026-06-09-0092637").recognisedText == "G09.20-20260609-0092637")
        #expect(try read("G09 20 2026 06 09 0092637").recognisedText == "G09.20-20260609-0092637")
    }

    @Test func `without separators the shape of the law comes first`() throws {
        // Also readable as H43, 2024-08-23, 0001.
        #expect(try read("H43202408230001").recognisedText == "H43.20-240823-0001")
        // Also readable as G09.20.20, 2026-06-09, 0092637, but such long numbers go with dates of eight digits.
        #expect(try read("G092020260609 0092637").recognisedText == "G09.20-20260609-0092637")
    }

    @Test func `a reading in the future gives way to one that is not`() throws {
        // H43.12, 29-11-10 lies in the future; H43.12, 2029-11-01 with 0000 is no better; H43.1, 22-91-11 is no date.
        #expect(try read("H43122911100001") == .futureDate)
        // As H43.20, 27-01-05 it lies in the future for a reader of 2026, as H43, 2027-01-05 too.
        #expect(try read("H43202701050001") == .futureDate)
        #expect(
            DossierCodeReader.read("H43202701050001", today: try day("2027-02-01")).recognisedText
                == "H43.20-270105-0001"
        )
    }

    @Test(arguments: [
        "H43.12-240230-0001", "H43.12-241301-0001", "H43.12-230229-0001", "H43-20240431-0001", "H43.12-000000-0001",
    ])
    func `a date that does not exist is said`(typed: String) throws {
        #expect(try read(typed) == .impossibleDate)
    }

    @Test func `today is not the future and tomorrow is`() throws {
        #expect(try read("H43.12-261123-0001").recognisedText == "H43.12-261123-0001")
        #expect(try read("H43.12-261124-0001") == .futureDate)
        #expect(DossierCodeReader.read("H43.12-261124-0001", today: nil).recognisedText == "H43.12-261124-0001")
    }

    @Test(arguments: [
        ("BGT-2020-0001", "BGT-2020-0001"), ("510233", "510233"), (" abc--def ", "ABC-DEF"),
        ("Z99-240823-0001", "Z99-240823-0001"),
        ("H43.12-240823-001", "H43.12-240823-001"), ("H43.12-240823-00000001", "H43.12-240823-00000001"),
        ("-x.1-", "X.1"),
    ])
    func `an unknown shape is kept and asked`(typed: String, kept: String) throws {
        let reading = try read(typed)
        guard case .unknownShape(let code) = reading else {
            Issue.record("\(typed) was read as \(reading)")
            return
        }
        #expect(code.text == kept)
        #expect(code.parts == nil)
    }

    @Test(arguments: ["", "   ", "\r\n", "---", ". .", "\u{200B}"])
    func `nothing is nothing`(typed: String) throws {
        #expect(try read(typed) == .empty)
    }

    @Test func `more than 64 characters are too long`() throws {
        #expect(try read(String(repeating: "1", count: 64)).code != nil)
        #expect(try read(String(repeating: "1", count: 65)) == .tooLong)
    }

    @Test func `a stored code is normalised and not refused for the future`() throws {
        #expect(DossierCode(stored: "h43.12-990101-0001")?.text == "H43.12-990101-0001")
        #expect(DossierCode(stored: "h43 12 240823 0001") == DossierCode(stored: "H43.12-240823-0001"))
        #expect(DossierCode(stored: "") == nil)
    }

    @Test func `what was read is read again as the same`() throws {
        for text in Self.realForms + ["BGT-2020-0001", "A-B.C"] {
            let first = try #require(try read(text).code)
            #expect(try read(first.text).code == first)
        }
    }
}
