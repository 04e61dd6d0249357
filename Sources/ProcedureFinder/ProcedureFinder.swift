import VietnameseText

/// Finds procedures by what a citizen types.
package struct ProcedureFinder: Sendable {
    private let index: SharedTables
    private let slips: SlipTolerance
    private let book: PhraseBook

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
        let ranked = rank(understanding, limit: limit)
        let verdict = Verdict.verdict(understanding, best: ranked.first?.fit)
        return FindResult(
            matches: verdict == .outOfScope ? [] : matches(ranked, limit: limit),
            verdict: verdict,
            advice: verdict == .outOfScope ? understanding.outOfScope?.say : nil
        )
    }

    /// Whether two words without marks stand side by side in the name of some procedure.
    package func namesHold(_ first: String, _ second: String) -> Bool {
        guard let first = word(first), let second = word(second) else { return false }
        return index.tables.namePairs.list(first, second) != nil
    }

    private func word(_ folded: String) -> UInt32? {
        index.tables.word(CanonicalSpelling.canonical(SyllableForm(key: FoldKey(folded.utf8))).key)
    }

    private func rank(_ understanding: QueryUnderstanding, limit: Int) -> [BestMatches.Match] {
        let hits = TermHits(understanding, index: index, slips: slips)
        let candidates = CandidateCollector(index: index, hits: hits).candidates(understanding)
        var scorer = CandidateScorer(understanding, index: index, hits: hits)
        return scorer.best(of: candidates, limit: limit)
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

    static func verdict(_ understanding: QueryUnderstanding, best: CandidateScorer.Fit?) -> FindVerdict {
        guard let best else { return .outOfScope }
        if let phrase = understanding.outOfScope {
            if phrase.always || best.answered < certain { return .outOfScope }
        }
        if best.score < related { return understanding.holdsSynonym ? .nearest : .outOfScope }
        return best.score >= found ? .found : .nearest
    }
}
