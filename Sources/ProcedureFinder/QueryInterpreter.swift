import VietnameseText

/// Understands a query: leaves out what tells nothing and puts legal words beside everyday ones.
struct QueryInterpreter {
    let index: SharedTables
    let slips: SlipTolerance
    let book: PhraseBook

    private static let stopWeight: Float = 0.02
    private static let weakWeight: Float = 0.12
    private static let doubtfulWeight: Float = 0.25
    /// Words that remain beside a recognised phrase are its circumstances.
    private static let contextWeight: Float = 0.5
    private static let mostVariants = 6
    private static let longestName = 16
    /// The very words of a name come before what they usually stand for.
    private static let synonymTrust: Float = 0.97
    /// How far each further meaning of a phrase is trusted beside the one before.
    private static let furtherTrust: Float = 0.85

    /// What the query may mean; no variants when nothing to search for was typed.
    func understand(_ query: String) -> QueryUnderstanding {
        var understanding = QueryUnderstanding()
        var terms = QueryReader(index: index, slips: slips, book: book).terms(query)
        understanding.isAccented = isAccented(terms)
        let literal = QueryInterpreter.withoutProcedure(terms)
        lower(&terms, isAccented: understanding.isAccented)
        guard terms.contains(where: { $0.weight >= QueryInterpreter.weakWeight }) else { return understanding }
        let meanings = meanings(in: terms, understanding.isAccented)
        understanding.holdsSynonym = !meanings.isEmpty
        understanding.meaning = meaning(of: terms, meanings, understanding.isAccented)
        understanding.outOfScope = outOfScope(literal, understanding.isAccented, beside: meanings)
        understanding.add(terms, trust: 1)
        // What looks like a phrase of no meaning may be part of a name, though hardly in a long sentence.
        if literal.count <= QueryInterpreter.longestName { understanding.add(literal, trust: 1) }
        for variant in replaced(terms, meanings).prefix(QueryInterpreter.mostVariants) {
            understanding.add(variant.sequence, trust: variant.trust)
        }
        return understanding
    }

    /// Without "thủ tục" or the rest of it at the beginning, which the index leaves out of names as well.
    private static func withoutProcedure(_ terms: [QueryTerm]) -> [QueryTerm] {
        let start = terms.first?.form.key == IndexedName.thu ? 1 : 0
        guard terms.count > start + 2, terms[start].form.key == IndexedName.tuc else { return terms }
        return Array(terms[(start + 1)...])
    }

    private func isAccented(_ terms: [QueryTerm]) -> Bool {
        let typed = terms.filter { !$0.isExpanded }
        return typed.count { !$0.form.marks.isEmpty } * 4 > typed.count
    }

    /// Gives stop phrases, weak words and denied clauses little weight.
    private func lower(_ terms: inout [QueryTerm], isAccented: Bool) {
        Negation.lower(&terms)
        let text = PhraseText(terms: terms, isAccented: isAccented, passesOver: false)
        for match in book.matches(in: text, of: .stop) {
            for place in match.range { terms[place].weight = min(terms[place].weight, QueryInterpreter.stopWeight) }
        }
        for place in terms.indices {
            let weight = weight(of: terms[place].form, isAccented: isAccented)
            terms[place].weight = min(terms[place].weight, weight)
        }
    }

    /// Little for a weak word; half when its marks were left out and it may be another word of a name.
    private func weight(of form: SyllableForm, isAccented: Bool) -> Float {
        guard let weak = book.weakWords[form.key] else { return 1 }
        if weak.contains(form.marks), isAccented || !form.marks.isEmpty { return QueryInterpreter.weakWeight }
        guard form.marks.isEmpty, !isAccented else { return 1 }
        guard let word = index.tables.word(form.key) else { return QueryInterpreter.weakWeight }
        let isClear = index.tables.readings(word).allSatisfy {
            weak.contains(Marks(bits: index.tables.readingMarks[$0]))
        }
        return isClear ? QueryInterpreter.weakWeight : QueryInterpreter.doubtfulWeight
    }

    private func outOfScope(
        _ terms: [QueryTerm],
        _ isAccented: Bool,
        beside meanings: [PhraseBook.Match]
    ) -> QueryUnderstanding.OutOfScope? {
        let text = PhraseText(terms: terms, isAccented: isAccented, passesOver: false)
        let matches = book.matches(in: text, of: .outOfScope)
        let found = matches.compactMap { match -> QueryUnderstanding.OutOfScope? in
            guard case .outOfScope(let say, let always) = match.meaning else { return nil }
            // A copy of a divorce petition is a copy first: another phrase beside says what is wanted.
            if !always, meanings.contains(where: { !$0.range.overlaps(match.range) }) { return nil }
            return .init(say: say, always: always)
        }
        return found.first { $0.always } ?? found.first
    }

    /// The query with its everyday phrases replaced: all of them, each alone, and by their further meanings.
    private func replaced(
        _ content: [QueryTerm],
        _ matches: [PhraseBook.Match]
    ) -> [(sequence: [QueryTerm], trust: Float)] {
        guard !matches.isEmpty else { return [] }
        let most = matches.map { meanings($0).count }.max() ?? 1
        var trust = QueryInterpreter.synonymTrust
        var variants: [(sequence: [QueryTerm], trust: Float)] = []
        for choice in 0..<most {
            variants.append((replace(matches, in: content, choice: choice), trust))
            trust *= QueryInterpreter.furtherTrust
        }
        if matches.count > 1 {
            for match in matches {
                variants.append((replace([match], in: content, choice: 0), QueryInterpreter.synonymTrust))
            }
        }
        return variants
    }

    private func meanings(in terms: [QueryTerm], _ isAccented: Bool) -> [PhraseBook.Match] {
        let text = PhraseText(terms: terms, isAccented: isAccented, passesOver: true)
        return book.matches(in: text, of: .means)
    }

    /// What the law calls the one phrase that all words of content stand in.
    private func meaning(of terms: [QueryTerm], _ matches: [PhraseBook.Match], _ isAccented: Bool) -> String? {
        guard matches.count == 1, let match = matches.first, case .means(let legal) = match.meaning else { return nil }
        let text = PhraseText(terms: terms, isAccented: isAccented, passesOver: true)
        return text.isAll(match.range) ? legal.text : nil
    }

    private func meanings(_ match: PhraseBook.Match) -> [[SyllableForm]] {
        if case .means(let legal) = match.meaning { legal.phrases } else { [] }
    }

    private func replace(_ matches: [PhraseBook.Match], in content: [QueryTerm], choice: Int) -> [QueryTerm] {
        var sequence: [QueryTerm] = []
        var place = 0
        for match in matches {
            sequence += context(content[place..<match.range.lowerBound])
            let meanings = meanings(match)
            let meaning = meanings[min(choice, meanings.count - 1)]
            sequence += meaning.map(legalTerm)
            place = match.range.upperBound
        }
        return sequence + context(content[place...])
    }

    private func legalTerm(_ form: SyllableForm) -> QueryTerm {
        let weight: Float = book.weakWords[form.key]?.contains(form.marks) == true ? 0.5 : 1
        return QueryTerm(readings: [WeightedForm(form: form, certainty: 1)], weight: weight, isTyped: false)
    }

    private func context(_ terms: ArraySlice<QueryTerm>) -> [QueryTerm] {
        terms.map { term in
            var term = term
            term.weight *= QueryInterpreter.contextWeight
            return term
        }
    }
}

/// "Not that one": what a person says the question is not about.
enum Negation {
    private static let markers: [[FoldKey]] = [
        "chu khong phai", "khong phai la", "khong phai", "dung nham voi", "dung nham", "dung noi",
    ].map { $0.split(separator: " ").map { FoldKey($0.utf8) } }

    /// Takes the weight from denied clauses, as far as something else remains.
    static func lower(_ terms: inout [QueryTerm]) {
        var denied = Set<Int>()
        for start in terms.indices {
            guard let marker = markers.first(where: { isAt($0, terms, start) }), isClause(terms, start, marker) else {
                continue
            }
            var place = start
            repeat {
                denied.insert(place)
                place += 1
            } while place < terms.count && !terms[place].followsBreak
        }
        guard terms.count - denied.count >= 3 else { return }
        for place in denied { terms[place].weight = 0.01 }
    }

    private static func isAt(_ marker: [FoldKey], _ terms: [QueryTerm], _ start: Int) -> Bool {
        guard start + marker.count < terms.count else { return false }
        return marker.indices.allSatisfy { terms[start + $0].form.key == marker[$0] }
    }

    /// "không phải" denies only at the beginning of a clause: names contain it as well.
    private static func isClause(_ terms: [QueryTerm], _ start: Int, _ marker: [FoldKey]) -> Bool {
        marker[0] != FoldKey("khong".utf8) || (start > 0 && terms[start].followsBreak)
    }
}
