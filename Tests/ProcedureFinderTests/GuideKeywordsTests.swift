import ProcedureFinder
import Testing
import VietnameseText

/// Guides offered by the words of a search.
@Suite struct GuideKeywordsTests {
    private static let guides = GuideFiles.all.map(\.guide)
    private static let keywords = GuideKeywords(guides)

    private func guide(_ words: String) -> String? { Self.keywords.guide(for: words)?.id }

    @Test func `each keyword of each guide finds its guide, with marks and without`() {
        #expect(Self.guides.count >= 25)
        for guide in Self.guides {
            for keyword in guide.keywords {
                #expect(self.guide(keyword) == guide.id, "\(keyword)")
                #expect(self.guide("Tôi muốn hỏi về \(keyword) ạ?") == guide.id, "\(keyword)")
            }
        }
    }

    @Test(arguments: [
        ("toi moi sinh con thi lam gi", "birth"), ("sinh con owr vieejt nam", "birth"), ("si sinh con", "birth"),
        ("ddoosi bawfng lasi", "driving-licence"), ("doi bang lai", "driving-licence"), ("lamsodo", "land-certificate"),
        ("tôi bị mất sổ đỏ", "land-certificate"),
    ])
    func `keystrokes, glued and unmarked words find the guide`(words: String, id: String) {
        #expect(guide(words) == id)
    }

    @Test(arguments: ["", "   ", "số đo", "thuế", "kính cận", "sinh côn", "\u{301}\u{301}", "* NEAR \"", "🙂"])
    func `other words and other marks find none`(words: String) {
        #expect(guide(words) == nil)
    }

    @Test func `the longest keyword decides, then the one said first`() {
        func guide(_ id: String, _ keywords: [String]) -> Guide {
            Guide(id: id, title: GuideText([:]), keywords: keywords, questions: [], outcomes: [])
        }
        let keywords = GuideKeywords([
            guide("short", ["sinh con"]), guide("long", ["khai sinh con"]), guide("other", ["sổ đỏ"]),
        ])
        #expect(keywords.guide(for: "khai sinh con")?.id == "long")
        #expect(keywords.guide(for: "sổ đỏ và sinh con")?.id == "other")
        #expect(keywords.guide(for: "sinh con và sổ đỏ")?.id == "short")
    }
}
