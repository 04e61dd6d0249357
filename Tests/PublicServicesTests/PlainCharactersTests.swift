import Testing

@testable import PublicServices

struct PlainCharactersTests {
    @Test func `full-width letters and digits become plain`() {
        #expect(PlainCharacters.plain("Ｈ４３．１２－２４０８２３－０００１") == "H43.12-240823-0001")
    }

    @Test(arguments: ["‐", "‑", "‒", "–", "—", "―", "−", "﹣", "－", "ー", "⁃", "➖"])
    func `every dash becomes a plain one`(dash: String) {
        #expect(PlainCharacters.plain("a\(dash)b") == "a-b")
    }

    @Test(arguments: ["·", "•", "․", "∙", "⋅", "。", "｡", "．", "・"])
    func `every dot becomes a plain one`(dot: String) {
        #expect(PlainCharacters.plain("a\(dot)b") == "a.b")
    }

    @Test(arguments: ["\u{00A0}", "\t", "\u{2003}", "\u{202F}", "\u{3000}"])
    func `every blank becomes a plain one`(blank: String) {
        #expect(PlainCharacters.plain("a\(blank)b") == "a b")
    }

    @Test(arguments: [
        "\u{200B}", "\u{FEFF}", "\u{202E}", "\u{2066}", "\u{1B}", "\u{9B}", "\r", "\n", "\r\n", "\u{FE0F}",
    ])
    func `what cannot be seen goes`(invisible: String) {
        #expect(PlainCharacters.plain("a\(invisible)b\(invisible)") == "ab")
    }

    @Test func `Vietnamese letters stay`() {
        #expect(PlainCharacters.plain(" Đường Lê Lợi ") == "Đường Lê Lợi")
    }
}
