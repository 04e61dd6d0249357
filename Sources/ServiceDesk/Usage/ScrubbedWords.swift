import VietnameseText

/// Words of a search with everything taken out that could lead to a person: digits, numbers in words, addresses, names.
///
/// This is the first of two guards and errs on the side of taking out too much. The second one is that words are kept
/// only when three separate visits of a month found nothing with them (`UnansweredWords.leastVisits`).
package struct ScrubbedWords: Hashable, Sendable {
    /// Most words and most characters of a search that are kept.
    private static let mostWords = 8
    private static let mostCharacters = 60
    /// Number words in a row that could be a telephone number or an identity number.
    private static let numberRun = 4
    private static let numbers: Set<String> = [
        "khong", "mot", "hai", "ba", "bon", "tu", "nam", "lam", "sau", "bay", "tam", "chin", "muoi", "linh", "le",
    ]

    /// Lower-case words with one blank between them.
    package let text: String
    /// The same without marks: what tells two searches apart.
    package let key: String

    /// What is left of a search; `nil` when nothing is.
    package init?(typed: String) {
        var words = typed.split { $0.isWhitespace || ",;!?()[]{}\"“”".contains($0) }.map(SearchWord.init)
        words = NameScrubbing.withoutNames(words)
        words.removeAll { !$0.isPlain }
        words = Self.withoutNumberRuns(words)
        var kept: [SearchWord] = []
        var length = -1
        for word in words.prefix(Self.mostWords) {
            length += word.lower.count + 1
            guard length <= Self.mostCharacters else { break }
            kept.append(word)
        }
        guard !kept.isEmpty, length >= 2 else { return nil }
        text = kept.map(\.lower).joined(separator: " ")
        key = kept.map(\.folded).joined(separator: " ")
    }

    /// Two searches with the same letters are one.
    package static func == (left: ScrubbedWords, right: ScrubbedWords) -> Bool { left.key == right.key }

    package func hash(into hasher: inout Hasher) { hasher.combine(key) }

    private static func withoutNumberRuns(_ words: [SearchWord]) -> [SearchWord] {
        var kept: [SearchWord] = []
        var run: [SearchWord] = []
        for word in words {
            if numbers.contains(word.folded) {
                run.append(word)
            } else {
                kept += (run.count < numberRun ? run : []) + [word]
                run = []
            }
        }
        return kept + (run.count < numberRun ? run : [])
    }
}

/// A word of a search as it was typed.
struct SearchWord {
    /// Longest syllable or foreign word that is kept.
    private static let longest = 20

    let lower: String
    let folded: String
    /// Letters alone; digits, addresses and signs are not.
    let isPlain: Bool
    /// A capital, then small letters.
    let isCapitalised: Bool

    init(_ typed: Substring) {
        let bare = typed.trimmingSuffix { ".:'’-".contains($0) }
        lower = bare.lowercased()
        folded = Fold.foldedString(lower)
        isPlain = !bare.isEmpty && bare.count <= Self.longest && bare.allSatisfy(\.isLetter)
        isCapitalised = bare.first?.isUppercase == true && bare.dropFirst().contains(where: \.isLowercase)
    }

    /// Whether it was typed without marks: then it may be any word of these letters.
    var isBare: Bool { lower == folded }
}

extension Substring {
    fileprivate func trimmingSuffix(while isTrimmed: (Character) -> Bool) -> Substring {
        var text = self
        while let last = text.last, isTrimmed(last) { text = text.dropLast() }
        return text
    }
}
