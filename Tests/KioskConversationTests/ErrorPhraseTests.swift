import KioskTestSupport
import PublicServices
import Testing

@testable import KioskConversation

/// What a citizen reads after something that could not be understood (research/accessibility.md §5.6).
@Suite struct ErrorPhraseTests {
    /// Longest examples the talk fills in.
    private static let values = [
        "example": "H43.12-261105-0006", "count": "500", "phone": "0000 000 000", "hours": "giờ hành chính",
    ]

    @Test(arguments: try Play.shippedTags(), Phrase.errors)
    func `an error is short, shows what to type and blames nobody`(_ tag: String, _ phrase: Phrase) throws {
        let pack = try Play.pack(tag)
        guard let sentence = pack.sentence(phrase.rawValue) else {
            #expect(!pack.isComplete)
            return
        }
        let words = Template(sentence).filled(Self.values).split(separator: " ")
        #expect(words.count <= 25, "\(words.count) words: \(sentence)")
        let marks = ["{example}", "ví dụ", "for example"]
        #expect(marks.contains { sentence.contains($0) }, "no example: \(sentence)")
        let blame = [
            "lỗi", "sai", "không hợp lệ", "phải", "cấm", "wrong", "error", "invalid", "illegal", "must", "fail",
        ]
        let lower = sentence.lowercased().split { !$0.isLetter }.joined(separator: " ")
        #expect(!blame.contains { " \(lower) ".contains(" \($0) ") }, "\(sentence)")
        // What happened, then what to do.
        #expect(Readability.sentences(sentence).count >= 2, "\(sentence)")
    }

    @Test func `every error of the talk is among those checked`() {
        let checked = Set(Phrase.errors.map(\.rawValue))
        let named = Phrase.allCases.map(\.rawValue).filter {
            ($0.hasPrefix("error.") && $0 != Phrase.errorOfferPerson.rawValue) || $0.hasSuffix("Wrong")
        }
        #expect(Set(named).subtracting(checked).isEmpty)
    }

    @Test(arguments: [["abc", "abc", "abc", "abc"], ["", "", "", ""], ["6x", "", "99", "x"]])
    func `from the third misunderstanding on the person and the phone are named`(_ typed: [String]) async throws {
        try await Stage.play { stage in
            for start in [[], ["4"], ["6"], ["7"]] {
                let script = (start + typed).map { ScriptedConsole.Input.line($0) } + [.endOfInput]
                let text = try await stage.visit(script).text
                #expect(text.components(around: "Cần người giúp: bấm 7").count == 3, "\(start)")
                #expect(text.contains(DeskWords.unbroken(Play.place.hotline.phone)))
            }
        }
    }

    @Test func `after a misunderstanding the choices stand again`() async throws {
        try await Stage.play { stage in
            for manner in [Manner(), Manner(isSlow: true), Manner(isVolunteer: true)] {
                let play = try await stage.visit(["abc", .endOfInput], manner: manner)
                let after = play.text.components(around: "▸ abc").last ?? ""
                let choices = after.split(separator: "\n").compactMap { TranscriptLint.choice(String($0)) }
                #expect(choices == [1, 2, 3, 4, 5, 6])
                #expect(after.contains("7 = gặp người giúp"))
            }
        }
    }
}
