import VietnameseText

/// Turns what was typed into words with their possible readings.
struct QueryReader {
    let index: SharedTables
    let slips: SlipTolerance
    let book: PhraseBook

    /// Words of a query that are read; a longer text is a letter, and its beginning tells what it is about.
    static let longestQuery = 120

    /// How sure it is what a plain word spells as keystrokes when names do not hold the word itself.
    private static let surelyTyped: Float = 0.95
    /// When they do, and the word is a syllable as well (`coong`): surer than any slip.
    private static let perhapsTyped: Float = 0.75
    /// When they do, and the word is none.
    private static let hardlyTyped: Float = 0.6

    /// The words of the query in order.
    func terms(_ query: String) -> [QueryTerm] {
        var words = Words.words(query)
        if words.count > QueryReader.longestQuery { words.removeSubrange(QueryReader.longestQuery...) }
        return words.flatMap(terms)
    }

    private func terms(_ word: Word) -> [QueryTerm] {
        var terms = readings(word)
        if !terms.isEmpty { terms[0].followsBreak = word.followsBreak }
        return terms
    }

    private func readings(_ word: Word) -> [QueryTerm] {
        if let expansion = Abbreviations.expansion(of: word) {
            if expansion.count == 1, holdsNames(word.form) { return [either(word.form, expansion[0])] }
            if expansion.count == 1, book.holds(word.form.key) {
                return [either(expansion[0], word.form, isExpanded: true)]
            }
            return expansion.map { QueryTerm(readings: [WeightedForm(form: $0, certainty: 1)], isExpanded: true) }
        }
        let literal = word.form
        let typed = Keystrokes.form(word).map(CanonicalSpelling.canonical)
        if book.holds(literal.key)
            || word.folded.count <= FoldKey.capacity && (isKnown(literal.key) || Syllables.isValid(literal))
        {
            return [term(literal, typed: typed)]
        }
        if let typed, !Keystrokes.isOrdinary(word) { return [term(typed, typed: nil)] }
        return pieces(word) ?? [term(literal, typed: typed)]
    }

    /// Whether names hold the word with these very marks.
    private func holdsNames(_ form: SyllableForm) -> Bool {
        guard let word = index.tables.word(form.key) else { return false }
        return index.tables.readings(word).contains { index.tables.readingMarks[$0] == form.marks.bits }
    }

    /// A playful spelling that is also a word of names, which then comes first, or one that people say ("so hong").
    private func either(_ first: SyllableForm, _ second: SyllableForm, isExpanded: Bool = false) -> QueryTerm {
        let readings = [
            WeightedForm(form: first, certainty: 1), WeightedForm(form: second, certainty: Self.surelyTyped),
        ]
        return QueryTerm(readings: readings, isExpanded: isExpanded)
    }

    private func isKnown(_ key: FoldKey) -> Bool { index.tables.word(key) != nil }

    private func term(_ literal: SyllableForm, typed: SyllableForm?) -> QueryTerm {
        var readings = [WeightedForm(form: literal, certainty: 1)]
        if let typed {
            readings.append(WeightedForm(form: typed, certainty: certainty(beside: literal.key)))
        }
        for key in CanonicalSpelling.soundsLike(literal.key) where isInNames(key) {
            readings.append(WeightedForm(form: SyllableForm(key: key, marks: Marks()), certainty: 0.6))
        }
        return QueryTerm(readings: readings)
    }

    private func certainty(beside literal: FoldKey) -> Float {
        guard isInNames(literal) else { return Self.surelyTyped }
        return Syllables.isValid(literal) ? Self.perhapsTyped : Self.hardlyTyped
    }

    private func isInNames(_ key: FoldKey) -> Bool {
        index.tables.word(key).map { index.tables.isInNames($0) } ?? false
    }

    /// The syllables of a glued word, unless it is rather one short word with a slip in it.
    private func pieces(_ word: Word) -> [QueryTerm]? {
        guard let ranges = Syllables.split(word.folded, cost: cost), ranges.count > 1 else { return nil }
        let keys = ranges.map { FoldKey(word.folded[$0]) }
        if word.folded.count <= Syllables.longest, !areNeighbours(keys), hasNearName(FoldKey(word.folded)) {
            return nil
        }
        return ranges.map { range in
            let form = SyllableForm(key: FoldKey(word.folded[range]), marks: marks(of: word, in: range))
            return QueryTerm(readings: [WeightedForm(form: CanonicalSpelling.canonical(form), certainty: 1)])
        }
    }

    private func cost(_ key: FoldKey) -> Int {
        let key = CanonicalSpelling.canonical(SyllableForm(key: key)).key
        guard let word = index.tables.word(key) else { return 24 }
        return index.tables.isInNames(word) ? 10 : 14
    }

    private func areNeighbours(_ keys: [FoldKey]) -> Bool {
        let words = keys.map { CanonicalSpelling.canonical(SyllableForm(key: $0)).key }.map { index.tables.word($0) }
        return zip(words, words.dropFirst()).contains { first, second in
            guard let first, let second else { return false }
            return index.tables.namePairs.list(first, second) != nil
        }
    }

    private func hasNearName(_ key: FoldKey) -> Bool { !slips.neighbours(of: key).isEmpty }

    /// Shapes of the letters in a piece; the tone of a glued word belongs to a syllable nobody can name.
    private func marks(of word: Word, in range: Range<Int>) -> Marks {
        guard range.upperBound <= 14 else { return Marks() }
        let mask = (UInt32(1) << UInt32(2 * range.count)) &- 1
        return Marks(bits: (word.marks.bits >> UInt32(3 + 2 * range.lowerBound) & mask) << 3)
    }
}
