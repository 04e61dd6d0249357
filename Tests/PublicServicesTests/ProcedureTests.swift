import FoundationEssentials
import Testing

@testable import PublicServices

struct ProcedureTests {
    private let golden = """
        {"agency":"UBND cấp xã","asOf":"2026-07","audience":["citizen"],"channels":["counter","post"],\
        "code":"1.001193","decision":"1/QĐ-BTP","englishName":"Birth registration","fee":"Miễn phí",\
        "field":"Hộ tịch","legalBasis":["60/2014/QH13"],"levels":["commune"],"name":"Đăng ký khai sinh",\
        "onlineService":"dichvucong.example.gov.vn","papers":[{"case":"Khi ủy quyền","copies":1,\
        "name":"Giấy ủy quyền","originals":0}],"processingTime":"Trong ngày","requirements":["Trong 60 ngày"],\
        "results":["Giấy khai sinh"],"retired":true,"serviceLevel":"full","source":"Cổng Dịch vụ công quốc gia",\
        "steps":["Nộp hồ sơ."],"summary":"Khai sinh cho con."}
        """

    private func decode(_ json: String) throws -> Procedure {
        try JSONDecoder().decode(Procedure.self, from: Data(json.utf8))
    }

    private func encode(_ procedure: Procedure) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(procedure), as: UTF8.self)
    }

    @Test func `the golden record goes there and back byte for byte`() throws {
        let procedure = try decode(golden)
        #expect(procedure.papers == [Paper(name: "Giấy ủy quyền", copies: 1, case: "Khi ủy quyền")])
        #expect(procedure.isRetired)
        #expect(procedure.detail == 6)
        #expect(try encode(procedure) == golden)
    }

    @Test func `code and name are enough`() throws {
        let procedure = try decode(#"{"code":"1.001193","name":"Đăng ký khai sinh"}"#)
        #expect(procedure == Procedure(code: try #require(ProcedureCode("1.001193")), name: "Đăng ký khai sinh"))
        #expect(procedure.detail == 0)
        #expect(procedure.countedLevel == nil)
        #expect(
            try encode(procedure)
                == #"{"agency":"","audience":[],"code":"1.001193","field":"","levels":[],"name":"Đăng ký khai sinh"}"#
        )
    }

    @Test func `unknown keys and unknown words are passed over`() throws {
        let procedure = try decode(
            #"""
            {"code":"1.1","name":"A","colour":"red","levels":["moon","commune"],"audience":["robot"],
             "channels":["drone","post"],"serviceLevel":"telepathy","papers":[{"name":"Đơn","weight":3}]}
            """#
        )
        #expect(procedure.levels == [.commune])
        #expect(procedure.audience.isEmpty)
        #expect(procedure.channels == [.post])
        #expect(procedure.serviceLevel == nil)
        #expect(procedure.papers == [Paper(name: "Đơn")])
    }

    @Test(arguments: [
        #"{"name":"A"}"#, #"{"code":"1.1"}"#, #"{"code":"1.1","name":"  "}"#, #"{"code":"","name":"A"}"#,
        #"{"code":"1 1","name":"A"}"#, #"{"code":1,"name":"A"}"#, #"{"code":"1.1","name":"A","papers":[{}]}"#,
    ])
    func `a record without code or name is refused`(json: String) {
        #expect(throws: DecodingError.self) { try decode(json) }
    }

    @Test func `a procedure of several levels counts at the nearest`() throws {
        let code = try #require(ProcedureCode("1.1"))
        #expect(Procedure(code: code, name: "A", levels: [.province, .commune, .ministry]).countedLevel == .commune)
        #expect(AdministrativeLevel.allCases.sorted { $0.distance < $1.distance } == AdministrativeLevel.allCases)
    }

    @Test func `service levels keep their former number`() {
        #expect(ServiceLevel.allCases.map(\.formerNumber) == [2, 3, 4])
    }
}

struct ProcedureCodeTests {
    @Test(arguments: [
        "1.004222", "1004222", "1 004222", "1.004222.000.00.00.H43", "1004222000000 0h43", "１．００４２２２", "1.OO4222",
        "1.004222.000.00.00.H43.01", "1–004222", "1.004222\r\n", "1.004222.OOO.OO.OO.H43",
    ])
    func `a typed code is read as the national one`(typed: String) {
        #expect(ProcedureCode(typed: typed)?.text == "1.004222")
    }

    @Test(arguments: [
        "", "khai sinh", "1.00422", "1.0042222", "looloil", "oiloilo", "1.004222.H43", "1.004222/H43", "hộ 1004222",
    ])
    func `words and other numbers are no code`(typed: String) {
        #expect(ProcedureCode(typed: typed) == nil)
    }

    @Test func `a catalogue's code is kept as written`() throws {
        #expect(ProcedureCode("  QLT-01/x \n")?.text == "QLT-01/x")
        #expect(ProcedureCode(" ") == nil)
        #expect(ProcedureCode("a b") == nil)
        #expect(ProcedureCode(String(repeating: "1", count: 65)) == nil)
        #expect(try #require(ProcedureCode("1.1")) < #require(ProcedureCode("1.2")))
        #expect("\(try #require(ProcedureCode("1.1")))" == "1.1")
    }

    @Test func `blanks at the ends go`() {
        #expect(" \u{FEFF}\t a b \r\n".trimmingBlanks() == "a b")
        #expect(" \n".trimmingBlanks().isEmpty)
    }
}

struct CatalogueSummaryTests {
    @Test func `the published table of Ninh Thuận adds up`() {
        var summary = CatalogueSummary()
        for (level, count) in [(AdministrativeLevel.province, 1428), (.district, 257), (.commune, 147)] {
            for index in 0..<count { summary.count(level: level, service: index.isMultiple(of: 2) ? .full : .partial) }
        }
        #expect(summary.total == 1832)
        #expect(summary.rows[.province]?.total == 1428)
        #expect(summary.rows[.district]?.total == 257)
        #expect(summary.rows[.commune]?.total == 147)
        #expect(summary.rows[.province]?.full == 714)
    }

    @Test func `every procedure counts once, also without level or service level`() throws {
        let code = try #require(ProcedureCode("1.1"))
        var both = Procedure(code: code, name: "A", levels: [.district, .commune])
        both.serviceLevel = .informational
        let summary = CatalogueSummary([both, Procedure(code: code, name: "B")])
        #expect(summary.total == 2)
        #expect(summary.rows[.commune]?.informational == 1)
        #expect(summary.rows[.district] == nil)
        #expect(summary.rows[AdministrativeLevel?.none]?.unknown == 1)
    }
}
