import FoundationEssentials
import KioskTestSupport
import PracticeBackend
import ProcedureFinder
import PublicServices
import ServiceDesk
import Testing
import Yams

@testable import KioskConversation

/// How many inputs lead to an answer (research/features.md, "better than all of them", 2).
@Suite struct DepthTests {
    @Test func `a dossier's state comes after at most five inputs, a rating is given after three`() async throws {
        try await Stage.play { stage in
            let code = ScriptedConsole.Input.line(try stage.code(.onTime))
            let status = try await stage.visit(["2", code, "1", "1003", .endOfInput])
            #expect(status.text.contains("TÌNH TRẠNG HỒ SƠ"))
            let scanned = try await stage.visit(["2", .line("?ma=H43.12-261105-0006&s=mau0006"), .endOfInput])
            #expect(!scanned.text.contains("ĐÚNG HỒ SƠ NÀY KHÔNG?"))
            let rating = try await stage.visit(["4", "1", "1", .endOfInput])
            #expect(rating.text.contains("CẢM ƠN ÔNG/BÀ"))
        }
    }

    @Test(.enabled(if: RealCatalogue.isPresent))
    func `the papers of the fifty most asked procedures are four inputs away`() async throws {
        let kiosk = try await RealCatalogue()
        var deep: [String] = []
        let asked = try RealCatalogue.mostAsked(50)
        for question in asked {
            let first = await kiosk.visit(["1", question.query])
            guard let number = kiosk.number(of: question.codes, on: first) else {
                deep.append(question.query)
                continue
            }
            let papers = await kiosk.visit(["1", question.query, number, "1"])
            #expect(papers.contains { $0.hasPrefix("GIẤY TỜ CẦN MANG") }, "\(question.query)")
        }
        print("\(asked.count - deep.count) of \(asked.count) most asked procedures: papers in 4 inputs; not: \(deep)")
        #expect(asked.count == 50)
        #expect(deep.isEmpty)
    }
}

/// The real procedures and questions of the shared data, behind the talk.
private struct RealCatalogue {
    struct Question: Decodable {
        var query: String
        var kind: String
        var acceptable_codes: [String]
    }

    private struct Record: Decodable {
        var code: String
        var name: String
        var field: String
    }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/data")

    static let isPresent = FileManager.default.fileExists(atPath: folder.appending(path: "queries.jsonl").path)

    private let desk: ServiceDesk
    private let languages: Languages
    private let names: [String: String]

    init() async throws {
        let records = try Self.lines("procedures.jsonl", as: Record.self)
        names = Dictionary(records.map { ($0.code, $0.name) }) { first, _ in first }
        languages = try Play.languages()
        let synonyms = try YAMLDecoder().decode(
            Synonyms.self,
            from: String(contentsOfFile: "\(Play.configuration())/synonyms.yaml", encoding: .utf8)
        )
        var walk = PageWalk(columns: 72, languages: languages)
        walk.procedures = records.compactMap { record in
            ProcedureCode(record.code).map {
                Procedure(code: $0, name: record.name, field: record.field, levels: [.commune])
            }
        }
        walk.synonyms = synonyms
        desk = await MemoryKiosk.desk(walk, samples: PracticeSamples(on: VietnamTime.day(of: Play.morning)))
    }

    /// The last page of a visit.
    func visit(_ script: [String]) async -> [String] {
        let console = WalkingConsole(script, columns: 72)
        _ = await Visit(
            console: console, desk: desk, languages: languages, settings: VisitSettings(province: "MẪU")
        ).hold()
        return await console.page
    }

    /// The key of the first choice that is one of these procedures.
    func number(of codes: [String], on page: [String]) -> String? {
        let wanted = codes.compactMap { names[$0] }
        let line = page.first { line in
            TranscriptLint.choice(line) != nil && wanted.contains { $0.hasPrefix(line.dropFirst(5)) }
        }
        return line.flatMap(TranscriptLint.choice).map(String.init)
    }

    /// One question for each of the procedures most questions are about.
    static func mostAsked(_ count: Int) throws -> [(query: String, codes: [String])] {
        let questions = try lines("queries.jsonl", as: Question.self)
            .filter { !$0.acceptable_codes.isEmpty && $0.kind != "clarify" && $0.kind != "out_of_scope" }
        let groups = Dictionary(grouping: questions) { $0.acceptable_codes[0] }
        return groups.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.prefix(count)
            .map { ($0.value[0].query, $0.value[0].acceptable_codes) }
    }

    private static func lines<Row: Decodable>(_ name: String, as type: Row.Type) throws -> [Row] {
        try Data(contentsOf: folder.appending(path: name)).split(separator: 0x0A)
            .map { try JSONDecoder().decode(type, from: Data($0)) }
    }
}
