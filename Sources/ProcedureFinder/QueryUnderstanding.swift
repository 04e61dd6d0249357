import VietnameseText

/// What a query may mean: its words once, and the orders in which they are to be looked for.
struct QueryUnderstanding {
    /// Distinct words of all variants, at most 64.
    var terms: [QueryTerm] = []
    var variants: [Variant] = []
    /// Whether the person typed marks.
    var isAccented = false
    var outOfScope: OutOfScope?
    /// Whether a phrase people use for a procedure was recognised.
    var holdsSynonym = false
    /// What the law calls it, when one such phrase is all that was typed.
    var meaning: String?

    /// One way to understand the query: numbers of terms in order, each with its weight.
    struct Variant {
        var sequence: [Int]
        var weights: [Float]
        /// How far the variant is trusted.
        var trust: Float
    }

    /// A phrase no procedure answers.
    struct OutOfScope {
        var say: String?
        var always: Bool
    }

    /// The most distinct words looked for.
    static let capacity = 64

    /// Adds a way to understand the query; words beyond the capacity are left out.
    mutating func add(_ sequence: [QueryTerm], trust: Float) {
        var variant = Variant(sequence: [], weights: [], trust: trust)
        for term in sequence {
            guard let number = number(of: term) else { continue }
            variant.sequence.append(number)
            variant.weights.append(term.weight)
        }
        if !variant.sequence.isEmpty,
            !variants.contains(where: { $0.sequence == variant.sequence && $0.weights == variant.weights })
        {
            variants.append(variant)
        }
    }

    private mutating func number(of term: QueryTerm) -> Int? {
        if let known = terms.firstIndex(where: { $0.readings == term.readings && $0.isTyped == term.isTyped }) {
            return known
        }
        guard terms.count < QueryUnderstanding.capacity else { return nil }
        terms.append(term)
        return terms.count - 1
    }
}
