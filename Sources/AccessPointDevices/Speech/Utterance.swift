import VietnameseText

/// Something for the voice: one sentence or a few, said together.
package struct Utterance: Equatable, Sendable {
    /// What is said: passed the gate, in words, each piece at most 300 characters.
    package let pieces: [TerminalText]
    /// BCP 47 tag of the voice: `vi` or `en`.
    package let language: String
    /// The phrase it is, when it is one of the fixed sentences; a recorded clip may stand for it.
    package let key: String?

    /// A text in words and short enough for an engine.
    ///
    /// - Parameters:
    ///   - text: any text; it passes the gate first.
    ///   - language: BCP 47 tag of the page; languages without a voice are read by the Vietnamese one.
    ///   - key: the phrase it is, if it is one.
    package init(_ text: String, language: String, key: String? = nil) {
        let voice = language.hasPrefix("en") ? "en" : "vi"
        let words = SpokenText.words(TerminalText(sanitising: text).text, language: voice)
        pieces = SpokenSentences.pieces(words).map { TerminalText(sanitising: $0) }
        self.language = voice
        self.key = key
    }
}
