import FoundationEssentials
import PublicServices
import ServiceDesk
import Testing

@testable import KioskCommands

@Suite struct CatalogueImportTests {
    @Test func `a portal record becomes a procedure and nothing is made up`() async throws {
        let (procedures, remarks) = try await read(
            """
            {"code": "1.000001", "name": " Đăng ký  thử ", "field": "Hộ tịch", "level": "Cấp tỉnh, Cấp xã", \
            "agency": "", "target": "Công dân Việt Nam, Tổ chức (không bao gồm doanh nghiệp, HTX)", \
            "fee": "Miễn phí", "processing_time": "", "papers": [{"name": "Tờ khai", "original": 1, "copy": "2", \
            "case": ""}], "steps": "Một\\n\\nHai", "legal_basis": ["60/2014/QH13"], "source_repo": "x", \
            "extra": {"era": "2026-07 (two-tier)", "methods": [{"channel": "Trực tuyến"}, {"channel": "Trực tiếp"}]}}
            """)
        let procedure = try #require(procedures.first)
        #expect(procedure.name == "Đăng ký thử")
        #expect(procedure.levels == [.province, .commune])
        #expect(procedure.audience == [.citizen, .organisation])
        #expect(procedure.papers == [Paper(name: "Tờ khai", originals: 1, copies: 2)])
        #expect(procedure.steps == ["Một", "Hai"])
        #expect(procedure.channels == [.counter, .online])
        #expect(procedure.asOf == "2026-07")
        #expect(procedure.processingTime == nil)
        #expect(procedure.agency.isEmpty)
        #expect(remarks.isEmpty)
    }

    @Test func `a fee that lost its thousands is left out and said with its line`() async throws {
        let (procedures, remarks) = try await read(
            """

            {"code": "1.000002", "name": "A", "level": "", "fee": "20 đồng", \
            "extra": {"fee_suspect_thousands_lost": true}}
            """)
        #expect(procedures.first?.fee == nil)
        #expect(remarks.map(\.description) == ["line 2: repaired 1.000002: fee left out: it lost its thousands"])
    }

    @Test func `names of form files are taken off a paper`() {
        #expect(FormFileNames.removed(from: "Tờ khai đăng ký Mau01.docx") == "Tờ khai đăng ký")
        #expect(FormFileNames.removed(from: "Đơn đề nghị. a.doc b.pdf") == "Đơn đề nghị.")
        #expect(FormFileNames.removed(from: "tk.docx") == "tk.docx")
        #expect(FormFileNames.removed(from: "Tờ khai") == "Tờ khai")
    }

    @Test func `a broken line is skipped with its number and the others stay`() async throws {
        let (procedures, remarks) = try await read(
            """
            {"code": "1.000003", "name": "A", "levels": ["commune"]}
            {"code": "1.000004", "name":
            {"name": "no code", "level": ""}
            {"code": "1.000005", "name": " ", "level": ""}
            [1, 2]
            {"code": "1.000006", "name": "B", "levels": ["commune", "galaxy"], "surprise": {"x": 1}}
            """)
        #expect(procedures.map(\.code.text) == ["1.000003", "1.000006"])
        #expect(procedures.last?.levels == [.commune])
        #expect(remarks.map(\.line) == [2, 3, 4, 5])
        #expect(remarks.allSatisfy { $0.kind == .skipped })
    }

    @Test func `a file that cannot be read is named`() async {
        let error = await #expect(throws: ConfigurationFault.self) {
            for try await _ in CatalogueFile(paths: ["/nowhere/catalogue.jsonl"]).stream() {}
        }
        #expect(error?.file == "/nowhere/catalogue.jsonl")
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: SharedData.procedures)))
    func `every real record with a code and a name is kept`() async throws {
        let file = CatalogueFile(paths: [SharedData.procedures])
        var codes: Set<ProcedureCode> = []
        var withPapers = 0
        for try await batch in file.stream() {
            codes.formUnion(batch.map(\.code))
            withPapers += batch.count { !$0.procedure.papers.isEmpty }
        }
        #expect(codes.count == 4455)
        #expect(withPapers == 3001)
        #expect(file.remarks.allSatisfy { $0.kind == .repaired })
    }

    private func read(_ text: String) async throws -> ([Procedure], [ImportRemark]) {
        let directory = try TemporaryDirectory()
        try directory.write(text, to: "catalogue.jsonl")
        let file = CatalogueFile(paths: [directory.path + "/catalogue.jsonl"])
        var procedures: [Procedure] = []
        for try await batch in file.stream() { procedures += batch.map(\.procedure) }
        return (procedures, file.remarks)
    }
}

/// Real data beside the repository, for measuring; tests skip when it is not there.
enum SharedData {
    static var procedures: String { Repository.path("../shared/data/procedures.jsonl") }
}
