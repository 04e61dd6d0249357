import VietnameseText

/// How the numbered arrays of an index are filled; only the builder calls these, in this order.
extension IndexTables {
    mutating func setCodes(_ codes: [String]) {
        for code in codes {
            codeBytes.append(contentsOf: code.utf8)
            codeStarts.append(UInt32(codeBytes.count))
        }
    }

    /// Numbers the readings, then writes postings, pairs and weights of the names.
    mutating func setNames(_ names: [[SyllableForm]]) {
        setReadings(Set(names.joined()))
        let numbered = names.map { $0.map { reading(of: $0) } }
        for name in numbered {
            nameReadings.append(contentsOf: name)
            nameStarts.append(UInt32(nameReadings.count))
        }
        setNamePostings(numbered)
        setWeights(numbered)
        setNamePairs(numbered)
    }

    private mutating func setReadings(_ forms: Set<SyllableForm>) {
        let sorted = forms.sorted { ($0.key.bits, $0.marks.bits) < ($1.key.bits, $1.marks.bits) }
        firstReading = []
        var next = 0
        for (number, bits) in words.enumerated() {
            firstReading.append(UInt32(next))
            while next < sorted.count, sorted[next].key.bits == bits {
                readingMarks.append(sorted[next].marks.bits)
                readingWord.append(UInt32(number))
                next += 1
            }
        }
        firstReading.append(UInt32(next))
    }

    private func reading(of form: SyllableForm) -> UInt32 {
        guard let word = word(form.key) else { return 0 }
        return readings(word).first { readingMarks[$0] == form.marks.bits }.map(UInt32.init) ?? 0
    }

    private mutating func setNamePostings(_ numbered: [[UInt32]]) {
        var holders = [[UInt32]](repeating: [], count: readingMarks.count)
        for (document, name) in numbered.enumerated() {
            for reading in name where holders[Int(reading)].last != UInt32(document) {
                holders[Int(reading)].append(UInt32(document))
            }
        }
        for list in holders { names.append(list) }
    }

    private mutating func setWeights(_ numbered: [[UInt32]]) {
        var frequency = [Int](repeating: 0, count: words.count)
        var lastName = [Int](repeating: -1, count: words.count)
        for (document, name) in numbered.enumerated() {
            for word in name.map({ Int(readingWord[Int($0)]) }) where lastName[word] != document {
                lastName[word] = document
                frequency[word] += 1
            }
        }
        weights = frequency.map { Weighting.weight(frequency: $0, of: numbered.count) }
        nameWeights = numbered.map { name in
            name.reduce(Float(0)) { $0 + weights[Int(readingWord[Int($1)])] }
        }
    }

    private mutating func setNamePairs(_ numbered: [[UInt32]]) {
        var pairs = PairGatherer()
        for (document, name) in numbered.enumerated() {
            for (first, second) in zip(name, name.dropFirst()) {
                pairs.add(readingWord[Int(first)], readingWord[Int(second)], UInt32(document))
            }
        }
        namePairs = IndexTables.lists(pairs, renumbered: words.indices.map(UInt32.init))
    }

    mutating func setAsides(_ asides: [[UInt32]]) {
        var holders = [[UInt32]](repeating: [], count: words.count)
        for (document, words) in asides.enumerated() {
            asideWords.append(contentsOf: words)
            asideStarts.append(UInt32(asideWords.count))
            for word in words { holders[Int(word)].append(UInt32(document)) }
        }
        for list in holders { self.asides.append(list) }
    }

    /// The pairs with their documents, by ascending pair, without those that are in more than `limit` documents.
    static func lists(
        _ pairs: consuming PairGatherer, renumbered: [UInt32], limit: Int = .max
    ) -> PairLists {
        var result = PairLists()
        pairs.forEachPair(renumbered: renumbered) { first, second, documents in
            guard documents.count <= limit else { return }
            result.keys.append(PairLists.key(first, second))
            result.lists.append(documents)
        }
        return result
    }
}

/// How much a word tells.
enum Weighting {
    /// The inverse document frequency of BM25, never negative.
    static func weight(frequency: Int, of documents: Int) -> Float {
        logarithm(1 + (Float(documents - frequency) + 0.5) / (Float(frequency) + 0.5))
    }

    /// The natural logarithm of a number of at least 1, without importing a mathematics library.
    private static func logarithm(_ value: Float) -> Float {
        let exponent = Float(value.exponent)
        let fraction = (value.significand - 1) / (value.significand + 1)
        let square = fraction * fraction
        let series = fraction * (2 + square * (2.0 / 3 + square * (2.0 / 5 + square * 2.0 / 7)))
        return exponent * 0.693_147_18 + series
    }
}

/// What a record's standing adds to its rank.
enum Prior {
    /// Commune before province before ministry, living before abolished, full before bare.
    static func factor(_ document: FinderDocument) -> Float {
        var factor: Float = document.isRetired ? 0.8 : 1
        switch document.levels {
        case let levels where levels.contains(.commune) || levels.contains(.district): factor *= 1
        case let levels where levels.contains(.province): factor *= 0.985
        case []: factor *= 0.94
        default: factor *= 0.95
        }
        return factor * (0.93 + 0.07 * Float(min(max(document.detail, 0), 4)) / 4)
    }
}
