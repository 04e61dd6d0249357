import FoundationEssentials
import ProcedureFinder
import Yams

/// The real records and questions, read from the shared data beside the package.
struct Material {
    var documents: [FinderDocument]
    var questions: [Question]
    var synonyms: Synonyms

    init(root: String) throws {
        let records = try Material.lines("\(root)/../shared/data/procedures.jsonl")
            .map { try JSONDecoder().decode(Record.self, from: $0) }
        documents = Record.documents(records)
        questions = try Material.lines("\(root)/../shared/data/queries.jsonl")
            .map { try JSONDecoder().decode(Question.self, from: $0) }
        let yaml = try Data(contentsOf: URL(filePath: "\(root)/kiosk-config/synonyms.yaml"))
        synonyms = try Timing.report("synonyms.yaml") { try YAMLDecoder().decode(Synonyms.self, from: yaml) }.value
    }

    private static func lines(_ path: String) throws -> [Data] {
        try Data(contentsOf: URL(filePath: path)).split(separator: 0x0A).map { Data($0) }
    }
}

/// One question people asked and the codes that answer it.
struct Question: Decodable {
    var query: String
    var kind: String
    var style: [String]
    var codes: [String]

    private enum CodingKeys: String, CodingKey {
        case query, kind, style
        case codes = "acceptable_codes"
    }

    /// Whether the issue counts it among the answerable ones.
    var isAnswerable: Bool {
        !codes.isEmpty && ["answer", "faq_real", "answer_template", "answer_fullname"].contains(kind)
    }
}

/// One line of `procedures.jsonl`.
struct Record: Decodable {
    var code: String
    var name: String
    var field: String
    var level: String
    var agency: String
    var fee: String
    var processing_time: String
    var papers: [Paper]
    var steps: String
    var extra: Extra

    struct Paper: Decodable { var name: String? }

    struct Extra: Decodable { var era: String? }

    /// Documents with what the catalogue would know: of two records with one name the bare old one is retired.
    static func documents(_ records: [Record]) -> [FinderDocument] {
        let living = Set(records.filter { !$0.isBare }.map { $0.name.lowercased() })
        return records.map { record in
            record.document(isRetired: record.isBare && living.contains(record.name.lowercased()))
        }
    }

    private var isBare: Bool { steps.isEmpty && papers.isEmpty }

    private func document(isRetired: Bool) -> FinderDocument {
        FinderDocument(
            code: code,
            name: name,
            field: field,
            agency: agency,
            levels: levels,
            papers: papers.compactMap(\.name),
            texts: [steps],
            isRetired: isRetired,
            detail: [field, agency, fee, processing_time, steps].count { !$0.isEmpty } + (papers.isEmpty ? 0 : 1)
        )
    }

    private var levels: FinderLevels {
        var levels: FinderLevels = []
        let lower = level.lowercased()
        if lower.contains("bộ") { levels.insert(.ministry) }
        if lower.contains("tỉnh") { levels.insert(.province) }
        if lower.contains("huyện") { levels.insert(.district) }
        if lower.contains("xã") { levels.insert(.commune) }
        if lower.contains("khác") { levels.insert(.other) }
        return levels
    }
}
