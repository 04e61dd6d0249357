import FoundationEssentials
import Testing

@testable import KioskConversation

/// The sentences that ship with the kiosk.
@Suite struct PackTests {
    @Test(arguments: ["vi", "en"])
    func `a pack is complete, and its sentences are short`(_ tag: String) throws {
        let pack = try Play.pack(tag)
        #expect(pack.faults(reference: try Play.pack("vi")).isEmpty)
        for (key, sentence) in pack.phrases {
            for part in sentence.split(whereSeparator: { ".?!:".contains($0) }) {
                #expect(part.split(separator: " ").count <= 25, "\(key) is a long sentence")
            }
            #expect(!sentence.contains("—"), "\(key)")
        }
    }

    @Test func `every transcript in the folder is fit for a screen`() throws {
        let folder =
            #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast()
            .joined(separator: "/") + "/Transcripts"
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".txt") }
        for name in names {
            let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
            #expect(TranscriptLint.faults(in: text).isEmpty, "\(name)")
        }
        #expect(names.count >= 25)
    }
}
