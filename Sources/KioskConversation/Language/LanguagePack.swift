/// All sentences in one language (`kiosk-config/languages/*.yaml`).
package struct LanguagePack: Codable, Equatable, Sendable {
    /// BCP 47 tag, `vi`, `en`.
    package var tag: String
    /// The language's own name for itself.
    package var name: String
    /// Sentences by key.
    package var phrases: [String: String]

    package init(tag: String, name: String, phrases: [String: String]) {
        self.tag = tag
        self.name = name
        self.phrases = phrases
    }

    /// What is wrong with the pack, each with its mend; empty when it can be used.
    ///
    /// - Parameter reference: the pack whose placeholders a translation may use, usually Vietnamese.
    package func faults(reference: LanguagePack) -> [String] {
        let known = Set(Phrase.allCases.map(\.rawValue))
        let missing = known.subtracting(phrases.keys).sorted().map { "\($0): missing; add the sentence" }
        let unknown = Set(phrases.keys).subtracting(known).sorted().map { "\($0): unknown key; remove or rename it" }
        let empty = phrases.filter { $0.value.allSatisfy(\.isWhitespace) }.keys.sorted().map { "\($0): empty sentence" }
        let placeholders = phrases.keys.sorted().flatMap { key -> [String] in
            guard let original = reference.phrases[key], let own = phrases[key] else { return [] }
            let surplus = Template(own).names.subtracting(Template(original).names).sorted()
            return surplus.map { "\(key): {\($0)} is not filled in by the program; remove it" }
        }
        return missing + unknown + empty + placeholders
    }
}

/// A sentence with places in braces.
struct Template {
    private let text: String

    init(_ text: String) { self.text = text }

    var names: Set<String> {
        var names: Set<String> = []
        walk {
            names.insert($0); return ""
        }
        return names
    }

    func filled(_ values: [String: String]) -> String {
        walk { values[$0] ?? "{\($0)}" }
    }

    /// Replaces each `{name}`; a brace without its partner stays as it is.
    @discardableResult
    private func walk(_ replace: (String) -> String) -> String {
        var result = ""
        var rest = Substring(text)
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            result += rest[..<open]
            result += replace(String(rest[rest.index(after: open)..<close]))
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }
}

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

    /// The sentence with its places filled in.
    package func callAsFunction(_ phrase: Phrase, _ values: [String: String] = [:]) -> String {
        Template(pack.phrases[phrase.rawValue] ?? fallback.phrases[phrase.rawValue] ?? phrase.rawValue).filled(values)
    }

    /// The text for this language out of a table of languages.
    package func choose(_ texts: [String: String]) -> String {
        texts[pack.tag] ?? texts[fallback.tag] ?? texts.sorted { $0.key < $1.key }.first?.value ?? ""
    }
}

/// The languages a kiosk speaks, the first is shown first.
package struct Languages: Sendable {
    package let packs: [LanguagePack]

    /// - Parameter packs: at least one; `nil` otherwise.
    package init?(packs: [LanguagePack]) {
        guard !packs.isEmpty else { return nil }
        self.packs = packs
    }

    /// Sentences in the language with this tag, or in the first language.
    package func phrases(_ tag: String? = nil) -> Phrases {
        let first = packs[0]
        return Phrases(pack: packs.first { $0.tag == tag } ?? first, fallback: first)
    }

    /// The language after this one, round and round.
    package func next(after tag: String) -> Phrases {
        let index = packs.firstIndex { $0.tag == tag } ?? 0
        return phrases(packs[(index + 1) % packs.count].tag)
    }
}
