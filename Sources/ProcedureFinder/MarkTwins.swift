import VietnameseText

/// Words that names hold in a row with one set of marks and also with another ("nhập khẩu", "nhập khâu").
///
/// There the marks alone tell what is meant, and a name with the very words as typed comes first even when people
/// usually mean something else by them.
struct MarkTwins {
    let tables: IndexTables

    /// Whether some name holds the same letters in a row with other marks.
    func exist(for forms: [SyllableForm]) -> Bool {
        let words = forms.compactMap { tables.word($0.key) }
        guard words.count == forms.count, words.count > 1, let list = tables.namePairs.list(words[0], words[1]) else {
            return false
        }
        var isThere = false
        tables.namePairs.lists.forEach(list) { document in
            if !isThere, document < tables.count { isThere = holdsTwin(Int(document), forms, words) }
        }
        return isThere
    }

    private func holdsTwin(_ document: Int, _ forms: [SyllableForm], _ words: [UInt32]) -> Bool {
        let name = tables.nameReadings[Int(tables.nameStarts[document])..<Int(tables.nameStarts[document + 1])]
        guard name.count >= words.count else { return false }
        return (name.startIndex...(name.endIndex - words.count)).contains { start in
            let run = name[start..<start + words.count].map(Int.init)
            guard zip(run, words).allSatisfy({ tables.readingWord[$0] == $1 }) else { return false }
            return zip(run, forms).contains { tables.readingMarks[$0] != $1.marks.bits }
        }
    }
}
