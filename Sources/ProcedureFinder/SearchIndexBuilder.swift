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
    private var reader = WordReader()
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
        let asides = Set(numbers(of: [document.field, document.agency] + document.keywords)).sorted()
        documents.append(Gathered(code: document.code, name: name, asides: asides, prior: Prior.factor(document)))
        for texts in [document.papers, document.texts] {
            Self.addPairs(of: texts, number, &reader, &vocabulary, &textPairs)
        }
    }

    private mutating func numbers(of texts: [String]) -> [UInt32] {
        var forms: [SyllableForm] = []
        for text in texts { reader.forEachForm(text) { form, _ in forms.append(form) } }
        return forms.map { vocabulary.number($0.key) }
    }

    private static func addPairs(
        of texts: [String], _ document: UInt32,
        _ reader: inout WordReader, _ vocabulary: inout Vocabulary, _ pairs: inout PairGatherer
    ) {
        // Long regulations repeat themselves: what is not said on the first page is not what it is about.
        var left = Common.longestText
        for text in texts where left > 0 {
            var previous: UInt32?
            reader.forEachForm(text, atMost: left) { form, followsBreak in
                left -= 1
                let number = vocabulary.number(form.key)
                if let previous, !followsBreak { pairs.add(previous, number, document) }
                previous = number
            }
        }
    }

    /// The index of all documents read.
    package consuming func index() -> SearchIndex {
        let words = vocabulary.renumbered()
        var tables = tables(words)
        tables.textPairs = IndexTables.lists(textPairs, renumbered: words.number, limit: mostHolders)
        return SearchIndex(tables)
    }

    /// The same index, its two larger halves made side by side.
    package consuming func indexInHalves() async -> SearchIndex {
        let words = vocabulary.renumbered()
        let (pairs, limit) = (textPairs, mostHolders)
        textPairs = PairGatherer()
        async let textPairs = IndexTables.lists(pairs, renumbered: words.number, limit: limit)
        var tables = tables(words)
        tables.textPairs = await textPairs
        return SearchIndex(tables)
    }

    /// Pairs of a text that are in more documents than this tell none of them apart.
    private var mostHolders: Int { max(40, documents.count / 12) }

    /// Everything but the pairs of the texts.
    private func tables(_ renumbered: (words: [UInt64], number: [UInt32])) -> IndexTables {
        var tables = IndexTables()
        tables.words = renumbered.words
        tables.priors = documents.map(\.prior)
        tables.setCodes(documents.map(\.code))
        tables.setNames(documents.map(\.name))
        tables.setAsides(documents.map { $0.asides.map { renumbered.number[Int($0)] }.sorted() })
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
    /// Words of the papers' names, and of the other texts, that are read.
    static let longestText = 300
}
