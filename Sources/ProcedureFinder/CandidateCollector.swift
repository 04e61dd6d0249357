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
    /// Names heavier than this are lists, and need not be punished for each further item.
    private static let longestName: Float = 120
    private static let exactWeight: Float = 1.5
    private static let rareWeight: Float = 4
    /// Bytes of a list of few documents.
    private static let rare = 40
    private static let asideWeight: Float = 0.2
    private static let textWeight: Float = 0.25

    /// The most promising documents and what their texts (not names) say, 0 for nothing.
    func candidates(_ understanding: QueryUnderstanding) -> [(document: Int, text: Float)] {
        var scores = [Float](repeating: 0, count: index.tables.count)
        var texts = [Float](repeating: 0, count: index.tables.count)
        addWords(understanding, &scores)
        addPairs(understanding, &scores, &texts)
        return best(scores, texts, capacity: CandidateCollector.capacity(understanding))
    }

    /// How many documents are looked at closely; with many words each takes longer and the first guess is better.
    private static func capacity(_ understanding: QueryUnderstanding) -> Int {
        let typed = understanding.terms.count { $0.isTyped && $0.weight > 0.5 }
        if typed < fewWords { return capacityOfFew }
        return understanding.terms.count > manyWords ? capacityOfMany : usualCapacity
    }

    private func addWords(_ understanding: QueryUnderstanding, _ scores: inout [Float]) {
        let termWeights = strongest(understanding)
        let isAccented = understanding.isAccented
        for (number, weight) in termWeights.enumerated() where weight > 0.05 {
            let value = weight * hits.weights[number]
            for (reading, hit) in hits.readings[number] where !hits.hits[hit].needsNeighbour {
                // Squared, and more for the very marks: a rare word must not drown among its many look-alikes.
                let likeness = hits.hits[hit].likeness
                let share = value * likeness * likeness * (likeness == 1 ? exactWeight(reading, isAccented) : 1)
                scores.withUnsafeMutableBufferPointer { scores in
                    index.tables.names.forEach(reading) { if $0 < scores.count { scores[Int($0)] += share } }
                }
            }
            for word in hits.words[number].prefix(2) {
                let share = value * CandidateCollector.asideWeight
                scores.withUnsafeMutableBufferPointer { scores in
                    index.tables.asides.forEach(Int(word)) { if $0 < scores.count { scores[Int($0)] += share } }
                }
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

    private func addPairs(_ understanding: QueryUnderstanding, _ scores: inout [Float], _ texts: inout [Float]) {
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
                        add((firstWord, secondWord), value, nameWeight: weight, &scores, &texts)
                    }
                }
            }
        }
    }

    private func add(
        _ pair: (UInt32, UInt32),
        _ value: Float,
        nameWeight: Float,
        _ scores: inout [Float],
        _ texts: inout [Float]
    ) {
        if let list = index.tables.namePairs.list(pair.0, pair.1) {
            scores.withUnsafeMutableBufferPointer { scores in
                index.tables.namePairs.lists.forEach(list) {
                    if $0 < scores.count { scores[Int($0)] += value * nameWeight }
                }
            }
        }
        guard let list = index.tables.textPairs.list(pair.0, pair.1) else { return }
        texts.withUnsafeMutableBufferPointer { texts in
            index.tables.textPairs.lists.forEach(list) { if $0 < texts.count { texts[Int($0)] += value } }
        }
    }

    /// Keeps the best by counting how many documents reach each of 256 steps of the best score.
    private func best(_ scores: [Float], _ texts: [Float], capacity: Int) -> [(document: Int, text: Float)] {
        let (totals, highest) = totals(scores, texts)
        guard highest > 0 else { return [] }
        let scale = 255 / highest
        let threshold = threshold(totals, scale, capacity: capacity)
        var chosen: [Int] = []
        totals.withUnsafeBufferPointer { totals in
            for document in totals.indices where totals[document] > 0 && Int(totals[document] * scale) >= threshold {
                chosen.append(document)
            }
        }
        if chosen.count > 2 * capacity {
            chosen.sort { (totals[$0], $1) > (totals[$1], $0) }
            // When many promise the same, twice as many are.
            chosen.removeSubrange((2 * capacity)...)
        }
        return chosen.map { ($0, texts[$0]) }
    }

    /// Names and texts together, with standing and length reckoned in; and the greatest of all.
    private func totals(_ scores: [Float], _ texts: [Float]) -> (totals: [Float], highest: Float) {
        var totals = scores
        var highest: Float = 0
        totals.withUnsafeMutableBufferPointer { totals in
            for document in totals.indices where totals[document] > 0 || texts[document] > 0 {
                let length = 1 + 0.01 * min(index.tables.nameWeights[document], CandidateCollector.longestName)
                totals[document] =
                    (totals[document] + CandidateCollector.textWeight * texts[document])
                    * index.tables.priors[document] / length
                highest = max(highest, totals[document])
            }
        }
        return (totals, highest)
    }

    /// The highest step that enough documents reach.
    private func threshold(_ totals: [Float], _ scale: Float, capacity: Int) -> Int {
        var reaching = [Int](repeating: 0, count: 256)
        totals.withUnsafeBufferPointer { totals in
            for total in totals where total > 0 { reaching[min(255, Int(total * scale))] += 1 }
        }
        var threshold = 255
        var sum = reaching[255]
        while threshold > 0, sum < capacity {
            threshold -= 1
            sum += reaching[threshold]
        }
        return threshold
    }
}
