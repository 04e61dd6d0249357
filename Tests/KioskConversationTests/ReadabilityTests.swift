import FoundationEssentials
import ProcedureFinder
import Testing
import Yams

@testable import KioskConversation

/// Plain Vietnamese: short sentences, no office words.
@Suite struct ReadabilityTests {
    private let readability: Readability

    init() throws {
        let text = try String(contentsOfFile: "\(Play.configuration())/plain-words.yaml", encoding: .utf8)
        readability = Readability(try YAMLDecoder().decode(PlainWords.self, from: text))
    }

    @Test func `every Vietnamese phrase is plain`() throws {
        for (key, sentence) in try Play.pack("vi").phrases {
            let faults = readability.faults(in: sentence)
            #expect(faults.isEmpty, "\(key): \(faults)")
        }
    }

    @Test func `every Vietnamese text of every guide is plain`() throws {
        var texts = 0
        for guide in try Starter.guides() {
            for (key, text) in guide.texts {
                let faults = readability.faults(in: text.text(in: "vi"))
                #expect(faults.isEmpty, "\(guide.id): \(key): \(faults)")
                texts += 1
            }
        }
        print("\(texts) texts of guides read")
        #expect(texts > 500)
    }

    @Test func `a long sentence and an office word are seen`() {
        let words = PlainWords(
            longestSentence: 6, words: [.init(office: "tiếp nhận", plain: "nhận", except: ["Giấy tiếp nhận"])]
        )
        let readability = Readability(words)
        #expect(readability.faults(in: "Một hai ba bốn năm sáu bảy.").count == 1)
        #expect(readability.faults(in: "Một hai ba. Bốn năm sáu: bảy tám.").isEmpty)
        #expect(readability.faults(in: "Đã Tiếp nhận.") == [.officeWord("tiếp nhận", plain: "nhận")])
        #expect(readability.faults(in: "Xem giấy tiếp nhận.").isEmpty)
        #expect(readability.faults(in: "Giấy tiếp nhận đã tiếp nhận.").count == 1)
        #expect(readability.faults(in: "Người nối tiếp.").isEmpty)
    }
}
