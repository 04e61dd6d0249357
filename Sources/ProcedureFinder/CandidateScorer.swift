/// Looks closely at one document: which words of its name the query has, in which order, with which marks.
struct CandidateScorer {
    private let index: SharedTables
    private let understanding: QueryUnderstanding
    private let hits: TermHits
    private let plans: [VariantPlan]
    private var found: [FoundWord] = []
    /// For each term how well it was found, for the variant at hand.
    private var best = [Float](repeating: 0, count: QueryUnderstanding.capacity)
    /// For each term the terms found right after it, and after one word between.
    private var next = [UInt64](repeating: 0, count: QueryUnderstanding.capacity)
    private var near = [UInt64](repeating: 0, count: QueryUnderstanding.capacity)
    /// For each place of the name the terms found there, and those found with the very marks.
    private var places: [PlaceTerms] = []
    /// The greatest ``Fit/meant`` of the names looked at.
    private(set) var mostMeant: Float = 0

    /// A word of the name that a term fits.
    private struct FoundWord {
        var place: Int
        var term: Int
        var likeness: Float
        var needsNeighbour: Bool
    }

    /// The terms found at one place of the name, as bits.
    private struct PlaceTerms {
        var any: UInt64 = 0
        var exact: UInt64 = 0
    }

    /// How well a document fits.
    struct Fit {
        /// What the order goes by.
        var score: Float
        /// The part of what was asked that the name answers, 0…1.
        var answered: Float
        /// The part of the name that was asked for, 0…1.
        var covered: Float
        /// The part of what a synonym put in that the name answers, 0…1; 0 without a synonym.
        var meant: Float = 0
    }

    init(_ understanding: QueryUnderstanding, index: SharedTables, hits: TermHits) {
        self.index = index
        self.understanding = understanding
        self.hits = hits
        plans = understanding.variants.map { VariantPlan($0, weights: hits.weights) }
    }

    /// The best of the candidates, best first; only those are looked at that can still be among them.
    mutating func best(of candidates: [(document: Int, text: Float)], limit: Int) -> [BestMatches.Match] {
        var matches = BestMatches(limit: limit, tables: index.tables)
        let ordered = ScoreBound(plans, index: index, hits: hits).ordered(candidates)
        for candidate in ordered {
            guard matches.mayHold(candidate.bound) else { break }
            matches.offer(candidate.document, fit(candidate.document, text: candidate.text))
        }
        if let literal = literal(ordered, instead: matches.matches.first) { matches.lead(with: literal) }
        return matches.matches
    }

    /// The best name with the very words and marks, when a synonym's meaning stands first and only marks tell which.
    private mutating func literal(
        _ candidates: [ScoreBound.Candidate],
        instead first: BestMatches.Match?
    ) -> BestMatches.Match? {
        guard understanding.isAccented, understanding.holdsSynonym, let first, let plan = plans.first,
            plan.runLast != 0
        else { return nil }
        if holdsLiterally(first.document, plan) { return nil }
        let forms = understanding.variants[0].sequence.filter(plan.isInRun).map { understanding.terms[$0].form }
        guard MarkTwins(tables: index.tables).exist(for: forms) else { return nil }
        let wanted = plan.terms.reduce(UInt64(0)) { plan.isInRun($1) ? $0 | 1 << UInt64($1) : $0 }
        var best = BestMatches(limit: 1, tables: index.tables)
        for candidate in candidates where wanted & ~candidate.exact == 0 {
            let fit = fit(candidate.document, text: candidate.text)
            if run(plan) == Ranking.exactRun { best.offer(candidate.document, fit) }
        }
        return best.matches.first
    }

    private mutating func holdsLiterally(_ document: Int, _ plan: VariantPlan) -> Bool {
        find(document)
        return run(plan) == Ranking.exactRun
    }

    /// Whether the name holds the very words that were typed, in a row.
    mutating func holdsTyped(_ document: Int) -> Bool {
        find(document)
        return plans.contains { !$0.isMeaning && $0.runLast != 0 && run($0) == Ranking.exactRun }
    }

    /// The fit of a document under the variant that suits it best.
    private mutating func fit(_ document: Int, text: Float) -> Fit {
        find(document)
        var best = Fit(score: 0, answered: 0, covered: 0)
        var meant: Float = 0
        for number in plans.indices {
            let fit = fit(document, plans[number], text: text)
            if plans[number].isMeaning { meant = max(meant, fit.answered) }
            if fit.score > best.score { best = fit }
        }
        best.meant = meant
        mostMeant = max(mostMeant, meant)
        best.score *= index.tables.priors[document]
        return best
    }

    /// Gathers the words found and which follow which.
    private mutating func find(_ document: Int) {
        found.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
        for term in 0..<understanding.terms.count { (next[term], near[term]) = (0, 0) }
        var last: UInt64 = 0
        var beforeLast: UInt64 = 0
        let start = Int(index.tables.nameStarts[document])
        for place in start..<Int(index.tables.nameStarts[document + 1]) {
            var here: UInt64 = 0
            var exact: UInt64 = 0
            var hit = hits.first[Int(index.tables.nameReadings[place])]
            while hit >= 0 {
                let entry = hits.hits[Int(hit)]
                here |= 1 << UInt64(entry.term)
                if entry.likeness >= Ranking.exact { exact |= 1 << UInt64(entry.term) }
                found.append(
                    FoundWord(
                        place: place,
                        term: entry.term,
                        likeness: entry.likeness,
                        needsNeighbour: entry.needsNeighbour
                    )
                )
                hit = entry.next
            }
            places.append(PlaceTerms(any: here, exact: exact))
            CandidateScorer.link(last, to: here, in: &next)
            CandidateScorer.link(beforeLast, to: here, in: &near)
            (beforeLast, last) = (last, here)
        }
    }

    private static func link(_ terms: UInt64, to here: UInt64, in links: inout [UInt64]) {
        guard here != 0 else { return }
        var rest = terms
        while rest != 0 {
            links[rest.trailingZeroBitCount] |= here
            rest &= rest - 1
        }
    }

    private mutating func fit(_ document: Int, _ plan: VariantPlan, text: Float) -> Fit {
        guard plan.total > 0 else { return Fit(score: 0, answered: 0, covered: 0) }
        for term in plan.terms { best[term] = 0 }
        var covered: Float = 0
        var place = -1
        var here: Float = 0
        for word in found {
            guard plan.weight[word.term] > 0 else { continue }
            let link = link(of: word.term, plan)
            if word.needsNeighbour && link == 0 { continue }
            if word.place != place {
                covered += here
                (place, here) = (word.place, 0)
            }
            let value = word.likeness * (Ranking.alone + (1 - Ranking.alone) * link)
            here = max(here, value * index.readingWeights[Int(index.tables.nameReadings[word.place])])
            best[word.term] = max(best[word.term], value)
        }
        covered += here
        return rate(document, plan, covered: covered, text: text)
    }

    private func rate(_ document: Int, _ plan: VariantPlan, covered: Float, text: Float) -> Fit {
        var answered: Float = 0
        var mayRun = plan.runLast != 0
        for term in plan.terms {
            if best[term] == 0, plan.isInRun(term) { mayRun = false }
            let value = best[term] > 0 || plan.weight[term] < 0.3 ? best[term] : aside(document, term)
            answered += plan.weight[term] * hits.weights[term] * value
        }
        let share = min(1, answered / plan.total)
        let cover = index.tables.nameWeights[document] > 0 ? min(1, covered / index.tables.nameWeights[document]) : 0
        let told = min(1, text / plan.total)
        let whole = share * share * share * share
        let score =
            share * (Ranking.base + Ranking.cover * cover) + plan.whole * whole * whole + Ranking.text * told
            + (mayRun ? run(plan) * share : 0)
        return Fit(score: score * plan.trust, answered: share, covered: cover)
    }

    /// What it adds that the words asked for stand in the name one after the other, as they were typed.
    private func run(_ plan: VariantPlan) -> Float {
        var any: UInt64 = 0
        var exact: UInt64 = 0
        var isRun = false
        for place in places {
            // Shift-and: bit n says that the first n + 1 words of the query end here.
            any = place.any == 0 ? 0 : (any << 1 | 1) & plan.positions(of: place.any)
            exact = place.exact == 0 ? 0 : (exact << 1 | 1) & plan.positions(of: place.exact)
            if exact & plan.runLast != 0 { return Ranking.exactRun }
            if any & plan.runLast != 0 { isRun = true }
        }
        return isRun ? Ranking.run : 0
    }

    /// 1 when the term stands beside its neighbour of the query, less with a word between, 0 when alone.
    private func link(of term: Int, _ plan: VariantPlan) -> Float {
        if plan.isSingle { return 1 }
        var link: Float = 0
        if let after = plan.after[term] {
            if next[term] >> UInt64(after) & 1 == 1 { return 1 }
            if near[term] >> UInt64(after) & 1 == 1 { link = Ranking.nearLink }
        }
        if let before = plan.before[term] {
            if next[before] >> UInt64(term) & 1 == 1 { return 1 }
            if near[before] >> UInt64(term) & 1 == 1 { link = Ranking.nearLink }
        }
        return link
    }

    /// What it counts that field, agency or keywords hold the word.
    private func aside(_ document: Int, _ term: Int) -> Float {
        guard let word = hits.words[term].first else { return 0 }
        let range = Int(index.tables.asideStarts[document])..<Int(index.tables.asideStarts[document + 1])
        return index.tables.asideWords[range].contains(word) ? Ranking.aside : 0
    }
}
