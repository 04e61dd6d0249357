import VietnameseText

/// Which guide a citizen's words ask for.
package struct GuideKeywords {
    private let guides: [(guide: Guide, keywords: [[SyllableForm]])]

    /// Reads the keywords of all guides once.
    package init(_ guides: [Guide]) {
        self.guides = guides.map { ($0, $0.keywords.map(GuideKeywords.forms)) }
    }

    /// The guide whose keyword stands in the words, syllable by syllable; the longest keyword decides.
    ///
    /// Read with marks, without, as Telex or VNI keystrokes and glued together. Typed marks that differ from the
    /// keyword's are another word. Of equally long keywords the one said first counts, then the guides' own order.
    /// Nothing when no keyword stands in the words.
    package func guide(for words: String) -> Guide? {
        let said = GuideKeywords.forms(of: words)
        let isAccented = said.contains { !$0.marks.isEmpty }
        var best: (guide: Guide, length: Int, start: Int)?
        for (guide, keywords) in guides {
            for wanted in keywords {
                let start = GuideKeywords.start(of: wanted, in: said, isAccented: isAccented)
                guard let start else { continue }
                if let best, (best.length, -best.start) >= (wanted.count, -start) { continue }
                best = (guide, wanted.count, start)
            }
        }
        return best?.guide
    }

    private static func start(of wanted: [SyllableForm], in said: [SyllableForm], isAccented: Bool) -> Int? {
        guard !wanted.isEmpty, wanted.count <= said.count else { return nil }
        return (0...(said.count - wanted.count)).first { start in
            zip(said[start...], wanted).allSatisfy { said, wanted in
                said.key == wanted.key && (said.marks == wanted.marks || said.marks.isEmpty && !isAccented)
            }
        }
    }

    /// Keystrokes decoded, glued words cut, in the one spelling the search uses.
    private static func forms(of text: String) -> [SyllableForm] {
        Words.words(Keystrokes.decode(text)).flatMap { word -> [SyllableForm] in
            if Syllables.isValid(FoldKey(word.folded)) || !word.marks.isEmpty { return [word.form] }
            guard let pieces = Syllables.split(word.folded) else { return [word.form] }
            return pieces.map { CanonicalSpelling.canonical(SyllableForm(key: FoldKey(word.folded[$0]))) }
        }
    }
}
