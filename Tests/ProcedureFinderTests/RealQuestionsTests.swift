import FoundationEssentials
import ProcedureFinder
import PublicServices
import Testing
import VietnameseText

/// The real questions over the real catalogue, when the shared data lies beside the package.
@Suite struct RealQuestionsTests {
    @Test(.enabled(if: SharedData.isPresent)) func `nine of ten real questions get their procedure first`() throws {
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
        #expect(first * 100 >= questions.count * 90)
        #expect(five * 100 >= questions.count * 98)
    }

    @Test(.enabled(if: SharedData.isPresent)) func `six syllables of a real name find it in the first five`() throws {
        let records = try SharedData.lines("procedures.jsonl").map { try JSONDecoder().decode(Record.self, from: $0) }
        let finder = ProcedureFinder(index: .build(records.map(\.document)), synonyms: try SynonymsFile.read())
        let names = Dictionary(grouping: records, by: { $0.name.lowercased() }).sorted { $0.key < $1.key }
            .map { (words: $0.key.split { !$0.isLetter && !$0.isNumber }, codes: Set($0.value.map(\.code))) }
            .filter { $0.words.count >= 6 }
        var random = Seeded(11)
        var found = (accents: 0, none: 0)
        let trials = 400
        for _ in 0..<trials {
            let name = names[Int.random(in: 0..<names.count, using: &random)]
            let start = Int.random(in: 0...(name.words.count - 6), using: &random)
            let query = name.words[start..<start + 6].joined(separator: " ")
            if finder.find(query).matches.contains(where: { name.codes.contains($0.code) }) { found.accents += 1 }
            let bare = finder.find(Fold.foldedString(query))
            if bare.matches.contains(where: { name.codes.contains($0.code) }) { found.none += 1 }
        }
        #expect(found.accents * 100 >= trials * 89)
        #expect(found.none * 100 >= trials * 89)
    }

    @Test(.enabled(if: SharedData.isPresent)) func `two words with the typed marks find a name that has them`() throws {
        let records = try SharedData.lines("procedures.jsonl").map { try JSONDecoder().decode(Record.self, from: $0) }
        let finder = ProcedureFinder(index: .build(records.map(\.document)), synonyms: try SynonymsFile.read())
        var holders: [[SyllableForm]: Set<String>] = [:]
        for record in records {
            let forms = IndexedName.forms(record.name)
            for (one, two) in zip(forms, forms.dropFirst()) { holders[[one, two], default: []].insert(record.code) }
        }
        let pairs = Dictionary(grouping: holders) { $0.key.map(\.key) }.values.filter { $0.count > 1 }.flatMap { $0 }
            .filter { $0.key.contains { !$0.marks.isEmpty } && $0.key.allSatisfy { $0.key.bytes.count > 1 } }
            .map { (query: $0.key.map(Spelling.written).joined(separator: " "), codes: $0.value) }
            .sorted { $0.query < $1.query }
        let sample = stride(from: 0, to: pairs.count, by: 5).map { pairs[$0] }
        let first = sample.count { pair in
            finder.find(pair.query, limit: 1).matches.first.map { pair.codes.contains($0.code) } ?? false
        }
        #expect(sample.count > 300)
        #expect(first * 1000 >= sample.count * 998)
    }

    @Test(.enabled(if: SharedData.isPresent)) func `real questions offer guides about what they ask for`() throws {
        let questions = try SharedData.lines("queries.jsonl").map { try JSONDecoder().decode(Question.self, from: $0) }
            .filter { !$0.acceptable_codes.isEmpty && $0.kind != "clarify" && $0.kind != "out_of_scope" }
        let keywords = GuideKeywords(GuideFiles.all.map(\.guide))
        let offered = questions.compactMap { question in
            keywords.guide(for: question.query).map { (question, $0) }
        }
        let fitting = offered.count { question, guide in
            guide.procedures.contains { question.acceptable_codes.contains($0.text) }
        }
        print("\(offered.count) of \(questions.count) questions offer a guide, \(fitting) one with their procedure")
        if ProcessInfo.processInfo.environment["KIOSK_LIST"] != nil {
            for (question, guide) in offered { print("  \(guide.id): \(question.query)") }
        }
        #expect(offered.count * 5 > questions.count)
        #expect(fitting * 2 > offered.count)
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
