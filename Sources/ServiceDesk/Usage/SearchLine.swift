import VietnameseText

/// A search as it was typed, word by word.
struct SearchLine {
    let words: [SearchWord]
    /// Whether a word and the next one stand side by side in some procedure's name.
    private let pairs: [Bool]
    /// Whether the whole line was typed without marks: then each word may be any of its letters, trong also Trọng.
    let isUnmarked: Bool

    init(_ typed: String, isKnownPair: (String, String) -> Bool) {
        let words = typed.split { $0.isWhitespace || ",;!?()[]{}\"“”".contains($0) }.map(SearchWord.init)
        self.words = words
        isUnmarked = words.allSatisfy(\.isBare)
        pairs = zip(words, words.dropFirst()).map { first, second in
            first.isPlain && second.isPlain && isKnownPair(first.folded, second.folded)
        }
    }

    /// Syllables of a name at most.
    static let longestName = 4

    /// How many words a name has that begins here: it ends where the name of a procedure begins.
    func lengthOfName(from start: Int) -> Int {
        (2..<Self.longestName).first { isPair(start + $0) } ?? Self.longestName
    }

    /// The word at a place; `nil` outside the line.
    func word(_ position: Int) -> SearchWord? { words.indices.contains(position) ? words[position] : nil }

    /// Whether a word and the next one stand side by side in some procedure's name.
    func isPair(_ position: Int) -> Bool { pairs.indices.contains(position) && pairs[position] }

    /// Whether a word stands in some procedure's name beside one of its neighbours here.
    func isKnown(_ position: Int) -> Bool { isPair(position - 1) || isPair(position) }
}

/// A word of a search as it was typed.
struct SearchWord {
    /// Longest syllable or foreign word that is kept.
    private static let longest = 20

    let lower: String
    let folded: String
    /// Letters alone; digits, addresses and signs are not.
    let isPlain: Bool
    /// A capital, then small letters.
    let isCapitalised: Bool
    /// Numbers of a house, a telephone or a code, addresses on the net; 5 and 50cc are not.
    let isTelling: Bool

    init(_ typed: Substring) {
        let bare = typed.trimmingSuffix { ".:'’-".contains($0) }
        lower = bare.lowercased()
        folded = Fold.foldedString(lower)
        isPlain = !bare.isEmpty && bare.count <= Self.longest && bare.allSatisfy(\.isLetter)
        isCapitalised = bare.first?.isUppercase == true && bare.dropFirst().contains(where: \.isLowercase)
        let isShort = bare.allSatisfy { $0.isLetter || $0.isNumber } && bare.filter(\.isNumber).count <= 2
        isTelling = !isPlain && bare.contains { $0.isLetter || $0.isNumber } && (!isShort || bare.count > 4)
    }

    /// Whether it has no marks: then it may be any word of these letters.
    var isBare: Bool { lower == folded }
}

/// Finds numbers that could belong to a person: in digits, or a telephone number in words.
enum NumberScrubbing {
    /// Number words in a row that could be a telephone number or an identity number.
    private static let run = 4
    private static let numbers: Set<String> = [
        "khong", "mot", "hai", "ba", "bon", "tu", "nam", "lam", "sau", "bay", "tam", "chin", "muoi", "linh", "le",
    ]

    static func positions(in line: SearchLine) -> Set<Int> {
        var found = Set(line.words.indices.filter { line.words[$0].isTelling })
        var start = 0
        for position in 0...line.words.count {
            if let word = line.word(position), numbers.contains(word.folded) { continue }
            if position - start >= run { found.formUnion(start..<position) }
            start = position + 1
        }
        return found
    }
}

extension Substring {
    fileprivate func trimmingSuffix(while isTrimmed: (Character) -> Bool) -> Substring {
        var text = self
        while let last = text.last, isTrimmed(last) { text = text.dropLast() }
        return text
    }
}
