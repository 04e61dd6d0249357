/// A variant laid out for scoring.
///
/// A class, because copying its arrays for every candidate cost a sixth of a query in counting references.
final class VariantPlan {
    /// Distinct terms.
    let terms: [Int]
    /// Weight of each term, 0 for terms of other variants.
    let weight: [Float]
    /// Neighbours in the query.
    let after: [Int?]
    let before: [Int?]
    /// What all terms together tell.
    let total: Float
    let isSingle: Bool
    let trust: Float
    /// Whether a synonym put words in.
    let isMeaning: Bool
    /// What it adds that a name holds all of it.
    let whole: Float
    /// For each term the places it has in the row of words of content, as bits.
    private let positions: [UInt64]
    /// The bit of the last place of that row, 0 when there is no row to look for.
    let runLast: UInt64

    init(_ variant: QueryUnderstanding.Variant, weights: [Float]) {
        var terms: [Int] = []
        var weight = [Float](repeating: 0, count: weights.count)
        for (term, value) in zip(variant.sequence, variant.weights) {
            if weight[term] == 0 { terms.append(term) }
            weight[term] = max(weight[term], value)
        }
        let content = zip(variant.sequence, variant.weights).filter { $0.1 > 0.05 }.map(\.0)
        self.terms = terms
        self.weight = weight
        (after, before) = VariantPlan.neighbours(content, count: weights.count)
        total = terms.reduce(0) { $0 + weight[$1] * weights[$1] }
        isSingle = content.count <= 1
        trust = variant.trust
        isMeaning = variant.trust < 1
        whole = isMeaning ? Ranking.wholeOfSynonym : Ranking.whole
        var positions = [UInt64](repeating: 0, count: weights.count)
        for (place, term) in content.enumerated() where place < 64 { positions[term] |= 1 << UInt64(place) }
        self.positions = positions
        runLast = (2...64).contains(content.count) ? 1 << UInt64(content.count - 1) : 0
    }

    private static func neighbours(_ content: [Int], count: Int) -> (after: [Int?], before: [Int?]) {
        var after = [Int?](repeating: nil, count: count)
        var before = [Int?](repeating: nil, count: count)
        for (first, second) in zip(content, content.dropFirst()) {
            if after[first] == nil { after[first] = second }
            if before[second] == nil { before[second] = first }
        }
        return (after, before)
    }

    /// Whether the term is part of the row of words of content.
    func isInRun(_ term: Int) -> Bool { positions[term] != 0 }

    /// The places the terms have in the row of words of content.
    func positions(of terms: UInt64) -> UInt64 {
        var places: UInt64 = 0
        var rest = terms
        while rest != 0 {
            places |= positions[rest.trailingZeroBitCount]
            rest &= rest - 1
        }
        return places
    }
}
