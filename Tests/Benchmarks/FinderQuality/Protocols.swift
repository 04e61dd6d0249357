import ProcedureFinder
import VietnameseText

/// A query and the codes that would be right.
struct Trial {
    var query: String
    var codes: Set<String>
}

/// How often the right code came first, in three, in five.
struct Score {
    var total = 0
    var first = 0
    var three = 0
    var five = 0

    mutating func add(_ codes: [String], right: Set<String>) {
        total += 1
        if codes.prefix(1).contains(where: right.contains) { first += 1 }
        if codes.prefix(3).contains(where: right.contains) { three += 1 }
        if codes.prefix(5).contains(where: right.contains) { five += 1 }
    }

    /// Takes in another sample.
    mutating func add(_ other: Score) {
        total += other.total
        first += other.first
        three += other.three
        five += other.five
    }

    /// Shares in percent.
    var firstShare: Double { Score.share(first, of: total) }
    var threeShare: Double { Score.share(three, of: total) }
    var fiveShare: Double { Score.share(five, of: total) }

    var inFive: String { "\(Bars.text(fiveShare)) %" }

    var text: String {
        let shares = [firstShare, threeShare, fiveShare].map { "\(Bars.text($0)) %" }
        return "n \(total)  first \(shares[0])  three \(shares[1])  five \(shares[2])"
    }

    static func share(_ count: Int, of total: Int) -> Double {
        total == 0 ? 0 : Double(count) * 100 / Double(total)
    }
}

/// Lists of trials made from the material, the same in every run.
enum Protocols {
    /// Six consecutive syllables of 800 random names, typed in one style.
    static func names(_ documents: [FinderDocument], _ style: TypingStyle, seed: UInt64 = 42) -> [Trial] {
        let unique = Dictionary(grouping: documents, by: { $0.name.lowercased() }).values
            .sorted { $0[0].code < $1[0].code }
            .filter { syllables($0[0].name).count >= 6 }
        var random = Seeded(seed)
        return (0..<800).map { _ in
            let group = unique[Int.random(in: 0..<unique.count, using: &random)]
            let name = syllables(group[0].name)
            let start = Int.random(in: 0...(name.count - 6), using: &random)
            let query = style.typed(Array(name[start..<start + 6]), &random)
            return Trial(query: query, codes: Set(group.map(\.code)))
        }
    }

    static func syllables(_ name: String) -> [String] {
        var text = name
        return text.withUTF8 { utf8 in
            Words.words(name).map { String(decoding: utf8[$0.utf8Range], as: UTF8.self) }
        }
    }

    /// Every marked run of words in the names, as the index holds them, whose letters another run shares.
    ///
    /// Right is a name that holds the very marks.
    static func minimalPairs(_ documents: [FinderDocument], length: Int) -> [Trial] {
        var holders: [[SyllableForm]: Set<String>] = [:]
        for document in documents {
            let forms = IndexedName.forms(document.name)
            guard forms.count >= length else { continue }
            for start in 0...(forms.count - length) {
                holders[Array(forms[start..<start + length]), default: []].insert(document.code)
            }
        }
        let byFold = Dictionary(grouping: holders) { $0.key.map(\.key) }
        return byFold.values.filter { $0.count > 1 }.flatMap { $0 }
            .filter { $0.key.contains { !$0.marks.isEmpty } && $0.key.allSatisfy { $0.key.bytes.count > 1 } }
            .map { Trial(query: $0.key.map(Spelling.written).joined(separator: " "), codes: $0.value) }
            .sorted { $0.query < $1.query }
    }

    /// The plain syllables that are the Telex keys of another syllable: 46 by the rules of the orthography.
    static var everyClash: [(typed: String, decoded: String)] {
        Syllables.plain.compactMap { key in
            let typed = String(decoding: key.bytes, as: UTF8.self)
            guard let word = Words.words(typed).first, let decoded = Keystrokes.form(word) else { return nil }
            return (typed, Spelling.written(decoded))
        }
    }

    /// Telex spellings of marked words of the catalogue that are words or plain syllables as well (`oong`, `xoong`).
    static func clashes(_ documents: [FinderDocument]) -> [Clash] {
        var marked = Set<SyllableForm>()
        var plain = Set<FoldKey>(["teen", "coo", "doong"].map { FoldKey($0.utf8) })
        for document in documents {
            let texts = Words.words((document.papers + document.texts).joined(separator: "\n")).map(\.form)
            for form in IndexedName.forms(document.name) + texts {
                if form.marks.isEmpty { plain.insert(form.key) } else { marked.insert(form) }
            }
        }
        return marked.compactMap { form in
            let keys = Keys.telex(Spelling.written(form))
            guard Syllables.isValid(form), plain.contains(FoldKey(keys.utf8)) || Syllables.isValid(FoldKey(keys.utf8))
            else { return nil }
            return Clash(keys: keys, decoded: form, documents: documents)
        }.sorted { $0.keys < $1.keys }
    }
}

/// Keys that are a word as they stand and another one in Telex.
struct Clash {
    var keys: String
    /// Codes of names that hold the word as typed.
    var typed: Set<String> = []
    /// Codes of names that hold the decoded word only.
    var decoded: Set<String> = []

    init(keys: String, decoded form: SyllableForm, documents: [FinderDocument]) {
        self.keys = keys
        let plain = SyllableForm(key: FoldKey(keys.utf8))
        for document in documents {
            let forms = IndexedName.forms(document.name)
            if forms.contains(plain) {
                typed.insert(document.code)
            } else if forms.contains(form) {
                decoded.insert(document.code)
            }
        }
    }

    /// Whether an answer of at most 100 codes has all names with the word before those with the decoded one.
    func isKept(by codes: [String]) -> Bool {
        let before = codes.prefix { !decoded.contains($0) }.filter(typed.contains)
        guard before.count == min(typed.count, codes.count) else { return false }
        if let first = codes.first, !typed.isEmpty, !typed.contains(first) { return false }
        return decoded.isEmpty || before.count >= 100 || codes.contains(where: decoded.contains)
    }
}
