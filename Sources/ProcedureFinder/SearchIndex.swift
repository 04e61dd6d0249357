import VietnameseText

/// All procedures as the finder searches them.
///
/// Built once when the catalogue changes and stored as ``bytes``; loading those is a copy and a check. Measured over
/// 4,455 procedures with all their fields: building 0.35 s, loading 1 ms, 2.3 MiB; so it is stored, not built at start.
package struct SearchIndex: Sendable {
    let shared: SharedTables

    init(_ tables: IndexTables) { shared = SharedTables(tables) }

    /// How many procedures are in the index.
    package var count: Int { shared.tables.count }
}

/// One reference to the tables: passing twenty arrays by value cost half of every query in counting references.
final class SharedTables: Sendable {
    let tables: IndexTables
    /// What each document's figures are multiplied with before they are compared: its prior over its name's length.
    let standings: [Float]
    /// Weight of the word of each reading.
    let readingWeights: [Float]

    /// Names heavier than this are lists, and need not be punished for each further item.
    private static let longestName: Float = 120

    init(_ tables: IndexTables) {
        self.tables = tables
        standings = zip(tables.priors, tables.nameWeights).map { prior, weight in
            prior / (1 + 0.01 * min(weight, SharedTables.longestName))
        }
        readingWeights = tables.readingWord.map { tables.weights[Int($0)] }
    }
}

/// Flat arrays of numbers, no text but the codes.
struct IndexTables: Sendable {
    /// Folded words, ascending, as ``FoldKey`` bits; the number of a word is its place.
    var words: [UInt64] = []
    /// For each word the first of its readings; one more entry at the end.
    var firstReading: [UInt32] = [0]
    /// Marks of each reading that occurs in names.
    var readingMarks: [UInt32] = []
    /// Word of each reading.
    var readingWord: [UInt32] = []
    /// Weight (inverse document frequency) of each word.
    var weights: [Float] = []

    /// Documents whose name holds a reading.
    var names = PostingLists()
    /// Documents whose field, agency or keywords hold a word.
    var asides = PostingLists()
    /// Documents whose name holds two words side by side.
    var namePairs = PairLists()
    /// Documents whose papers or text hold two words side by side.
    var textPairs = PairLists()

    /// Where each document's name begins in ``nameReadings``; one more at the end.
    var nameStarts: [UInt32] = [0]
    var nameReadings: [UInt32] = []
    /// Weight of the whole name of each document.
    var nameWeights: [Float] = []
    /// Level, age and fullness of each document as one factor.
    var priors: [Float] = []
    /// Where each document's aside words begin in ``asideWords``; one more at the end.
    var asideStarts: [UInt32] = [0]
    var asideWords: [UInt32] = []
    /// Codes in the order of the documents, each ended by a line feed.
    var codeBytes: [UInt8] = []
    var codeStarts: [UInt32] = [0]

    /// How many procedures are in the index.
    var count: Int { priors.count }

    init() {}

    /// The code of a document.
    func code(_ document: Int) -> String { String(decoding: codeBytes(document), as: UTF8.self) }

    /// The ASCII of a document's code.
    func codeBytes(_ document: Int) -> ArraySlice<UInt8> {
        codeBytes[Int(codeStarts[document])..<Int(codeStarts[document + 1])]
    }

    /// The documents with this code, usually one.
    func documents(code: String) -> [Int] {
        let wanted = Array(code.utf8)
        return (0..<count).filter { codeBytes($0).elementsEqual(wanted) }
    }

    /// The number of a word.
    func word(_ key: FoldKey) -> UInt32? { words.position(of: key.bits).map(UInt32.init) }

    /// The readings of a word that occur in names.
    func readings(_ word: UInt32) -> Range<Int> {
        Int(firstReading[Int(word)])..<Int(firstReading[Int(word) + 1])
    }

    /// Whether some name holds the word.
    func isInNames(_ word: UInt32) -> Bool { !readings(word).isEmpty }
}
