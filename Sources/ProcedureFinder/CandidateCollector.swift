/// Adds up what the words of a query say about every document and keeps the most promising.
struct CandidateCollector {
    let index: SharedTables
    let hits: TermHits

    private static let usualCapacity = 120
    /// One or two common words fit hundreds of names, and are looked at quickly.
    private static let capacityOfFew = 480
    private static let capacityOfMany = 60
    private static let manyWords = 24
    private static let pairWeight: Float = 0.6
    /// In a query of few words a pair is nearly all of it, and must be seen in the longest name.
    private static let onlyPairWeight: Float = 3
    private static let fewWords = 3
    private static let exactWeight: Float = 1.5
    private static let rareWeight: Float = 4
    /// Bytes of a list of few documents.
    private static let rare = 40
    private static let asideWeight: Float = 0.2
    private static let textWeight: Float = 0.25

    /// The most promising documents and what their texts (not names) say, 0 for nothing.
    func candidates(_ understanding: QueryUnderstanding) -> [(document: Int, text: Float)] {
        let scores = DocumentScores(count: index.tables.count)
        let texts = DocumentScores(count: index.tables.count)
        addWords(understanding, scores)
        addPairs(understanding, scores, texts)
        let highest = scores.settle(
            adding: CandidateCollector.textWeight, of: texts, standings: index.standings)
        guard highest > 0 else { return [] }
        let capacity = CandidateCollector.capacity(understanding)
        var chosen = scores.leading(capacity, highest: highest)
        if chosen.count > 2 * capacity {
            // When many promise the same, twice as many are.
            let ordered = chosen.map { UInt64(scores[Int($0)].bitPattern) << 32 | UInt64(~$0) }.sorted(by: >)
            chosen = ordered.prefix(2 * capacity).map { ~UInt32(truncatingIfNeeded: $0) }
        }
        return chosen.map { (Int($0), texts[Int($0)]) }
    }

    /// How many documents are looked at closely; with many words each takes longer and the first guess is better.
    private static func capacity(_ understanding: QueryUnderstanding) -> Int {
        let typed = understanding.terms.count { $0.isTyped && $0.weight > 0.5 }
        if typed < fewWords { return capacityOfFew }
        return understanding.terms.count > manyWords ? capacityOfMany : usualCapacity
    }

    private func addWords(_ understanding: QueryUnderstanding, _ scores: borrowing DocumentScores) {
        let termWeights = strongest(understanding)
        let isAccented = understanding.isAccented
        for (number, weight) in termWeights.enumerated() where weight > 0.05 {
            let value = weight * hits.weights[number]
            for (reading, hit) in hits.readings[number] where !hits.hits[hit].needsNeighbour {
                // Squared, and more for the very marks: a rare word must not drown among its many look-alikes.
                let likeness = hits.hits[hit].likeness
                let share = value * likeness * likeness * (likeness == 1 ? exactWeight(reading, isAccented) : 1)
                scores.add(share, toAll: reading, of: index.tables.names)
            }
            for word in hits.words[number].prefix(2) {
                scores.add(value * CandidateCollector.asideWeight, toAll: Int(word), of: index.tables.asides)
            }
        }
    }

    /// More for marks that few names have and that were typed on purpose.
    private func exactWeight(_ reading: Int, _ isAccented: Bool) -> Float {
        let isRare = index.tables.names.size(reading) <= CandidateCollector.rare
        return isAccented && isRare ? CandidateCollector.rareWeight : CandidateCollector.exactWeight
    }

    /// The greatest weight of each term in any variant.
    private func strongest(_ understanding: QueryUnderstanding) -> [Float] {
        var weights = [Float](repeating: 0, count: understanding.terms.count)
        for variant in understanding.variants {
            for (term, weight) in zip(variant.sequence, variant.weights) { weights[term] = max(weights[term], weight) }
        }
        return weights
    }

    private func addPairs(
        _ understanding: QueryUnderstanding,
        _ scores: borrowing DocumentScores,
        _ texts: borrowing DocumentScores
    ) {
        var seen = Set<UInt64>()
        for variant in understanding.variants {
            let content = zip(variant.sequence, variant.weights).filter { $0.1 >= 0.3 }.map(\.0)
            let weight =
                content.count <= CandidateCollector.fewWords
                ? CandidateCollector.onlyPairWeight : CandidateCollector.pairWeight
            for (first, second) in zip(content, content.dropFirst()) {
                for firstWord in hits.words[first].prefix(3) {
                    for secondWord in hits.words[second].prefix(3) {
                        guard seen.insert(PairLists.key(firstWord, secondWord)).inserted else { continue }
                        let value = min(hits.weights[first], hits.weights[second])
                        add((firstWord, secondWord), value, nameWeight: weight, scores, texts)
                    }
                }
            }
        }
    }

    private func add(
        _ pair: (UInt32, UInt32),
        _ value: Float,
        nameWeight: Float,
        _ scores: borrowing DocumentScores,
        _ texts: borrowing DocumentScores
    ) {
        if let list = index.tables.namePairs.list(pair.0, pair.1) {
            scores.add(value * nameWeight, toAll: list, of: index.tables.namePairs.lists)
        }
        if let list = index.tables.textPairs.list(pair.0, pair.1) {
            texts.add(value, toAll: list, of: index.tables.textPairs.lists)
        }
    }
}
