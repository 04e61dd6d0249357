/// How much of the talk a language pack speaks.
package struct LanguageCoverage: Encodable, Equatable, Sendable {
    package var tag: String
    package var name: String
    /// The tag of the pack that speaks for missing phrases; `nil` for a complete pack.
    package var fallback: String?
    /// Every phrase there is.
    package var total: Int
    /// Phrases said in this language.
    package var spoken: Int
    /// Keys with no sentence of their own, in the order of the talk.
    package var missing: [String]
    /// Keys that wait for a native speaker, in the order of the talk.
    package var forSpeakers: [String]

    package init(_ pack: LanguagePack) {
        let keys = Phrase.keys
        tag = pack.tag
        name = pack.name
        fallback = pack.fallback
        total = keys.count
        spoken = keys.count { pack.sentence($0) != nil }
        missing = keys.filter { pack.written($0) == nil }
        forSpeakers = keys.filter { pack.forSpeakers?.contains($0) == true }
    }

    /// Phrases that another language says.
    package var fallingBack: Int { total - spoken }

    /// Whole per cent, rounded down, so that 100 means all.
    package var percent: Int { spoken * 100 / max(1, total) }

    /// One line for an operator.
    package var text: String {
        let back = fallback.map { ", \(fallingBack) said in \($0)" } ?? ""
        let waiting = forSpeakers.isEmpty ? "" : ", \(forSpeakers.count) wait for a native speaker"
        return "\(tag) (\(name)): \(spoken) of \(total) phrases (\(percent) %)\(back)\(waiting)"
    }
}
