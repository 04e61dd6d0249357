/// What a document can score at most, judged by the words its name holds and not by their order.
///
/// Most candidates cannot come before those already looked at closely: they are spared the close look. The bound is
/// never below the score, so nothing is lost.
struct ScoreBound {
    private let index: SharedTables
    private let hits: TermHits
    private let plans: [Plan]

    /// A variant with what each of its terms adds to the share of the query that is answered.
    private struct Plan {
        /// Share that is answered without any of the terms: by field or agency, at most.
        var base: Float = 0
        /// For each term what it adds when it is found with the very marks, and with others.
        var exact: [Float]
        var other: [Float]
        /// The terms as bits, and those of them that must stand in a row.
        var terms: UInt64 = 0
        var run: UInt64 = 0
        var whole: Float
        var trust: Float
        var total: Float
    }

    /// What a name holds of the query, in any order.
    private struct Holding {
        var any: UInt64 = 0
        var exact: UInt64 = 0
        var cover: Float = 0
    }

    init(_ variants: [VariantPlan], index: SharedTables, hits: TermHits) {
        self.index = index
        self.hits = hits
        plans = variants.filter { $0.total > 0 }.map { ScoreBound.plan($0, hits) }
    }

    private static func plan(_ variant: VariantPlan, _ hits: TermHits) -> Plan {
        var plan = Plan(
            exact: [Float](repeating: 0, count: hits.weights.count),
            other: [Float](repeating: 0, count: hits.weights.count),
            whole: variant.whole, trust: variant.trust, total: variant.total)
        for term in variant.terms {
            let value = variant.weight[term] * hits.weights[term] / variant.total
            let missing = variant.weight[term] < 0.3 ? 0 : Ranking.aside
            plan.base += value * missing
            plan.exact[term] = value * (max(hits.likeliest[term], missing) - missing)
            plan.other[term] = value * (max(min(hits.likeliest[term], Ranking.exact), missing) - missing)
            plan.terms |= 1 << UInt64(term)
            if variant.runLast != 0, variant.isInRun(term) { plan.run |= 1 << UInt64(term) }
        }
        return plan
    }

    /// A candidate with its bound and the terms whose very marks its name holds.
    struct Candidate {
        var document: Int
        var text: Float
        var bound: Float
        var exact: UInt64
    }

    /// The candidates with their bounds, the greatest first.
    func ordered(_ candidates: [(document: Int, text: Float)]) -> [Candidate] {
        let bounded = candidates.map { candidate in
            let holding = holding(candidate.document)
            var bound: Float = 0
            for plan in plans { bound = max(bound, most(plan, holding, text: candidate.text)) }
            // A little more than the sum, which is rounded differently from the score.
            bound = bound * index.tables.priors[candidate.document] * 1.001
            return Candidate(
                document: candidate.document, text: candidate.text, bound: bound, exact: holding.exact)
        }
        // Bits of a number that is not negative order like the number; whole numbers are sorted fastest.
        return bounded.indices.map { UInt64(bounded[$0].bound.bitPattern) << 32 | UInt64($0) }.sorted(by: >)
            .map { bounded[Int($0 & 0xFFFF_FFFF)] }
    }

    private func holding(_ document: Int) -> Holding {
        let range = Int(index.tables.nameStarts[document])..<Int(index.tables.nameStarts[document + 1])
        return index.tables.nameReadings.withUnsafeBufferPointer { readings in
            hits.anyTerms.withUnsafeBufferPointer { anyTerms in
                var holding = Holding()
                for place in range {
                    let reading = Int(readings[place])
                    let any = anyTerms[reading]
                    if any == 0 { continue }
                    holding.any |= any
                    holding.exact |= hits.exactTerms[reading]
                    holding.cover += index.readingWeights[reading]
                }
                let weight = index.tables.nameWeights[document]
                holding.cover = weight > 0 ? min(1, holding.cover / weight) : 0
                return holding
            }
        }
    }

    private func most(_ plan: Plan, _ holding: Holding, text: Float) -> Float {
        var share = plan.base
        var rest = holding.any & plan.terms
        while rest != 0 {
            let term = rest.trailingZeroBitCount
            share += holding.exact >> UInt64(term) & 1 == 1 ? plan.exact[term] : plan.other[term]
            rest &= rest - 1
        }
        share = min(1, share)
        let whole = share * share * share * share
        var run: Float = 0
        if plan.run != 0, plan.run & ~holding.any == 0 {
            run = plan.run & ~holding.exact == 0 ? Ranking.exactRun : Ranking.run
        }
        let score =
            share * (Ranking.base + Ranking.cover * holding.cover + run) + plan.whole * whole * whole
            + Ranking.text * min(1, text / plan.total)
        return score * plan.trust
    }
}
