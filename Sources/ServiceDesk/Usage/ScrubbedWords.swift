/// Words of a search with everything taken out that could lead to a person, as far as a machine can tell.
///
/// The list of these words is there to learn what people call things, so a word that nobody knows must be able to pass;
/// a list of allowed words alone would empty it. It passes only in a search in which nothing looks like a name, an
/// address or a number. Where something does, only words remain that stand side by side in some procedure's name, and
/// `…` marks what was left out. A search of which nothing remains is only counted.
///
/// This is the first of two guards and errs on the side of taking out too much. The second one is that words are kept
/// only when three separate visits of a month found nothing with them (`UnansweredWords.leastVisits`). Neither is sure:
/// the report asks its reader to look the list over.
package struct ScrubbedWords: Hashable, Sendable {
    /// Most words and most characters of a search that are kept.
    private static let mostWords = 8
    private static let mostCharacters = 60
    /// Stands for what was taken out.
    private static let gap = "…"

    /// Lower-case words with one blank between them, and `…` where something was taken out.
    package let text: String
    /// The words that are left, without marks: what tells two searches apart.
    package let key: String

    /// What is left of a search; `nil` when nothing is.
    ///
    /// - Parameter isKnownPair: whether two words without marks stand side by side in some procedure's name.
    package init?(typed: String, isKnownPair: (String, String) -> Bool) {
        let line = SearchLine(typed, isKnownPair: isKnownPair)
        let personal = NameScrubbing.positions(in: line)
            .union(PlaceScrubbing.positions(in: line)).union(NumberScrubbing.positions(in: line))
        let kept = line.words.indices.filter { position in
            guard line.words[position].isPlain, !personal.contains(position) else { return false }
            return personal.isEmpty || line.isKnown(position)
        }
        var pieces: [String] = []
        var words: [String] = []
        var length = -1
        var former = -1
        for position in kept.prefix(Self.mostWords) {
            let word = line.words[position]
            length += word.lower.count + 1
            guard length <= Self.mostCharacters else { break }
            if position > former + 1 { pieces.append(Self.gap) }
            pieces.append(word.lower)
            words.append(word.folded)
            former = position
        }
        guard !words.isEmpty, length >= 2 else { return nil }
        if former + 1 < line.words.count { pieces.append(Self.gap) }
        text = pieces.joined(separator: " ")
        key = words.joined(separator: " ")
    }

    /// Two searches with the same letters are one.
    package static func == (left: ScrubbedWords, right: ScrubbedWords) -> Bool { left.key == right.key }

    package func hash(into hasher: inout Hasher) { hasher.combine(key) }
}
