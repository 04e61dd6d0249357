/// The sentences of a visit's language.
package struct Phrases: Sendable {
    package let pack: LanguagePack
    private let fallback: LanguagePack

    /// - Parameters:
    ///   - pack: the language that was chosen.
    ///   - fallback: answers for phrases that `pack` lacks; Vietnamese.
    package init(pack: LanguagePack, fallback: LanguagePack) {
        self.pack = pack
        self.fallback = fallback
    }

    package var tag: String { pack.tag }

    /// Whether records are read as they were written, in Vietnamese: by speakers of a language that falls back to it.
    package var readsVietnamese: Bool { tag == "vi" || pack.fallback == "vi" }

    /// Says politely that records stand in Vietnamese, to somebody who reads another language.
    var noteOnRecords: String? { readsVietnamese ? nil : self(.inVietnamese) }

    /// The sentence with its places filled in.
    package func callAsFunction(_ phrase: Phrase, _ values: [String: String] = [:]) -> String {
        sentence(phrase.rawValue, values)
    }

    func sentence(_ key: String, _ values: [String: String]) -> String {
        Template(pack.sentence(key) ?? fallback.phrases[key] ?? key).filled(values)
    }

    /// The phrase that a text is, when it is a fixed sentence of this language.
    package func key(of text: String) -> String? {
        pack.phrases.filter { $0.value == text }.keys.min()
    }

    /// The text for this language out of a table of languages.
    package func choose(_ texts: [String: String]) -> String {
        texts[pack.tag] ?? texts[fallback.tag] ?? texts.sorted { $0.key < $1.key }.first?.value ?? ""
    }
}

/// The languages a kiosk speaks, the first is shown first.
package struct Languages: Sendable {
    package let packs: [LanguagePack]
    private let reserves: [LanguagePack]

    /// - Parameters:
    ///   - packs: at least one; `nil` otherwise.
    ///   - reserves: packs that others fall back to and that are not offered themselves.
    package init?(packs: [LanguagePack], reserves: [LanguagePack] = []) {
        guard !packs.isEmpty else { return nil }
        self.packs = packs
        self.reserves = reserves
    }

    /// Tags of the packs that have every sentence: content beside the packs must have them too.
    package var completeTags: [String] { packs.filter(\.isComplete).map(\.tag) }

    /// Sentences in the language with this tag, or in the first language.
    package func phrases(_ tag: String? = nil) -> Phrases {
        let pack = packs.first { $0.tag == tag } ?? packs[0]
        let fallback = (packs + reserves).first { $0.tag == pack.fallback }
        return Phrases(pack: pack, fallback: fallback ?? packs[0])
    }

    /// The same languages with this one first; `nil` when it is not among them.
    package func beginning(with tag: String?) -> Languages? {
        guard let tag else { return self }
        guard let first = packs.first(where: { $0.tag == tag }) else { return nil }
        return Languages(packs: [first] + packs.filter { $0.tag != tag }, reserves: reserves)
    }

    /// The languages that can be changed to.
    package func others(than tag: String) -> [LanguagePack] { packs.filter { $0.tag != tag } }
}
