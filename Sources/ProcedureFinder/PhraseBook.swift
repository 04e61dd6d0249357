import VietnameseText

/// The synonyms made ready for matching.
struct PhraseBook: Sendable {
    private var patterns: [Entry] = []
    /// For each kind the patterns that can begin with a word.
    private var byFirstKey = [[FoldKey: [Int]]](repeating: [:], count: Kind.allCases.count)
    /// Words that count little, with their marks, by their letters.
    private(set) var weakWords: [FoldKey: Set<Marks>] = [:]

    /// What a phrase means once it is recognised.
    enum Meaning: Sendable {
        case stop
        case means(Legal)
        case outOfScope(say: String?, always: Bool)

        var kind: Kind {
            switch self {
            case .stop: .stop
            case .means: .means
            case .outOfScope: .outOfScope
            }
        }
    }

    /// What the law calls it.
    struct Legal: Sendable {
        /// The words of each phrase, the likeliest first; never empty.
        var phrases: [[SyllableForm]]
        /// The likeliest as it is written in the file.
        var text: String
        /// Whether it is meant only when nothing else of content is typed.
        var isAlone: Bool
    }

    /// What sort of phrases is looked for.
    enum Kind: Int, CaseIterable { case stop, means, outOfScope }

    private struct Entry: Sendable {
        var pattern: PhrasePattern
        var meaning: Meaning

        var isAlone: Bool { if case .means(let legal) = meaning { legal.isAlone } else { false } }
    }

    /// Every word of a pattern.
    private var words = Set<FoldKey>()
    /// For each pattern the words it cannot do without, one bit each.
    private var traces: [UInt64] = []

    /// A recognised phrase.
    struct Match {
        var range: Range<Int>
        var meaning: Meaning
        var length: Int
    }

    init(_ synonyms: Synonyms) {
        for form in synonyms.weakWords.flatMap(PhraseBook.forms) {
            weakWords[form.key, default: []].insert(form.marks)
        }
        let groups = synonyms.groups.mapValues { members in
            members.map(PhraseBook.forms).filter { !$0.isEmpty }.sorted { $0.count > $1.count }
        }
        for phrase in synonyms.stopPhrases { add(phrase, .stop, groups: groups) }
        for entry in synonyms.synonyms {
            let means = entry.means.map { (text: $0, forms: IndexedName.forms($0)) }.filter { !$0.forms.isEmpty }
            guard let first = means.first else { continue }
            let legal = Legal(phrases: means.map(\.forms), text: first.text, isAlone: entry.alone)
            for phrase in entry.said { add(phrase, .means(legal), groups: groups) }
        }
        for entry in synonyms.outOfScope {
            let meaning = Meaning.outOfScope(say: entry.say, always: entry.always)
            for phrase in entry.said { add(phrase, meaning, groups: groups) }
        }
    }

    /// Whether some phrase holds the word: then it is one as it stands, however foreign ("photo", "karaoke").
    func holds(_ key: FoldKey) -> Bool { words.contains(key) }

    private static func forms(_ text: String) -> [SyllableForm] {
        var forms: [SyllableForm] = []
        Words.forEachForm(text) { form, _ in forms.append(form) }
        return forms
    }

    private mutating func add(_ phrase: String, _ meaning: Meaning, groups: [String: [[SyllableForm]]]) {
        guard let pattern = PhrasePattern(phrase, groups: groups) else { return }
        patterns.append(Entry(pattern: pattern, meaning: meaning))
        traces.append(pattern.trace)
        words.formUnion(pattern.keys)
        let kind = meaning.kind.rawValue
        for key in Set(pattern.firstKeys) { byFirstKey[kind][key, default: []].append(patterns.count - 1) }
    }

    /// Recognised phrases of one kind that do not overlap, longest first where they would.
    func matches(in text: PhraseText, of kind: Kind) -> [Match] {
        let known = byFirstKey[kind.rawValue]
        var found: [Match] = []
        let trace = text.trace
        for start in text.terms.indices {
            let readings = text.terms[start].readings
            for (place, reading) in readings.enumerated()
            where !readings[..<place].contains(where: { $0.form.key == reading.form.key }) {
                // Of a hundred patterns that begin with a word like "giấy" few have their other words here.
                for number in known[reading.form.key] ?? [] where traces[number] & ~trace == 0 {
                    let pattern = patterns[number].pattern
                    guard let end = pattern.end(in: text, from: start) else { continue }
                    if patterns[number].isAlone, !text.isAll(start..<end) { continue }
                    found.append(
                        Match(range: start..<end, meaning: patterns[number].meaning, length: pattern.length)
                    )
                }
            }
        }
        return PhraseBook.withoutOverlap(found)
    }

    private static func withoutOverlap(_ matches: [Match]) -> [Match] {
        let ordered = matches.enumerated().sorted { left, right in
            if left.element.length != right.element.length { return left.element.length > right.element.length }
            if left.element.range.count != right.element.range.count {
                return left.element.range.count < right.element.range.count
            }
            return left.offset < right.offset
        }
        var kept: [Match] = []
        for match in ordered.map(\.element) where !kept.contains(where: { $0.range.overlaps(match.range) }) {
            kept.append(match)
        }
        return kept.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }
}
