/// All sentences in one language (`kiosk-config/languages/*.yaml`).
///
/// A pack with a `fallback` may be partial: each phrase it lacks is said in that language. Any other is complete.
package struct LanguagePack: Codable, Equatable, Sendable {
    /// BCP 47 tag, `vi`, `en`, `cjm`.
    package var tag: String
    /// The language's own name for itself.
    package var name: String
    /// The tag of the pack that speaks where this one has no sentence; `nil` for a pack that must be complete.
    package var fallback: String?
    /// Keys that wait for a native speaker, to be written or to be checked; until then the fallback speaks.
    package var forSpeakers: [String]?
    /// Sentences by key.
    package var phrases: [String: String]

    package init(
        tag: String,
        name: String,
        fallback: String? = nil,
        forSpeakers: [String]? = nil,
        phrases: [String: String]
    ) {
        self.tag = tag
        self.name = name
        self.fallback = fallback
        self.forSpeakers = forSpeakers
        self.phrases = phrases
    }

    /// Whether every phrase must stand here.
    package var isComplete: Bool { fallback == nil }

    /// The sentence to be said; none while it is empty or a native speaker has not agreed to it.
    package func sentence(_ key: String) -> String? {
        guard let sentence = written(key), forSpeakers?.contains(key) != true else { return nil }
        return sentence
    }

    /// What stands in the pack, agreed to or not; none when it was left empty.
    func written(_ key: String) -> String? {
        phrases[key].flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
    }

    /// What is wrong with the pack, each with its mend; empty when it can be used.
    ///
    /// - Parameter reference: the pack whose placeholders a translation may use, usually Vietnamese.
    package func faults(reference: LanguagePack) -> [String] {
        let known = Set(Phrase.keys)
        let missing = known.filter { isComplete && written($0) == nil }.sorted()
            .map { "\($0): missing; add the sentence" }
        let unknown = Set(phrases.keys).union(forSpeakers ?? []).subtracting(known).sorted()
            .map { "\($0): unknown key; remove or rename it" }
        let unsure =
            isComplete && !(forSpeakers ?? []).isEmpty ? ["forSpeakers: only a pack with a fallback has it"] : []
        let own = fallback == tag ? ["fallback: a pack cannot fall back to itself"] : []
        return missing + unknown + unsure + own + surplusPlaceholders(reference)
    }

    private func surplusPlaceholders(_ reference: LanguagePack) -> [String] {
        phrases.keys.sorted().flatMap { key -> [String] in
            guard let original = reference.phrases[key], let own = phrases[key] else { return [] }
            let surplus = Template(own).names.subtracting(Template(original).names).sorted()
            return surplus.map { "\(key): {\($0)} is not filled in by the program; remove it" }
        }
    }
}
