import Testing

@testable import VietnameseText

/// The reader with a memory beside the one without.
@Suite struct WordReaderTests {
    private struct Read: Equatable {
        var form: SyllableForm
        var followsBreak: Bool
    }

    private func spelled(_ text: String) -> [Read] {
        var result: [Read] = []
        Words.forEachForm(text) { result.append(Read(form: $0, followsBreak: $1)) }
        return result
    }

    @Test(arguments: [
        "", " ", "Giấy khai sinh, (bản chính): 01", "“Giấy” – tờ…khai;UBND/xã", "kỹ lý quý y Y",
        "e\u{302}\u{301}m \u{301}a",
        "a\u{200B}b \u{AD}c", "ＨＳ２０２６ hồ－sơ", "một\nhai\tba\u{A0}bốn", "12/2020/TT-BTP", "日本 giấy 한국",
        "motchudairathoihonmuoisaubyte motchudairathoihonmuoisaubyte", "ĐđÐð ươƯƠ", "a\0b", "\u{FEFF}a",
    ])
    func `words come as they are spelled, the first time and again`(_ text: String) {
        var reader = WordReader()
        for _ in 0..<3 {
            var result: [Read] = []
            reader.forEachForm(text) { result.append(Read(form: $0, followsBreak: $1)) }
            #expect(result == spelled(text))
        }
    }

    @Test func `over many texts made of letters, marks and everything else it gives the same`() {
        let pieces = [
            "đ", "ă", "ế", "ư", "a", "B", "y", "q", "u", "7", " ", " ", " ", ",", "-", "\n", "\u{301}", "\u{31B}", "“",
            "…",
            "\u{200B}", "ａ", "ß", "漢", "😀", "giấy", "thủ tục", "UBND", "\u{FFFD}", "\0",
        ]
        var random = Numbers(state: 7)
        var reader = WordReader()
        for _ in 0..<20_000 {
            let text = (0..<Int.random(in: 1...12, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }
            .joined()
            var result: [Read] = []
            reader.forEachForm(text) { result.append(Read(form: $0, followsBreak: $1)) }
            if result != spelled(text) { Issue.record("\(text.debugDescription)") }
        }
    }
}

/// Numbers that are the same in every run (SplitMix64).
private struct Numbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
