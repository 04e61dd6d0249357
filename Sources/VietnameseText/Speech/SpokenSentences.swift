/// Cuts spoken text into pieces that an engine takes at once.
package enum SpokenSentences {
    /// No engine is given more at a time (`research/accessibility.md` §5.7).
    package static let longest = 300

    /// Pieces of at most 300 characters: at the ends of sentences, else at a pause, else between words.
    ///
    /// A word longer than that is cut: nobody says it, and it must not freeze the engine.
    package static func pieces(_ text: String) -> [String] {
        sentences(text).flatMap { fitting($0) }
    }

    private static func sentences(_ text: String) -> [Substring] {
        var result: [Substring] = []
        var start = text.startIndex
        for index in text.indices where ".?!".contains(text[index]) {
            let next = text.index(after: index)
            guard next == text.endIndex || text[next] == " " else { continue }
            result.append(text[start..<next])
            start = next
        }
        return (result + [text[start...]]).map { trimmed($0) }.filter { !$0.isEmpty }
    }

    private static func fitting(_ sentence: Substring) -> [String] {
        var pieces: [String] = []
        var rest = sentence
        while rest.count > longest {
            let head = rest.prefix(longest)
            let pause = head.lastIndex(of: ",").map { rest.index(after: $0) }
            let cut = pause ?? head.lastIndex(of: " ") ?? head.endIndex
            pieces.append(String(trimmed(rest[..<cut])))
            rest = trimmed(rest[cut...])
        }
        return (pieces + [String(rest)]).filter { !$0.isEmpty }
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop { $0 == " " }
        while text.last == " " { text.removeLast() }
        return text
    }
}
