import VietnameseText

/// Finds procedures by what a citizen types.
package struct ProcedureFinder: Sendable {
    private let index: SharedTables
    private let slips: SlipTolerance
    private let book: PhraseBook

    /// So many documents are compared at least.
    private static let fewest = 5

    /// A finder over a catalogue's index; a new catalogue takes a new finder.
    package init(index: SearchIndex, synonyms: Synonyms) {
        self.index = index.shared
        self.slips = SlipTolerance(index.shared)
        self.book = PhraseBook(synonyms)
    }

    /// The best `limit` procedures for one typed line, and how sure they are.
    ///
    /// Total for any text and the same for the same text. A line that names an official code is answered by that
    /// code alone when the catalogue has it.
    package func find(_ query: String, limit: Int = 5) -> FindResult {
        if let code = ProcedureCodeQuery.code(in: query), !index.tables.documents(code: code).isEmpty, limit > 0 {
            return FindResult(matches: [FinderMatch(code: code, score: 1)], verdict: .found)
        }
        let understanding = QueryInterpreter(index: index, slips: slips, book: book).understand(query)
        guard !understanding.variants.isEmpty else { return FindResult(matches: [], verdict: .empty) }
        let hits = TermHits(understanding, index: index, slips: slips)
        let candidates = CandidateCollector(index: index, hits: hits).candidates(understanding)
        var scorer = CandidateScorer(understanding, index: index, hits: hits)
        // What may be said is told by the best few, however few are wanted.
        let ranked = scorer.best(of: candidates, limit: max(limit, ProcedureFinder.fewest))
        let verdict = Verdict.verdict(understanding, hits, best: ranked.first?.fit)
        if verdict == .outOfScope {
            return FindResult(matches: [], verdict: verdict, advice: understanding.outOfScope?.say)
        }
        if let meaning = understanding.meaning, Verdict.isMissing(ranked.first, &scorer) {
            let near = ranked.filter { $0.fit.meant >= Verdict.akin }
            return FindResult(matches: matches(near, limit: limit), verdict: .nearest, missing: meaning)
        }
        return FindResult(matches: matches(ranked, limit: limit), verdict: verdict)
    }

    /// Whether two words without marks stand side by side in the name of some procedure.
    package func namesHold(_ first: String, _ second: String) -> Bool {
        guard let first = word(first), let second = word(second) else { return false }
        return index.tables.namePairs.list(first, second) != nil
    }

    private func word(_ folded: String) -> UInt32? {
        index.tables.word(CanonicalSpelling.canonical(SyllableForm(key: FoldKey(folded.utf8))).key)
    }

    private func matches(_ ranked: [BestMatches.Match], limit: Int) -> [FinderMatch] {
        ranked.prefix(max(0, limit)).map {
            FinderMatch(code: index.tables.code($0.document), score: Double($0.fit.score))
        }
    }
}

/// Decides what may be said about the best match.
private enum Verdict {
    /// Below this score the matches are only near.
    ///
    /// Four of 371 answerable questions lie below it.
    private static let found: Float = 0.42
    /// Below this score nothing has to do with the question, unless it holds a phrase people use for a procedure.
    ///
    /// Together with the listed phrases it refuses none of 371 answerable questions and 14 of 20 made-up idle ones.
    private static let related: Float = 0.34
    /// A name that is answered this far is meant even if a phrase seems out of scope.
    private static let certain: Float = 0.8

    /// Below this part no name of the catalogue is what a recognised phrase means.
    ///
    /// Read off the province's 1,677 plain phrases over the starter catalogue: of those above it the procedure is there.
    private static let isThere: Float = 0.76
    /// From this part on a name has something of what it means.
    static let akin: Float = 0.5

    /// Whether the one phrase typed is known, and what it means is not in the catalogue.
    ///
    /// A name that holds the very words typed is what was asked for, whatever the phrase usually means.
    static func isMissing(_ first: BestMatches.Match?, _ scorer: inout CandidateScorer) -> Bool {
        guard let first else { return true }
        return scorer.mostMeant < isThere && !scorer.holdsTyped(first.document)
    }

    static func verdict(
        _ understanding: QueryUnderstanding,
        _ hits: TermHits,
        best: CandidateScorer.Fit?
    ) -> FindVerdict {
        guard let best else { return .outOfScope }
        if let phrase = understanding.outOfScope {
            if phrase.always || best.answered < certain { return .outOfScope }
        }
        if best.score < related { return understanding.holdsSynonym ? .nearest : .outOfScope }
        let content = understanding.terms.indices.filter {
            understanding.terms[$0].isTyped && understanding.terms[$0].weight > 0.5
        }
        guard !understanding.holdsSynonym, !content.isEmpty, content.allSatisfy({ hits.isGuess[$0] }) else {
            return best.score >= found ? .found : .nearest
        }
        // A word that no name holds is some name's word with a slip: two such may be meant, one is like too many.
        return content.count > 1 ? .nearest : .outOfScope
    }
}
