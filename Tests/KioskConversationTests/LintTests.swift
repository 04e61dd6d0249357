import Testing

@testable import KioskConversation

/// The lint itself: it must see what must never stand on a screen.
@Suite struct LintTests {
    @Test(arguments: [
        "a\tb", "a\rb", "\u{1B}[2J", "┌──┐", "a | b", "{phone}", "a\u{202E}b", "a ", String(repeating: "a", count: 73),
    ])
    func `a bad line is seen`(_ line: String) {
        #expect(!TranscriptLint.faults(in: line).isEmpty)
    }

    @Test(arguments: ["Bấm số rồi nhấn Enter: ", "  1  Tìm thủ tục", "", String(repeating: "ộ", count: 72), "▸ a\tb"])
    func `a good line passes`(_ line: String) {
        #expect(TranscriptLint.faults(in: line).isEmpty)
    }

    @Test func `a page with too many lines, too many choices or no keys is seen`() {
        let keys = ["7 giúp 0 về đầu"]
        let good = ["TÌM", "", "  1  Có", "  2  Không", "", "7 giúp   0 về đầu"]
        #expect(TranscriptLint.faults(inPage: good, keys: keys, columns: 72).isEmpty)
        let choices = (1...7).map { "  \($0)  Có" }
        for bad in [
            Array(good.dropLast()), good + ["thêm"], choices + good.suffix(1),
            ["  1  Có", "  3  Không"] + good.suffix(1),
            Array(repeating: "a", count: 21) + good.suffix(1),
        ] {
            #expect(!TranscriptLint.faults(inPage: bad, keys: keys, columns: 72).isEmpty)
        }
    }
}
