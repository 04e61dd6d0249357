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

    /// A word of the name that a term fits.
    private struct FoundWord {
        var place: Int
        var term: Int
        var likeness: Float
        var needsNeighbour: Bool
    }

    /// How well a document fits.
    struct Fit {
        /// What the order goes by.
        var score: Float
        /// The part of what was asked that the name answers, 0…1.
        var answered: Float
        /// The part of the name that was asked for, 0…1.
        var covered: Float
    }

    init(_ understanding: QueryUnderstanding, index: SharedTables, hits: TermHits) {
        self.index = index
        self.understanding = understanding
        self.hits = hits
        plans = understanding.variants.map { VariantPlan($0, weights: hits.weights) }
    }

    /// The fit of a document under the variant that suits it best.
    mutating func fit(_ document: Int, text: Float) -> Fit {
        find(document)
        var best = Fit(score: 0, answered: 0, covered: 0)
        for number in plans.indices {
            let fit = fit(document, plans[number], text: text)
            if fit.score > best.score { best = fit }
        }
        best.score *= index.tables.priors[document]
        return best
    }

    /// Gathers the words found and which follow which.
    private mutating func find(_ document: Int) {
        found.removeAll(keepingCapacity: true)
        for term in 0..<understanding.terms.count { (next[term], near[term]) = (0, 0) }
        var last: UInt64 = 0
        var beforeLast: UInt64 = 0
        let start = Int(index.tables.nameStarts[document])
        for place in start..<Int(index.tables.nameStarts[document + 1]) {
            var here: UInt64 = 0
            var hit = hits.first[Int(index.tables.nameReadings[place])]
            while hit >= 0 {
                let entry = hits.hits[Int(hit)]
                here |= 1 << UInt64(entry.term)
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
            here = max(
                here,
                value * index.tables.weights[Int(index.tables.readingWord[Int(index.tables.nameReadings[word.place])])])
            best[word.term] = max(best[word.term], value)
        }
        covered += here
        return rate(document, plan, covered: covered, text: text)
    }

    private func rate(_ document: Int, _ plan: VariantPlan, covered: Float, text: Float) -> Fit {
        var answered: Float = 0
        for term in plan.terms {
            let value = best[term] > 0 || plan.weight[term] < 0.3 ? best[term] : aside(document, term)
            answered += plan.weight[term] * hits.weights[term] * value
        }
        let share = min(1, answered / plan.total)
        let cover = index.tables.nameWeights[document] > 0 ? min(1, covered / index.tables.nameWeights[document]) : 0
        let told = min(1, text / plan.total)
        let whole = share * share * share * share
        let score = share * (Ranking.base + Ranking.cover * cover) + plan.whole * whole * whole + Ranking.text * told
        return Fit(score: score * plan.trust, answered: share, covered: cover)
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

/// The figures the order goes by, found by measuring on the questions of `queries.jsonl`.
enum Ranking {
    /// A word found without its neighbour counts this part.
    static let alone: Float = 0.4
    /// A neighbour with one word between counts this part.
    static let nearLink: Float = 0.7
    static let base: Float = 0.5
    static let cover: Float = 0.5
    /// What it adds that the name holds all that was typed.
    static let whole: Float = 0.45
    /// The same for words that a synonym put in.
    static let wholeOfSynonym: Float = 0.25
    static let text: Float = 0.08
    static let aside: Float = 0.25
}

/// A variant laid out for scoring.
struct VariantPlan {
    /// Distinct terms.
    var terms: [Int] = []
    /// Weight of each term, 0 for terms of other variants.
    var weight: [Float]
    /// Neighbours in the query.
    var after: [Int?]
    var before: [Int?]
    /// What all terms together tell.
    var total: Float = 0
    var isSingle: Bool
    var trust: Float
    /// What it adds that a name holds all of it.
    var whole: Float

    init(_ variant: QueryUnderstanding.Variant, weights: [Float]) {
        weight = Array(repeating: 0, count: weights.count)
        after = Array(repeating: nil, count: weights.count)
        before = Array(repeating: nil, count: weights.count)
        trust = variant.trust
        whole = variant.trust < 1 ? Ranking.wholeOfSynonym : Ranking.whole
        for (term, value) in zip(variant.sequence, variant.weights) {
            if weight[term] == 0 { terms.append(term) }
            weight[term] = max(weight[term], value)
        }
        let content = zip(variant.sequence, variant.weights).filter { $0.1 > 0.05 }.map(\.0)
        isSingle = content.count <= 1
        for (first, second) in zip(content, content.dropFirst()) {
            if after[first] == nil { after[first] = second }
            if before[second] == nil { before[second] = first }
        }
        total = terms.reduce(0) { $0 + weight[$1] * weights[$1] }
    }
}
