import FoundationEssentials
import Testing

@testable import PublicServices

struct StarterCatalogueTests {
    private struct Line {
        let file: String
        let number: Int
        let bytes: Data
    }

    private let lines: [Line]

    init() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "kiosk-config/catalogue")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".jsonl") }
        lines = try names.sorted().flatMap { name in
            try Data(contentsOf: folder.appending(path: name)).split(separator: UInt8(ascii: "\n")).enumerated()
                .map { Line(file: name, number: $0.offset + 1, bytes: Data($0.element)) }
        }
    }

    @Test func `every line is a procedure with its source and its date`() {
        for line in lines {
            do {
                let procedure = try JSONDecoder().decode(Procedure.self, from: line.bytes)
                #expect(procedure.source?.isEmpty == false, "\(line.file):\(line.number) has no source")
                #expect(procedure.asOf?.isEmpty == false, "\(line.file):\(line.number) has no date")
                #expect(!procedure.field.isEmpty, "\(line.file):\(line.number) has no field")
            } catch {
                Issue.record("\(line.file):\(line.number): \(error)")
            }
        }
    }

    @Test func `codes are unique and there is enough to begin with`() throws {
        let procedures = try lines.map { try JSONDecoder().decode(Procedure.self, from: $0.bytes) }
        let twice = Dictionary(grouping: procedures, by: \.code).filter { $0.value.count > 1 }.keys.map(\.text).sorted()
        #expect(twice.isEmpty)
        #expect(procedures.count >= 150)
        #expect(Set(procedures.map(\.field)).count >= 20)
        #expect(CatalogueSummary(procedures).total == procedures.count)
    }

    @Test func `every line is plain text that a terminal can show`() {
        for line in lines {
            let text = String(decoding: line.bytes, as: UTF8.self)
            let isClean = text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }
            #expect(isClean && Array(text.utf8) == Array(line.bytes), "\(line.file):\(line.number)")
        }
    }
}
