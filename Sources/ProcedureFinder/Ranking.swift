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
    /// What it adds that the name holds the words in a row, and in a row with the very marks.
    ///
    /// A synonym's words gain as much: "bằng lái" alone means the licence, though one name for foreigners holds the
    /// very words. Where other marks would make other words of names, the typed ones lead: see ``MarkTwins``.
    static let run: Float = 0.1
    static let exactRun: Float = 0.5
    /// From this likeness on the marks are those that were typed; Telex read out of a plain word counts as typed.
    static let exact: Float = 0.94
    static let text: Float = 0.08
    static let aside: Float = 0.25
}
