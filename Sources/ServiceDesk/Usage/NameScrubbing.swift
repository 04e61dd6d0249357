/// Finds names of people among the words of a search, by the way Vietnamese names are built.
///
/// A family name before a syllable that is given as a name, two such syllables side by side, a capital letter, words
/// that announce a name. Two words that stand side by side in some procedure's name are no person's. A wrong hit costs
/// a word in a list, a miss would cost more.
enum NameScrubbing {
    /// Longest syllable of the language; a longer word may be a name written in one.
    private static let longestSyllable = 7
    /// Before or after a clear family name these make another word of it: vi phạm, phạm vi, thị trấn, trần nhà.
    private static let otherBefore: Set<String> = ["vi", "toi", "xam", "quy", "thi"]
    private static let otherAfter: Set<String> = ["vi", "toi", "luat", "phap", "nhan", "nha"]
    /// Tên là, tên tôi; đổi tên is no name.
    private static let announcement = "ten"
    private static let announced: Set<String> = ["la", "toi"]

    /// The places of all words that belong to a name.
    static func positions(in line: SearchLine) -> Set<Int> {
        var found: Set<Int> = []
        var position = 0
        while position < line.words.count {
            let length = lengthOfName(at: position, in: line)
            found.formUnion(position..<min(position + length, line.words.count))
            position += max(1, length)
        }
        return found
    }

    /// How many words of a name begin here; 0 for none.
    private static func lengthOfName(at position: Int, in line: SearchLine) -> Int {
        let word = line.words[position]
        let next = line.word(position + 1)
        let former = line.word(position - 1)
        if word.folded == announcement, announced.contains(next?.folded ?? "") || former?.folded == "toi" {
            return SearchLine.longestName + 2
        }
        if word.isCapitalised, next?.isCapitalised == true {
            return line.words[position...].prefix { $0.isCapitalised }.count
        }
        if isGlued(word) { return 1 }
        guard !line.isPair(position) else { return 0 }
        if isClear(word, after: former, before: next), !line.isPair(position - 1) {
            return line.lengthOfName(from: position)
        }
        if isAfterKin(position, in: line) { return 1 }
        // Words that each belong to a procedure's name by their other side: khai sinh, thông tin.
        guard let next, NameList.given.holds(next), !(line.isPair(position - 1) && line.isPair(position + 1)) else {
            return 0
        }
        if NameList.family.holds(word) { return line.lengthOfName(from: position) }
        // Among words with marks a word without is most often itself: trong is not Trọng, nor khai Khải.
        let isGiven =
            NameList.given.holds(word)
            && (line.isUnmarked || [word, next].contains { NameList.given.holds($0, exactly: true) })
        return isGiven && !line.isPair(position - 1) ? 2 : 0
    }

    private static func isClear(_ word: SearchWord, after former: SearchWord?, before next: SearchWord?) -> Bool {
        NameList.clear.holds(word) && !otherBefore.contains(former?.folded ?? "")
            && !otherAfter.contains(next?.folded ?? "")
    }

    /// Con Tùng, bà Mai: a given name alone, after what one calls the person.
    private static func isAfterKin(_ position: Int, in line: SearchLine) -> Bool {
        guard let former = line.word(position - 1), !line.isPair(position - 1) else { return false }
        return NameList.kin.holds(former, exactly: !line.isUnmarked)
            && NameList.given.holds(line.words[position], exactly: !line.isUnmarked)
    }

    /// Two syllables of names written in one, `lethanhtung`.
    private static func isGlued(_ word: SearchWord) -> Bool {
        guard word.folded.utf8.count > longestSyllable else { return false }
        return NameList.every.contains { first in
            guard word.folded.hasPrefix(first) else { return false }
            let rest = word.folded.dropFirst(first.count)
            return NameList.every.contains { rest.hasPrefix($0) }
        }
    }
}
