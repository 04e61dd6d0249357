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
        let asides = ([document.field, document.agency] + document.keywords).flatMap(forms)
            .map { vocabulary.number($0.key) }
        documents.append(
            Gathered(code: document.code, name: name, asides: Set(asides).sorted(), prior: Prior.factor(document))
        )
        for text in [document.papers, document.text] {
            Self.addPairs(of: text, number, &reader, &vocabulary, &textPairs)
        }
    }

    private func forms(_ text: String) -> [SyllableForm] {
        var result: [SyllableForm] = []
        Words.forEachForm(text) { form, _ in result.append(form) }
        return result
    }

    private static func addPairs(
        of text: String, _ document: UInt32,
        _ reader: inout WordReader, _ vocabulary: inout Vocabulary, _ pairs: inout PairGatherer
    ) {
        var previous: UInt32?
        var read = 0
        reader.forEachForm(text) { form, followsBreak in
            read += 1
            // Long regulations repeat themselves: what is not said in the first pages is not what it is about.
            guard read <= Common.longestText else { return }
            let number = vocabulary.number(form.key)
            if let previous, !followsBreak { pairs.add(previous, number, document) }
            previous = number
        }
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
