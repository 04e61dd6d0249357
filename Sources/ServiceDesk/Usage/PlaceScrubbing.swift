/// Finds places among the words of a search: what stands after `thôn`, `đường`, `phường` and the like.
enum PlaceScrubbing {
    private static let units: Set<String> = [
        "thôn", "xóm", "ấp", "tổ", "đường", "phố", "phường", "xã", "huyện", "quận", "tỉnh", "làng", "buôn", "hẻm",
        "ngõ",
        "ngách", "khóm", "khu",
    ]
    private static let bareUnits = Set(units.map { SearchWord($0[...]).folded })
    private static let longUnits = [
        ["to", "dan", "pho"], ["khu", "pho"], ["thanh", "pho"], ["thi", "tran"], ["thi", "xa"], ["so", "nha"],
    ]
    /// After these words of a sentence no name is coming: giấy của xã bị mất.
    private static let otherAfter: Set<String> = [
        "bi", "mat", "cho", "o", "de", "cua", "lam", "xin", "co", "khong", "thi", "la", "ve", "da", "chua", "nao", "gi",
        "nay", "moi", "cu", "va", "hay", "hoac", "voi", "trong", "ngoai", "cap", "di", "den",
    ]

    /// The places of all words that belong to the name of a place; what kind of place it is stays.
    static func positions(in line: SearchLine) -> Set<Int> {
        var found: Set<Int> = []
        for position in line.words.indices {
            let length = lengthOfUnit(at: position, in: line)
            guard length > 0, let next = line.word(position + length) else { continue }
            guard !otherAfter.contains(next.folded) else { continue }
            let start = position + length
            found.formUnion(start..<min(start + line.lengthOfName(from: start), line.words.count))
        }
        return found
    }

    /// How many words name a kind of place; 0 where `xã` and `đường` belong to another word, xã hội, đường bộ.
    private static func lengthOfUnit(at position: Int, in line: SearchLine) -> Int {
        for unit in longUnits where line.words[position...].prefix(unit.count).map(\.folded) == unit {
            return unit.count
        }
        let word = line.words[position]
        let isBare = word.isBare && line.word(position + 1)?.isBare ?? false
        guard units.contains(word.lower) || (isBare && bareUnits.contains(word.folded)) else { return 0 }
        return line.isPair(position) ? 0 : 1
    }
}
