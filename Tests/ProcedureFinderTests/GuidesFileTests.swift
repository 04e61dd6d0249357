import FoundationEssentials
import ProcedureFinder
import PublicServices
import Testing
import Yams

/// The guides and the starter catalogue of `kiosk-config/`.
enum GuideFiles {
    static let configuration = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "kiosk-config")

    /// Every guide, by file name; a file that does not decode fails the test run here.
    static let all: [(name: String, guide: Guide)] = {
        files(in: "guides", ending: ".yaml").map { file in
            let name = String(file.lastPathComponent.dropLast(5))
            do {
                return (name, try YAMLDecoder().decode(Guide.self, from: String(contentsOf: file, encoding: .utf8)))
            } catch {
                Issue.record("guides/\(name).yaml does not decode: \(error)")
                return (name, Guide(id: "", title: GuideText([:]), questions: [], outcomes: []))
            }
        }
    }()

    static let catalogue: Set<ProcedureCode> = {
        struct Row: Decodable { let code: ProcedureCode }
        let lines = files(in: "catalogue", ending: ".jsonl")
            .compactMap { try? String(contentsOf: $0, encoding: .utf8) }
            .flatMap { $0.split(separator: "\n") }
        return Set(lines.compactMap { try? JSONDecoder().decode(Row.self, from: Data($0.utf8)).code })
    }()

    private static func files(in folder: String, ending: String) -> [URL] {
        let folder = configuration.appending(path: folder)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
        return names.filter { $0.hasSuffix(ending) }.sorted().map { folder.appending(path: $0) }
    }
}

@Suite struct `The guides in kiosk-config` {
    @Test func `there are at least 25, each named like its file`() {
        #expect(GuideFiles.all.count >= 25)
        for (name, guide) in GuideFiles.all {
            #expect(guide.id == name)
            #expect(!guide.keywords.isEmpty, "\(name) has no keywords")
        }
    }

    @Test func `none has a fault, and every code stands in the starter catalogue`() {
        #expect(!GuideFiles.catalogue.isEmpty)
        let faults = GuideFiles.all.flatMap { $0.guide.faults(knownCodes: GuideFiles.catalogue) }
        #expect(faults.isEmpty, "\(faults.map(\.description).joined(separator: "\n"))")
    }

    @Test func `each has three scenarios or more, one of them with an unknown answer`() {
        for (name, guide) in GuideFiles.all {
            #expect(guide.scenarios.count >= 3, "\(name)")
            let hasUnknown = guide.scenarios.contains { $0.hasUnknown }
            #expect(hasUnknown, "\(name)")
        }
    }

    @Test func `no keyword belongs to two guides`() {
        var owner: [String: String] = [:]
        for (name, guide) in GuideFiles.all {
            for keyword in guide.keywords {
                #expect(owner.updateValue(name, forKey: keyword) == nil, "\"\(keyword)\" in \(name)")
            }
        }
    }

    @Test func `who never knows anything still ends with a choice or a person`() {
        for (name, guide) in GuideFiles.all {
            for day in GuideScenario.anyDays {
                var walk = GuideWalk(guide, today: day)
                while case .question = walk.current { #expect(throws: Never.self) { try walk.answer(.unknown) } }
                guard case .outcome(let outcome) = walk.current else {
                    Issue.record("\(name) leads nowhere on \(day)")
                    continue
                }
                #expect(outcome.isSafe, "\(name), \(outcome.id)")
            }
        }
    }
}
