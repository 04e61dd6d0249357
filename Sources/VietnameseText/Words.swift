/// One word of a text: letters and digits between anything else.
package struct Word: Hashable, Sendable {
    /// The folded letters, not shortened.
    package var folded: [UInt8]
    /// The marks it carried.
    package var marks: Marks
    /// Whether punctuation stood between this word and the one before it.
    package var followsBreak: Bool
    /// Where the word lies in the UTF-8 of the text.
    package var utf8Range: Range<Int>

    /// The form in the one spelling the search uses.
    package var form: SyllableForm {
        CanonicalSpelling.canonical(SyllableForm(key: FoldKey(folded), marks: marks))
    }
}

/// Cuts text into words on folded bytes.
package enum Words {
    /// All words of a text, in order; total for any text.
    package static func words(_ text: String) -> [Word] {
        var result: [Word] = []
        var text = text
        text.withUTF8 { utf8 in
            var scanner = WordScanner(utf8: utf8)
            while scanner.advance() {
                result.append(scanner.word)
            }
        }
        return result
    }

    /// Calls `body` with the canonical form of every word and whether a break came before it, without building words.
    package static func forEachForm(_ text: String, _ body: (SyllableForm, Bool) -> Void) {
        var text = text
        text.withUTF8 { utf8 in
            var scanner = WordScanner(utf8: utf8)
            while scanner.advance() {
                body(CanonicalSpelling.canonical(scanner.form), scanner.followsBreak)
            }
        }
    }
}
