import VietnameseText

/// Which readings of the index each term of a query may be, and how well.
struct TermHits {
    /// A reading that fits a term.
    struct Hit {
        var term: Int
        var likeness: Float
        var needsNeighbour: Bool
        /// The next hit of the same reading, −1 for none.
        var next: Int32
    }

    /// For each reading the first of its hits, −1 for none.
    private(set) var first: [Int32]
    private(set) var hits: [Hit] = []
    /// For each term the readings it may be, with their hits.
    private(set) var readings: [[(reading: Int, hit: Int)]]
    /// For each term the words of the index it may be, the likeliest first.
    private(set) var words: [[UInt32]]
    /// For each term whether no name holds it, so that any reading of a name is a guess at a slip.
    private(set) var isGuess: [Bool]
    /// How much each term tells.
    private(set) var weights: [Float]
    /// For each reading the terms it may be, and those whose very marks it has, as bits.
    private(set) var anyTerms: [UInt64]
    private(set) var exactTerms: [UInt64]
    /// For each term the greatest likeness of any reading.
    private(set) var likeliest: [Float]

    private let index: SharedTables
    private let slips: SlipTolerance

    /// Likeness of a word one slip away, and of one two slips away.
    private static let oneSlip: Float = 0.72
    private static let twoSlips: Float = 0.45
    /// What a word tells that the index does not know.
    private static let unknownWeight: Float = 4
    /// Queries longer than this are sentences, where single slips do not matter.
    private static let longestForGuesses = 14

    init(_ understanding: QueryUnderstanding, index: SharedTables, slips: SlipTolerance) {
        self.index = index
        self.slips = slips
        first = [Int32](repeating: -1, count: index.tables.readingMarks.count)
        anyTerms = [UInt64](repeating: 0, count: first.count)
        exactTerms = anyTerms
        likeliest = Array(repeating: 0, count: understanding.terms.count)
        readings = Array(repeating: [], count: understanding.terms.count)
        words = Array(repeating: [], count: understanding.terms.count)
        isGuess = Array(repeating: false, count: understanding.terms.count)
        weights = Array(repeating: 0, count: understanding.terms.count)
        let typed = understanding.terms.count { $0.isTyped && $0.weight > 0.5 }
        for (number, term) in understanding.terms.enumerated() {
            add(term, number, isAccented: understanding.isAccented, isShort: typed <= TermHits.longestForGuesses)
        }
    }

    private mutating func add(_ term: QueryTerm, _ number: Int, isAccented: Bool, isShort: Bool) {
        for reading in term.readings {
            guard let word = index.tables.word(reading.form.key) else { continue }
            words[number].append(word)
            for place in index.tables.readings(word) {
                let likeness = likeness(of: reading.form.marks, to: index.tables.readingMarks[place], isAccented)
                add(place, Hit(term: number, likeness: likeness * reading.certainty, needsNeighbour: false, next: -1))
            }
        }
        let isKnown = words[number].contains { index.tables.isInNames($0) }
        isGuess[number] = !isKnown
        if term.isTyped, term.weight > 0.5, isShort || !isKnown { addSlips(term, number, isKnown: isKnown) }
        weights[number] = words[number].map { index.tables.weights[Int($0)] }.min() ?? TermHits.unknownWeight
    }

    /// Equal marks count most; typed marks that differ are penalised, marks left out in a marked text a little.
    private func likeness(of typed: Marks, to bits: UInt32, _ isAccented: Bool) -> Float {
        let marks = Marks(bits: bits)
        if typed == marks { return 1 }
        if typed.isEmpty { return isAccented ? 0.8 : 1 }
        return typed.withoutTone == marks.withoutTone ? 0.7 : 0.55
    }

    private mutating func addSlips(_ term: QueryTerm, _ number: Int, isKnown: Bool) {
        let key = term.form.key
        guard key.bytes.count > 1, key.bytes.allSatisfy({ $0 > 0x39 }) else { return }
        var near = slips.neighbours(of: key)
        var likeness = TermHits.oneSlip
        if near.isEmpty, !isKnown {
            near = slips.distantNeighbours(of: key)
            likeness = TermHits.twoSlips
        }
        for word in near {
            if !isKnown { words[number].append(word) }
            for place in index.tables.readings(word) {
                add(place, Hit(term: number, likeness: likeness, needsNeighbour: isKnown, next: -1))
            }
        }
    }

    private mutating func add(_ reading: Int, _ hit: Hit) {
        var hit = hit
        hit.next = first[reading]
        first[reading] = Int32(hits.count)
        hits.append(hit)
        anyTerms[reading] |= 1 << UInt64(hit.term)
        if hit.likeness >= Ranking.exact { exactTerms[reading] |= 1 << UInt64(hit.term) }
        likeliest[hit.term] = max(likeliest[hit.term], hit.likeness)
        readings[hit.term].append((reading, hits.count - 1))
    }
}
