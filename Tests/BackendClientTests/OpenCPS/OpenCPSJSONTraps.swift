import BackendFaults
import FoundationEssentials
import PublicServices
import ServiceDesk
import Testing

@testable import BackendClient

/// Traps 7 to 14 of research/opencps-wire.md §7: JSON and dates.
@Suite struct OpenCPSJSONTraps {
    private struct Probe: Decodable {
        enum CodingKeys: String, CodingKey { case a }
        var text: String?
        var number: Int64?
        var list: [LooseText]

        init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            text = values.looseText(.a)
            number = values.looseNumber(.a)
            list = values.looseList(LooseText.self, .a)
        }

        static func read(_ value: String) throws -> Probe {
            try JSONDecoder().decode(Probe.self, from: Data(#"{"a":\#(value)}"#.utf8))
        }
    }

    @Test(arguments: [
        ("1.001193", "1.001193"), (#""1.004280""#, "1.004280"), ("2000815", "2000815"), ("true", "true"),
        (#""0123""#, "0123"), ("12345678901234567", "12345678901234567"), ("123456789012345678", "123456789012345678"),
        ("2.100001", "2.100001"), (#"" a ""#, "a"),
    ])
    func `trap 7: a text comes back as its digits, whatever type it came in`(_ value: String, _ text: String) throws {
        #expect(try Probe.read(value).text == text)
    }

    @Test func `trap 7: a code of digits is found although it comes as a number`() async throws {
        try await withSite { backend, _ in
            let status = try await backend.dossier(
                OpenCPSSample.code("2406120009"), secondFactor: .printedSecret("1234"))
            #expect(status?.code.text == "2406120009")
        }
    }

    @Test func `trap 8: one element, none and null are lists`() async throws {
        #expect(try Probe.read("[1,2]").list.count == 2)
        #expect(try Probe.read(#""x""#).list.count == 1)
        #expect(try Probe.read("null").list.isEmpty)
        try await withSite { backend, _ in
            guard case .whole(_, let stream) = try await backend.catalogue(held: nil) else { throw Sample.Missing() }
            var procedures: [Procedure] = []
            for try await batch in stream { procedures += batch.map(\.procedure) }
            #expect(procedures.count == 53)
            #expect(procedures.first?.levels == [.commune])
        }
    }

    @Test(arguments: [#""""#, "null", #""null""#, #""{\"data\":[]}""#, #""not JSON""#, "{}", "[1]"])
    func `trap 9: JSON in a text, the word null and worse leave the rest readable`(_ value: String) async throws {
        var habits = OpenCPSServer.Habits()
        habits.replies["/dossiers/510233"] = json(
            #"{"dossierId":510233,"dossierNo":"UBX01.240612.00118","dossierStatus":"waiting","dossierNote":\#(value)}"#)
        try await withSite(habits) { backend, _ in
            let status = try await backend.dossier(OpenCPSSample.code(), secondFactor: OpenCPSSample.secret)
            #expect(status?.detail?.state == .supplementRequested)
            #expect(status?.detail?.missingPapers.contains("null") == false)
        }
    }

    @Test(arguments: [
        ("<p>Tờ khai</p><p>Giấy <b>chứng sinh</b></p>", ["Tờ khai", "Giấy chứng sinh"]),
        ("&lt;p&gt;Tờ khai&lt;/p&gt;", ["Tờ khai"]), ("&amp;lt;p&amp;gt;Tờ khai&amp;lt;/p&amp;gt;", ["Tờ khai"]),
        ("a &lt; b &amp; c", ["a < b & c"]), ("1 < 2 và 3 > 2", ["1 < 2 và 3 > 2"]),
        ("<script>alert('x')</script>Miễn phí<style>p{}</style>", ["Miễn phí"]), ("&#272;&#x1EAF;k", ["Đắk"]),
        ("<p>&nbsp;</p>", []), ("<a href=\"javascript:x\">Mẫu</a>", ["Mẫu"]), ("<b", ["<b"]), ("null", []),
    ])
    func `trap 10: HTML, escaped once or twice, is words`(_ markup: String, _ lines: [String]) {
        #expect(MarkupText.lines(markup) == lines)
    }

    @Test func `trap 10: a procedure's page holds no tag and no script`() async throws {
        try await withSite { backend, _ in
            guard case .whole(_, let stream) = try await backend.catalogue(held: nil) else { throw Sample.Missing() }
            var first: Procedure?
            for try await batch in stream where first == nil { first = batch.first?.procedure }
            let procedure = try #require(first)
            #expect(procedure.steps == ["Nộp hồ sơ", "Nhận kết quả"])
            #expect(procedure.papers.map(\.name) == ["Tờ khai", "Giấy chứng sinh"])
            #expect(procedure.fee == "Miễn phí")
            #expect(procedure.channels == [.counter, .post])
        }
    }

    @Test(arguments: [("8000", 8000), (#""8000""#, 8000), ("8000.0", 8000)] as [(String, Int64)])
    func `trap 11: an amount is whole đồng in any type`(_ value: String, _ amount: Int64) throws {
        #expect(try Probe.read(value).number == amount)
        #expect(try Probe.read("8000.5").number == nil)
    }

    @Test func `trap 12: a site's own state keeps the site's words, and an unknown payment is never told`()
        async throws
    {
        var habits = OpenCPSServer.Habits()
        habits.replies["/dossiers/510233/payment"] = json(
            #"{"referenceUid":"TT-000001","paymentStatus":9,"paymentAmount":1}"#)
        try await withSite(habits) { backend, _ in
            let status = try await backend.dossier(
                OpenCPSSample.code("2406120009"), secondFactor: .printedSecret("1234"))
            #expect(status?.detail?.state == .processing)
            #expect(status?.detail?.stateText == "Chờ ký số")
            let error = await #expect(throws: BackendError.self) {
                try await backend.payment(of: OpenCPSSample.code(), secondFactor: OpenCPSSample.secret)
            }
            #expect(error?.code == .badAnswer)
        }
    }

    @Test(arguments: [
        ("12/06/2024 08:12:45", "12/06/2024", "08:12"), ("12/06/2024", "12/06/2024", nil),
        ("12-03-2019 09:30:00", "12/03/2019", nil), ("20200601081500", "01/06/2020", "08:15"),
        ("1718154602000", "12/06/2024", "08:10"), ("2024-05-02T23:30:00.000Z", "02/05/2024", "23:30"),
        ("20240612081245", "12/06/2024", "08:12"), ("0", nil, nil), ("", nil, nil), ("sắp tới", nil, nil),
        ("31/02/2024 08:00:00", nil, nil),
    ])
    func `trap 13: seven forms of a date, always the clock on the wall in Vietnam`(
        _ text: String, _ day: String?, _ clock: String?
    ) {
        #expect(OpenCPSDate.day(text)?.written == day)
        #expect(OpenCPSDate.instant(text).map(VietnamTime.clock) == clock)
    }

    @Test func `trap 14: an early release is no extension, and a pause has no promised day`() async throws {
        try await withSite { backend, _ in
            let running = try await backend.dossier(OpenCPSSample.code(), secondFactor: OpenCPSSample.secret)
            #expect(running?.detail?.dueOn == CalendarDay(year: 2026, month: 6, day: 19))
            let paused = try await backend.dossier(
                OpenCPSSample.code("H43.12-240612-0002"), secondFactor: .printedSecret("1234"))
            #expect(paused?.detail?.dueOn == nil)
            #expect(paused?.detail?.stateText == "Tạm dừng")
        }
    }
}
