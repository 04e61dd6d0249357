/// Reads Telex and VNI keystrokes, as they arrive from a console without an input method.
package enum Keystrokes {
    /// The text with every word that can only be keystrokes written out, in NFC.
    ///
    /// Marks may come in any order within a syllable (`ddawng`, `dangdw`). Ordinary words (website, form), plain
    /// syllables and words that already carry marks stay as they are. Words that are both, such as `coong`, are
    /// decoded only when another word of the text is surely typed in keystrokes.
    package static func decode(_ text: String) -> String {
        let words = Words.words(text)
        let isTyped = words.contains { isPlain($0) && !isOrdinary($0) && form($0) != nil }
        var result = ""
        var position = text.utf8.startIndex
        for word in words {
            let start = text.utf8.index(text.utf8.startIndex, offsetBy: word.utf8Range.lowerBound)
            let end = text.utf8.index(text.utf8.startIndex, offsetBy: word.utf8Range.upperBound)
            result += text[position..<start]
            result += written(word, isTyped: isTyped) ?? String(text[start..<end])
            position = end
        }
        return result + text[position...]
    }

    /// What the letters and digits of one word spell as keystrokes, or nothing when they spell no syllable.
    ///
    /// Does not ask whether the word is an ordinary one: see ``isOrdinary(_:)``.
    package static func form(_ word: Word) -> SyllableForm? {
        guard word.folded.count > 1, word.folded.count <= 16 else { return nil }
        var telex = TelexSyllable(marks: word.marks)
        if telex.take(word.folded), let form = telex.form { return form }
        var vni = VNISyllable(marks: word.marks)
        return vni.take(word.folded) ? vni.form : nil
    }

    /// Whether the word means something as it stands: a plain syllable, a licence class such as A1, a word in use.
    package static func isOrdinary(_ word: Word) -> Bool {
        if Syllables.isValid(FoldKey(word.folded)) { return true }
        if word.folded.count == 2, word.folded[1] < 0x3A { return true }
        return OrdinaryWords.contains(word.folded)
    }

    private static func isPlain(_ word: Word) -> Bool { word.marks.isEmpty }

    private static func written(_ word: Word, isTyped: Bool) -> String? {
        guard isPlain(word), let form = form(word) else { return nil }
        if isOrdinary(word), !(isTyped && isDoubtful(word)) { return nil }
        return Spelling.written(form)
    }

    /// A plain syllable with a doubled o, which is nearly always ô typed in Telex (`coong`, `khoong`).
    private static func isDoubtful(_ word: Word) -> Bool {
        zip(word.folded, word.folded.dropFirst()).contains { $0 == $1 && $0 == UInt8(ascii: "o") }
    }
}

/// Foreign and everyday words that would also spell a syllable in Telex or VNI.
enum OrdinaryWords {
    private static let words: Set<FoldKey> = Set(
        """
        app apps ar bar bars bas bass bis bus buss cafe car card cars cas cod cos dad deals did dod door door ef er es \
        fax file files form forms free gas gay has hair hers hes his hot iis is its ios jeep kit law laws less lifes \
        live loss low max mass meet meets menu mix most msn net new news no not nos now of off ok or os ours par pass \
        pics post posts pos posx pro res ris saw see seen set sets show six sms sos src stars taxi tax taxis tee teen \
        teens test tests tex tour tours toxic trees us use user users vas visa vip web website wifi win wins wow xe xx \
        yes zoo zoom zoos as ass aws axis ax box boss oss ux max mas too tool tools mood moon room roms roof boot \
        book books foot food good look looks need speed seek week oto moto auto data radio video cola zalo canada weeks three feed keep deep beef been coo coop
        """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { FoldKey($0.utf8) }
    )

    static func contains(_ folded: [UInt8]) -> Bool {
        folded.count <= FoldKey.capacity && words.contains(FoldKey(folded))
    }
}
