/// What the finder answers to one typed line.
package struct FindResult: Sendable, Hashable {
    /// The best procedures, best first; never more than asked for.
    package var matches: [FinderMatch]
    /// What may be said about them.
    package var verdict: FindVerdict
    /// Where to turn with a question that no procedure answers, in Vietnamese; only with `.outOfScope`.
    package var advice: String?
    /// What the law calls what was typed, in Vietnamese, when the catalogue has no such procedure; only with
    /// `.nearest`, and then the matches are akin to it at best.
    package var missing: String?

    /// An answer.
    package init(matches: [FinderMatch], verdict: FindVerdict, advice: String? = nil, missing: String? = nil) {
        self.matches = matches
        self.verdict = verdict
        self.advice = advice
        self.missing = missing
    }
}

/// One procedure and how well it fits.
package struct FinderMatch: Sendable, Hashable {
    /// Official code.
    package var code: String
    /// 0 for nothing in common, up to 2 for the very name; comparable within one answer.
    package var score: Double

    /// A match.
    package init(code: String, score: Double) {
        self.code = code
        self.score = score
    }
}

/// How sure the finder is.
package enum FindVerdict: Sendable, Hashable {
    /// The first matches answer what was typed.
    case found
    /// Only near matches: offer them together with "ask by field" and the desk's phone.
    case nearest
    /// No administrative procedure is asked for; ``FindResult/advice`` may say where to turn.
    case outOfScope
    /// Nothing to search for was typed.
    case empty
}
