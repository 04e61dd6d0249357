/// A short text in several languages, keyed by language tag (`vi`, `en`).
///
/// In YAML: `{vi: "Ông/bà cần gì?", en: "What do you need?"}`.
package struct GuideText: Hashable, Sendable {
    private let byLanguage: [String: String]

    package init(_ byLanguage: [String: String]) {
        self.byLanguage = byLanguage
    }

    /// The text in `language`; the Vietnamese text when that language has none, the empty string when neither has.
    package func text(in language: String) -> String {
        byLanguage[language] ?? byLanguage["vi"] ?? ""
    }

    /// The languages of `wanted` in which nothing readable stands, in the order given.
    package func missing(of wanted: [String]) -> [String] {
        wanted.filter { (byLanguage[$0] ?? "").allSatisfy(\.isWhitespace) }
    }

    /// Number of words in `language`, split at blanks; 0 when the language has no text.
    package func wordCount(in language: String) -> Int {
        (byLanguage[language] ?? "").split(whereSeparator: \.isWhitespace).count
    }

    /// Number of sentences in `language`: endings `.`, `!`, `?` before a blank or the end.
    package func sentenceCount(in language: String) -> Int {
        let words = (byLanguage[language] ?? "").split(whereSeparator: \.isWhitespace)
        let ended = words.filter { word in word.last.map { ".!?".contains($0) } ?? false }.count
        let hasOpenEnd = words.last.flatMap(\.last).map { !".!?".contains($0) } ?? false
        return ended + (hasOpenEnd ? 1 : 0)
    }
}

extension GuideText: Codable {
    package init(from decoder: any Decoder) throws {
        byLanguage = try decoder.singleValueContainer().decode([String: String].self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(byLanguage)
    }
}
