import AccessPointDevices
import KioskTestSupport
import Testing

@Suite
struct `The text gate` {
    /// What came in and what may come out.
    ///
    /// The sequences of CWE-150 reports: kubectl, git sideband, OSC 8 and 52, C1.
    private static let attacks: [(raw: String, safe: String)] = [
        ("\u{1B}[31mđỏ\u{1B}[0m", "đỏ"),
        ("a\u{1B}[2J\u{1B}[3J\u{1B}[Hb", "ab"),
        ("a\u{1B}[38;5;196mb", "ab"),
        ("a\u{1B}[?1049hb", "ab"),
        ("a\u{1B}[[Ab", "ab"),
        ("\u{1B}]0;tiêu đề\u{7}x", "x"),
        ("\u{1B}]52;c;bWFsaWNl\u{1B}\\x", "x"),
        ("\u{1B}]8;;http://a.example\u{1B}\\nhấn\u{1B}]8;;\u{1B}\\!", "nhấn!"),
        ("\u{1B}Pq#0;2;0\u{1B}\\x", "x"),
        ("\u{1B}_Ga=T\u{1B}\\x\u{1B}^pm\u{1B}\\y\u{1B}Xsos\u{1B}\\z", "xyz"),
        ("\u{9B}31mx", "x"),
        ("\u{9D}0;t\u{9C}x\u{90}q\u{9C}y", "xy"),
        ("\u{80}\u{84}\u{8D}\u{99}x", "x"),
        ("\u{1B}cx\u{1B}7y\u{1B}(0z", "xyz"),
        ("\u{1B}OPx", "x"),
        ("\u{1B}[31", ""),
        ("\u{1B}]0;never ended\nhàng sau", " hàng sau"),
        ("\u{1B}\u{1B}[31mx", "x"),
        ("\u{1B}[31\u{1B}[1mx", "x"),
        ("\u{1B}[5ệx", "ệx"),
        ("a\0b\u{7}c\u{8}d\u{E}e\u{7F}f", "abcdef"),
        ("a\tb", "a b"),
        ("a\nb\r\nc\rd\u{B}e\u{85}f\u{2028}g\u{2029}h", "a b c d e f g h"),
        ("OK\r giả", "OK  giả"),
        ("\u{61C}a\u{200E}b\u{200F}c\u{202A}d\u{202E}e\u{2066}f\u{2069}g", "abcdefg"),
        ("a\u{200B}b\u{200C}c\u{200D}d\u{2060}e\u{FEFF}f\u{AD}g\u{FE0F}h", "abcdefgh"),
        ("a\u{E0041}\u{E007F}b\u{E0100}c\u{180E}d\u{34F}e\u{3164}f\u{2063}g", "abcdefg"),
        ("a\u{E000}b\u{F8FF}c\u{F0000}d\u{10FFFD}e", "abcde"),
        ("\u{301}a", "a"),
        ("a\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}b", "a\u{301}\u{301}\u{301}\u{301}b"),
        ("đăng ký khai sinh", "đăng ký khai sinh"),
    ]

    @Test(arguments: attacks.indices)
    func `a known attack comes out as plain text`(index: Int) {
        let (raw, safe) = Self.attacks[index]
        // Compared by bytes: `==` on strings would call composed and decomposed letters the same.
        #expect(Array(TerminalText(sanitising: raw).text.utf8) == Array(safe.utf8))
    }

    @Test(
        arguments: [
            ([0x61, 0xFF, 0xFE, 0x62], "a\u{FFFD}b"),
            ([0xED, 0xA0, 0x80, 0xED, 0xB0, 0x80, 0x62], "\u{FFFD}b"),
            ([0xC0, 0x9B, 0x33, 0x31, 0x6D], "\u{FFFD}31m"),
            ([0xE0, 0x80, 0x9B], "\u{FFFD}"),
            ([0xF4, 0x90, 0x80, 0x80, 0x62], "\u{FFFD}b"),
            ([0x61, 0xE1, 0xBB], "a\u{FFFD}"),
            ([0xE1, 0xBB, 0x1B, 0x5B, 0x6D, 0x62], "\u{FFFD}b"),
            ([0x9B, 0x33, 0x31, 0x6D], "\u{FFFD}31m"),
        ] as [([UInt8], String)])
    func `bytes that are not UTF-8 show once as the replacement character`(bytes: [UInt8], safe: String) {
        #expect(TerminalText(sanitising: bytes).text == safe)
    }

    @Test(arguments: [0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF, 0x0378, 0xD7FF] as [UInt32])
    func `a scalar that is no character is dropped`(value: UInt32) throws {
        let scalar = try #require(Unicode.Scalar(value))
        #expect(TerminalText(sanitising: "a\(Character(scalar))b").text == "ab")
    }

    @Test func `every Vietnamese letter passes unchanged, composed and decomposed`() {
        let composed = vietnameseLetters
        let decomposed = composed.map { decomposition($0) }.joined()
        #expect(composed.count == 134)
        #expect(Array(TerminalText(sanitising: composed).text.utf8) == Array(composed.utf8))
        #expect(Array(TerminalText(sanitising: decomposed).text.utf8) == Array(decomposed.utf8))
        #expect(TerminalText(sanitising: composed).columns == 134)
        #expect(TerminalText(sanitising: decomposed).columns == 134)
    }

    @Test func `lines are kept only when asked for`() {
        let text = TerminalText(lines: "một\r\nhai\rba\u{2028}bốn\n\u{301}năm")
        #expect(text.text == "một\nhai\nba\nbốn\nnăm")
        #expect(text.lines.map(\.text) == ["một", "hai", "ba", "bốn", "năm"])
        #expect(TerminalText.empty.lines == [.empty])
    }

    @Test func `a text over the limit says so with an ellipsis`() {
        #expect(TerminalText(sanitising: "mười chữ cái", limit: 12).text == "mười chữ cái")
        #expect(TerminalText(sanitising: "mười chữ cái", limit: 11).text == "mười chữ c…")
        #expect(TerminalText(sanitising: "漢字漢字", limit: 4).text == "漢…")
        #expect(TerminalText(sanitising: "ab", limit: 0).text == "")
    }

    @Test func `what is interpolated into our own sentences passes the gate too`() {
        let name = "\u{1B}[31mBà\u{202E} Lê\n"
        #expect(("Chào \(name)!" as TerminalText).text == "Chào Bà Lê !")
    }

    @Test func `20,000 random byte strings leave only printable text within the width, and stay the same`() {
        var trial = GateTrial(seed: 20_261_123)
        for round in 0..<20_000 {
            guard let fault = trial.round() else { continue }
            Issue.record("round \(round): \(fault)")
            return
        }
    }

    @Test func `the oracle of that test sees what it must see`() {
        for bad in ["\u{1B}", "\u{9B}", "\u{202E}", "\u{200B}", "\u{2028}", "\u{7F}", "\r", "\u{E000}", "\u{0378}"] {
            #expect(!GateOracle.faults(in: "a\(bad)b", newlines: true).isEmpty)
        }
        #expect(!GateOracle.faults(in: "a\u{301}\u{301}\u{301}\u{301}\u{301}", newlines: true).isEmpty)
        #expect(!GateOracle.faults(in: "a\nb", newlines: false).isEmpty)
        #expect(GateOracle.faults(in: "đăng ký\nkhai sinh", newlines: true).isEmpty)
    }
}
