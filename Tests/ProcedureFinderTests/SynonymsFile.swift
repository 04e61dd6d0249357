import FoundationEssentials
import ProcedureFinder
import Testing

/// Reads `kiosk-config/synonyms.yaml` line by line; the tests of this row do without a YAML library.
enum SynonymsFile {
    static func read() throws -> Synonyms {
        let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "kiosk-config/synonyms.yaml")
        var synonyms = Synonyms()
        var section = ""
        for line in String(decoding: try Data(contentsOf: path), as: UTF8.self).split(separator: "\n") {
            guard let first = line.first, first != "#" else { continue }
            if first != " " { section = String(line.prefix { $0 != ":" }) }
            add(String(line), of: section, to: &synonyms)
        }
        return synonyms
    }

    private static func add(_ line: String, of section: String, to synonyms: inout Synonyms) {
        let isItem = line.hasPrefix("  - ")
        switch section {
        case "stopPhrases" where isItem: synonyms.stopPhrases.append(String(line.dropFirst(4)))
        case "weakWords": synonyms.weakWords += list(in: line, after: "weakWords: ")
        case "groups" where line.hasPrefix("  "):
            let name = line.dropFirst(2).prefix { $0 != ":" }
            synonyms.groups[String(name)] = list(in: line, after: ": ")
        case "synonyms" where isItem:
            let entry = SynonymEntry(
                said: list(in: line, after: "said: "), means: list(in: line, after: "means: "),
                alone: line.contains("alone: true"))
            synonyms.synonyms.append(entry)
        case "outOfScope" where isItem:
            let isAlways = line.contains("always: true")
            synonyms.outOfScope.append(OutOfScopeEntry(said: list(in: line, after: "said: "), always: isAlways))
        default: break
        }
    }

    /// The items of the first `[…]` after a marker.
    private static func list(in line: String, after marker: String) -> [String] {
        guard let start = line.firstRange(of: marker + "["),
            let end = line[start.upperBound...].firstIndex(of: "]")
        else { return [] }
        return line[start.upperBound..<end].split(separator: ",").map { item in
            String(item.drop { $0 == " " || $0 == "\"" }.reversed().drop { $0 == " " || $0 == "\"" }.reversed())
        }
    }
}

@Suite struct SynonymsFileTests {
    @Test func `the province's file has at least four hundred entries and no empty one`() throws {
        let synonyms = try SynonymsFile.read()
        #expect(synonyms.synonyms.count >= 400)
        #expect(synonyms.synonyms.allSatisfy { !$0.said.isEmpty && !$0.means.isEmpty })
        #expect(synonyms.outOfScope.count >= 20)
        #expect(synonyms.stopPhrases.count >= 100)
    }

    @Test func `no phrase is said to mean two things`() throws {
        var seen = Set<String>()
        for phrase in try SynonymsFile.read().synonyms.flatMap(\.said) {
            #expect(seen.insert(phrase).inserted, "\(phrase)")
        }
    }
}
