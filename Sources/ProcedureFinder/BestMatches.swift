/// The best so many documents of those offered, best first.
struct BestMatches {
    /// A document and how well it fits.
    typealias Match = (document: Int, fit: CandidateScorer.Fit)

    private(set) var matches: [Match] = []
    private let limit: Int
    private let tables: IndexTables

    /// Room for `limit` documents, at least one.
    init(limit: Int, tables: IndexTables) {
        self.limit = max(1, limit)
        self.tables = tables
    }

    /// Whether a document that scores this much at most can still come in.
    func mayHold(_ bound: Float) -> Bool {
        guard matches.count == limit, let last = matches.last else { return true }
        return bound >= last.fit.score
    }

    /// Takes the document in when it is good enough; equal scores go by their codes.
    mutating func offer(_ document: Int, _ fit: CandidateScorer.Fit) {
        guard fit.score > 0, mayHold(fit.score) else { return }
        let match = (document: document, fit: fit)
        var place = matches.count
        while place > 0, precedes(match, matches[place - 1]) { place -= 1 }
        matches.insert(match, at: place)
        if matches.count > limit { matches.removeLast() }
    }

    /// Puts a document before all others, as good as the best of them.
    mutating func lead(with match: Match) {
        var match = match
        match.fit.score = max(match.fit.score, matches.first?.fit.score ?? 0)
        matches.removeAll { $0.document == match.document }
        matches.insert(match, at: 0)
        if matches.count > limit { matches.removeLast() }
    }

    private func precedes(_ left: Match, _ right: Match) -> Bool {
        if left.fit.score != right.fit.score { return left.fit.score > right.fit.score }
        return tables.codeBytes(left.document).lexicographicallyPrecedes(tables.codeBytes(right.document))
    }
}
