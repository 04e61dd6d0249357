import AccessPointDevices
import Testing

@Suite
struct `Width and layout` {
    @Test(arguments: ["字\u{302F}\u{302F}", "✋\u{1F3FE}\u{302F}", "a\u{1F3FE}\u{1F3FE}"])
    func `a letter with wide marks never makes a narrow line wider`(_ letter: String) {
        for width in 4...8 {
            for indent in 0...6 {
                let lines = TextLayout.wrap(
                    TerminalText(sanitising: "x" + letter + letter), width: width, indent: indent)
                #expect(lines.allSatisfy { $0.columns <= width })
            }
        }
    }

    @Test(arguments: [
        ("", 0), ("abc", 3), ("hồ sơ", 5), ("ho\u{302}\u{300}", 2), ("漢字", 4), ("ｆｕｌｌ", 8), ("한글", 4), ("…", 1),
        ("😀", 2), ("é\u{301}", 1), ("ꨀꨁ", 2), ("₫", 1), ("\u{FFFD}", 1), ("\u{1112}\u{1161}\u{11AB}", 2),
    ])
    func `a text takes the columns a terminal gives it`(text: String, columns: Int) {
        #expect(DisplayWidth.columns(of: text) == columns)
    }

    @Test func `lines break between words`() {
        let lines = TextLayout.wrap("Nộp hồ sơ tại bộ phận một cửa của xã", width: 20)
        #expect(lines.map(\.text) == ["Nộp hồ sơ tại bộ", "phận một cửa của xã"])
    }

    @Test func `a choice hangs under its words`() {
        let lines = TextLayout.wrap("1. Đăng ký khai sinh cho trẻ em", width: 20, indent: 3)
        #expect(lines.map(\.text) == ["1. Đăng ký khai sinh", "   cho trẻ em"])
        #expect(TextLayout.wrap("giấy tờ", width: 20, firstIndent: 2).map(\.text) == ["  giấy tờ"])
    }

    @Test func `a word longer than the line is broken, not cut`() {
        let lines = TextLayout.wrap("mã 0123456789ABCDEF xong", width: 8, indent: 2)
        #expect(lines.map(\.text) == ["mã", "  012345", "  6789AB", "  CDEF", "  xong"])
        #expect(TextLayout.wrap("漢字漢字漢", width: 5).map(\.text) == ["漢字", "漢字", "漢"])
    }

    @Test func `a grapheme is never torn`() {
        let decomposed = "u\u{31B}\u{303}u\u{31B}\u{303}u\u{31B}\u{303}u\u{31B}\u{303}u\u{31B}\u{303}"
        #expect(TextLayout.wrap(TerminalText(sanitising: decomposed), width: 4).map(\.text) == ["ữữữữ", "ữ"])
    }

    @Test func `line breaks and empty lines stay`() {
        #expect(TextLayout.wrap(TerminalText(lines: "một\n\nhai")).map(\.text) == ["một", "", "hai"])
        #expect(TextLayout.wrap(.empty).map(\.text) == [""])
    }

    @Test(arguments: [72, 40, 20, 4])
    func `nothing but spaces is lost, at any width`(width: Int) {
        var random = SplitMix64(state: UInt64(width))
        let words = ["hồ", "sơ", "  ", "nghiêng", "漢字", "000.00.12.H43-261123-0001", "\n", "a", "e\u{301}e\u{301}"]
        for _ in 0..<500 {
            let text = (0..<30).map { _ in words[Int.random(in: 0..<words.count, using: &random)] }.joined(
                separator: " ")
            let indent = Int.random(in: 0...6, using: &random)
            let lines = TextLayout.wrap(TerminalText(lines: text), width: width, indent: indent)
            #expect(lines.allSatisfy { $0.columns <= width })
            let kept = lines.map(\.text).joined().filter { $0 != " " }
            #expect(Array(kept.utf8) == Array(text.filter { $0 != " " && $0 != "\n" }.utf8))
        }
    }
}
