import VietnameseText

/// One word of a query with every way to read it.
struct QueryTerm: Hashable {
    /// The likeliest reading first.
    var readings: [WeightedForm]
    /// How much the word counts in its place, 1 for a word of content.
    var weight: Float = 1
    /// Whether punctuation stood before it.
    var followsBreak = false
    /// Whether the person typed it; false for what a synonym put in its place.
    var isTyped = true
    /// Whether it was written out from a short form, whose missing marks say nothing.
    var isExpanded = false

    /// The reading that phrases are compared with.
    var form: SyllableForm { readings[0].form }
}

/// A reading and how sure it is, 1 for what was typed.
struct WeightedForm: Hashable {
    var form: SyllableForm
    var certainty: Float
    /// A guess that counts only beside a neighbour that fits: the typed word is a word itself.
    var needsNeighbour = false
}
