import VietnameseText

/// Words that names hold in a row with one set of marks and also with another ("nhập khẩu", "nhập khâu").
///
/// There the marks alone tell what is meant, and a name with the very words as typed comes first even when people
/// usually mean something else by them.
struct MarkTwins {
    let tables: IndexTables

    /// Longer rows tell what is meant by their words.
    private static let longest = 4
    /// Names that are looked through: over 100,000 procedures a common pair is in thousands.
    private static let mostNames = 2_000

    /// Whether some name holds the same letters in a row with other marks.
    func exist(for forms: [SyllableForm]) -> Bool {
        let words = forms.compactMap { tables.word($0.key) }
        guard words.count == forms.count, (2...MarkTwins.longest).contains(words.count),
            let list = rarestPair(words)
        else { return false }
        var isThere = false
        var seen = 0
        tables.namePairs.lists.forEach(list) { document in
            seen += 1
            guard !isThere, seen <= MarkTwins.mostNames, document < tables.count else { return }
            isThere = holdsTwin(Int(document), forms, words)
        }
        return isThere
    }

    /// The list of the two neighbours that the fewest names hold; nothing when no name holds some pair.
    private func rarestPair(_ words: [UInt32]) -> Int? {
        let lists = zip(words, words.dropFirst()).map { tables.namePairs.list($0, $1) }
        guard !lists.contains(nil) else { return nil }
        return lists.compactMap(\.self).min { tables.namePairs.lists.size($0) < tables.namePairs.lists.size($1) }
    }

    private func holdsTwin(_ document: Int, _ forms: [SyllableForm], _ words: [UInt32]) -> Bool {
        let end = Int(tables.nameStarts[document + 1]) - words.count
        var start = Int(tables.nameStarts[document])
        while start <= end {
            var isRun = true
            var differs = false
            for place in words.indices where isRun {
                let reading = Int(tables.nameReadings[start + place])
                isRun = tables.readingWord[reading] == words[place]
                differs = differs || tables.readingMarks[reading] != forms[place].marks.bits
            }
            if isRun, differs { return true }
            start += 1
        }
        return false
    }
}
