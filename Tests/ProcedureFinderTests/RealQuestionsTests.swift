import FoundationEssentials
import ProcedureFinder
import Testing

/// The real questions over the real catalogue, when the shared data lies beside the package.
@Suite struct RealQuestionsTests {
    @Test(.enabled(if: SharedData.isPresent)) func `five of six real questions get their procedure first`() throws {
        let records = try SharedData.lines("procedures.jsonl").map { try JSONDecoder().decode(Record.self, from: $0) }
        let questions = try SharedData.lines("queries.jsonl").map { try JSONDecoder().decode(Question.self, from: $0) }
            .filter { !$0.acceptable_codes.isEmpty && $0.kind != "clarify" && $0.kind != "out_of_scope" }
        let finder = ProcedureFinder(index: .build(records.map(\.document)), synonyms: try SynonymsFile.read())
        var first = 0
        var five = 0
        for question in questions {
            let codes = finder.find(question.query, limit: 5).matches.map(\.code)
            if codes.prefix(1).contains(where: question.acceptable_codes.contains) { first += 1 }
            if codes.contains(where: question.acceptable_codes.contains) { five += 1 }
        }
        #expect(questions.count > 300)
        #expect(first * 100 >= questions.count * 84)
        #expect(five * 100 >= questions.count * 95)
    }
}

private enum SharedData {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/data")

    static let isPresent = FileManager.default.fileExists(atPath: folder.appending(path: "queries.jsonl").path)

    static func lines(_ name: String) throws -> [Data] {
        try Data(contentsOf: folder.appending(path: name)).split(separator: 0x0A).map { Data($0) }
    }
}

private struct Question: Decodable {
    var query: String
    var kind: String
    var acceptable_codes: [String]
}

private struct Record: Decodable {
    var code: String
    var name: String
    var field: String
    var level: String
    var agency: String

    var document: FinderDocument {
        let levels: FinderLevels = level.contains("xã") ? .commune : level.contains("tỉnh") ? .province : []
        return FinderDocument(
            code: code,
            name: name,
            field: field,
            agency: agency,
            levels: levels,
            detail: level.isEmpty ? 0 : 4
        )
    }
}
