package import VietnameseText

extension SearchIndex {
    /// Builds the index; the order of the documents does not change what is found.
    package static func build(_ documents: some Sequence<FinderDocument>) -> SearchIndex {
        var builder = SearchIndexBuilder()
        for document in documents { builder.add(document) }
        return builder.index()
    }
}

/// Gathers the words of all documents, then numbers them.
package struct SearchIndexBuilder {
    private var vocabulary = Vocabulary()
    private var documents: [Gathered] = []
    private var textPairs = PairGatherer()

    /// One document in provisional word numbers.
    private struct Gathered {
        var code: String
        var name: [SyllableForm]
        var asides: [UInt32]
        var prior: Float
    }

    package init() {}

    /// Reads a document; nothing of its texts is kept.
    package mutating func add(_ document: FinderDocument) {
        let number = UInt32(documents.count)
        let name = IndexedName.forms(document.name)
        for form in name { _ = vocabulary.number(form.key) }
        let asides = ([document.field, document.agency] + document.keywords).flatMap(forms)
            .map { vocabulary.number($0.key) }
        documents.append(
            Gathered(code: document.code, name: name, asides: Set(asides).sorted(), prior: Prior.factor(document))
        )
        addPairs(document.papers, number)
        addPairs(document.text, number)
    }

    private func forms(_ text: String) -> [SyllableForm] {
        var result: [SyllableForm] = []
        Words.forEachForm(text) { form, _ in result.append(form) }
        return result
    }

    private mutating func addPairs(_ text: String, _ document: UInt32) {
        var previous: UInt32?
        var read = 0
        Words.forEachForm(text) { form, followsBreak in
            read += 1
            // Long regulations repeat themselves: what is not said in the first pages is not what it is about.
            guard read <= Common.longestText else { return }
            let number = vocabulary.number(form.key)
            if let previous, !followsBreak { addPair(previous, number, document) }
            previous = number
        }
    }

    private mutating func addPair(_ first: UInt32, _ second: UInt32, _ document: UInt32) {
        textPairs.add(first, second, document)
    }

    /// The index of all documents read.
    package consuming func index() -> SearchIndex { SearchIndex(tables()) }

    private consuming func tables() -> IndexTables {
        var tables = IndexTables()
        let renumbered = vocabulary.renumbered()
        tables.words = renumbered.words
        tables.priors = documents.map(\.prior)
        tables.setCodes(documents.map(\.code))
        tables.setNames(documents.map(\.name))
        tables.setAsides(documents.map { $0.asides.map { renumbered.number[Int($0)] }.sorted() })
        tables.setTextPairs(textPairs, renumbered: renumbered.number, limit: max(40, documents.count / 12))
        return tables
    }
}

/// A name as the index holds it.
package enum IndexedName {
    /// The words of a name with office abbreviations (UBND, BHYT) written out, as queries have them.
    ///
    /// Nearly a third of all names begin with the word "procedure", which no query should have to match: it is left
    /// out there.
    package static func forms(_ name: String) -> [SyllableForm] {
        var forms = Words.words(name).flatMap { word in
            // Short forms of a single word are spellings of the street ("hông" for không), which no name has.
            guard word.folded.count >= 4, let expansion = Abbreviations.expansion(of: word), expansion.count > 1
            else { return [word.form] }
            return expansion
        }
        if forms.count > 2, forms[0].key == thu, forms[1].key == tuc { forms.removeFirst(2) }
        return forms
    }

    static let thu = FoldKey("thu".utf8)
    static let tuc = FoldKey("tuc".utf8)
}

/// Limits of what is read.
private enum Common {
    /// Words of a text that are read.
    static let longestText = 1_500
}

/// Numbers words as they come, then in the order of the alphabet.
private struct Vocabulary {
    private var numbers: [FoldKey: UInt32] = [:]

    mutating func number(_ key: FoldKey) -> UInt32 {
        if let known = numbers[key] { return known }
        let number = UInt32(numbers.count)
        numbers[key] = number
        return number
    }

    /// The sorted words, and for each provisional number the final one.
    func renumbered() -> (words: [UInt64], number: [UInt32]) {
        let sorted = numbers.sorted { $0.key < $1.key }
        var number = [UInt32](repeating: 0, count: sorted.count)
        for (place, entry) in sorted.enumerated() { number[Int(entry.value)] = UInt32(place) }
        return (sorted.map(\.key.bits), number)
    }
}
