/// Text as a voice should get it: dates, amounts and times in words, codes digit by digit, no symbols.
///
/// A speech engine clips "năm", confuses "mươi" with "mười" and freezes on long strings of digits
/// (`research/accessibility.md` §4), so it is given words only.
package enum SpokenText {
    /// The text in words; every digit and symbol is gone, pauses are commas.
    ///
    /// - Parameter language: BCP 47 tag; `en` gets English words around the numbers, everything else Vietnamese.
    package static func words(_ text: String, language: String = "vi") -> String {
        let numbers = language.hasPrefix("en") ? SpokenNumbers.english : .vietnamese
        return spoken(withoutRepeats(text, numbers), numbers)
    }

    private static func spoken(_ text: String, _ numbers: SpokenNumbers) -> String {
        var speaker = Speaker(words: numbers, isShouted: !text.contains(where: \.isLowercase))
        for token in tokens(text) { speaker.say(token) }
        return speaker.text
    }

    /// Leaves out the words in brackets behind an amount in figures: the voice has just said them.
    private static func withoutRepeats(_ text: String, _ numbers: SpokenNumbers) -> String {
        var kept = ""
        var rest = Substring(text)
        while let open = rest.firstIndex(of: "("), let close = rest[open...].firstIndex(of: ")") {
            let inside = rest[rest.index(after: open)..<close]
            kept += rest[..<open]
            let isRepeat = inside.hasSuffix("đồng") && spoken(kept, .vietnamese).hasSuffix(inside)
            if !isRepeat { kept += rest[open...close] }
            rest = rest[rest.index(after: close)...]
        }
        return kept + rest
    }

    /// Words between blanks; a blank that does not break holds a telephone number together.
    private static func tokens(_ text: String) -> [Substring] {
        text.split { $0 == " " || $0 == "\n" || $0 == "\t" }
    }
}

/// Builds the spoken text token by token.
private struct Speaker {
    let words: SpokenNumbers
    /// The text is all in capitals, as titles are.
    let isShouted: Bool
    private(set) var parts: [String] = []
    /// Pauses and ends stick to the word before them.
    private var pause: Character?

    init(words: SpokenNumbers, isShouted: Bool) {
        self.words = words
        self.isShouted = isShouted
    }

    var text: String {
        guard let pause, !parts.isEmpty, pause != "," else { return parts.joined(separator: " ") }
        return parts.joined(separator: " ") + String(pause)
    }

    mutating func say(_ token: Substring) {
        let core = token.drop { !Self.isSpoken($0) }
        rest(token[..<core.startIndex])
        guard let last = core.lastIndex(where: { Self.isSpoken($0) || $0 == "%" || $0 == "₫" }) else { return }
        let end = core.index(after: last)
        // The sign of the đồng stands before or behind its figures.
        let hasSign = token[..<core.startIndex].contains("₫")
        add(String(core[..<end]) + (hasSign ? "₫" : ""))
        rest(core[end...])
    }

    private mutating func add(_ core: String) {
        let spoken = SpokenToken.read(core).words(words, after: parts.last?.lowercased(), isShouted: isShouted)
        guard !spoken.isEmpty else { return }
        if let pause, !parts.isEmpty { parts[parts.count - 1].append(pause) }
        pause = nil
        parts.append(contentsOf: spoken)
    }

    /// Punctuation: an end of sentence, a pause, or nothing.
    private mutating func rest(_ symbols: Substring) {
        for symbol in symbols {
            switch symbol {
            case ".", "?", "!": pause = symbol
            case "…": pause = "."
            case ",", ";", ":", "–", "—", "-", "(", ")", "[", "]": if pause == nil { pause = "," }
            default: break
            }
        }
    }

    private static func isSpoken(_ character: Character) -> Bool { character.isLetter || character.isWholeNumber }
}
