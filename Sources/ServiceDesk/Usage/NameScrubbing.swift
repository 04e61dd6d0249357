/// Finds names of people among the words of a search, by the way Vietnamese names are built, and takes them out.
///
/// Family names that are hardly anything else are enough by themselves; others only before a usual middle name, with a
/// capital letter, or after words that announce a name. A wrong hit costs a word in a list, a miss would cost more.
enum NameScrubbing {
    /// Syllables of a name at most.
    private static let longestName = 4
    /// Before or after a clear family name these make another word of it: vi phạm, phạm vi, thị trấn, trần nhà.
    private static let otherBefore: Set<String> = ["vi", "toi", "xam", "quy", "thi"]
    private static let otherAfter: Set<String> = ["vi", "toi", "luat", "phap", "nhan", "nha"]
    /// Tên là, tên tôi; đổi tên is no name.
    private static let announcement = "ten"
    private static let announced: Set<String> = ["la", "toi"]

    static func withoutNames(_ words: [SearchWord]) -> [SearchWord] {
        var kept: [SearchWord] = []
        var position = 0
        while position < words.count {
            let length = lengthOfName(at: position, in: words, after: kept.last)
            if length == 0 { kept.append(words[position]) }
            position += max(1, length)
        }
        return kept
    }

    /// How many words of a name begin here; 0 for none.
    private static func lengthOfName(at position: Int, in words: [SearchWord], after former: SearchWord?) -> Int {
        let word = words[position]
        let next = position + 1 < words.count ? words[position + 1] : nil
        if word.folded == announcement, announced.contains(next?.folded ?? "") || former?.folded == "toi" {
            return longestName + 2
        }
        if word.isCapitalised, next?.isCapitalised == true {
            return words[position...].prefix { $0.isCapitalised }.count
        }
        let isClear =
            isOne(word, of: .clear) && !otherBefore.contains(former?.folded ?? "")
            && !otherAfter.contains(next?.folded ?? "")
        let isBuilt = isOne(word, of: .doubtful) && next.map { isOne($0, of: .middle) } ?? false
        return isClear || isBuilt ? longestName : 0
    }

    /// Whether a word is one of a list, also when it was typed without its marks.
    private static func isOne(_ word: SearchWord, of list: NameList) -> Bool {
        list.names.contains(word.lower) || (word.isBare && list.bare.contains(word.folded))
    }
}

/// Syllables of names, with and without their marks.
private struct NameList {
    let names: Set<String>
    let bare: Set<String>

    /// Hardly ever another word; `trần`, `phạm` and `huỳnh` have their exceptions below.
    static let clear = NameList(["nguyễn", "trần", "phạm", "huỳnh", "chamaléa", "katơr", "pinăng"])
    /// Also everyday words.
    static let doubtful = NameList([
        "lê", "hoàng", "phan", "vũ", "võ", "đặng", "bùi", "đỗ", "hồ", "ngô", "dương", "lý", "đinh", "đoàn", "trịnh",
        "mai", "cao", "lương", "kiều", "châu", "lưu", "đàng", "thập", "quảng", "hán", "não", "bá", "vạn", "báo", "đổng",
        "từ", "phú", "trương", "tô", "tạ", "thái", "hà", "tà", "mấu", "thiên", "trượng", "thành", "chu", "văn", "la",
    ])
    static let middle = NameList([
        "văn", "thị", "hữu", "đức", "ngọc", "xuân", "quốc", "kim", "minh",
    ])
    init(_ names: Set<String>) {
        self.names = names
        bare = Set(names.map { SearchWord($0[...]).folded })
    }
}
