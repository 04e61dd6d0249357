/// The phrases a pack lacks, as YAML that a native speaker fills in: each with its meaning and its place.
package struct TranslationSheet: Sendable {
    private let pack: LanguagePack
    private let sources: [LanguagePack]

    /// - Parameter sources: the packs whose sentences are shown, Vietnamese and English.
    package init(_ pack: LanguagePack, sources: [LanguagePack]) {
        self.pack = pack
        self.sources = sources
    }

    /// Lines to be put below `phrases:` once they are filled in; the marked ones come first.
    package var text: String {
        let keys = Phrase.keys.filter { pack.sentence($0) == nil }
        let marked = keys.filter { pack.forSpeakers?.contains($0) == true }
        let rest = keys.filter { !marked.contains($0) }
        return head + section("Most needed", marked) + section("All others", rest)
    }

    private var head: String {
        """
        # \(pack.tag) (\(pack.name)): sentences to be written by somebody who speaks the language from home.
        # Nothing made by a machine is taken. A sentence may be left empty: the kiosk then says it in
        # \(pack.fallback ?? pack.tag). {words} in braces are filled in by the kiosk and must stay as they are.
        # A title is written in capitals. Short is good: a page is 72 letters wide, a sentence at most 20 words.

        """
    }

    private func section(_ title: String, _ keys: [String]) -> String {
        keys.isEmpty ? "" : "\n# \(title): \(keys.count)\n" + keys.map(entry).joined()
    }

    private func entry(_ key: String) -> String {
        let meanings = sources.compactMap { source in
            source.phrases[key].map { "  # \(source.tag): \($0)\n" }
        }
        let places = sources.first.map { Template($0.phrases[key] ?? "").names.sorted() } ?? []
        let braces = places.isEmpty ? "" : "  # keep: \(places.map { "{\($0)}" }.joined(separator: ", "))\n"
        let place = PhrasePlace.of(key).map { "  # where: \($0)\n" } ?? ""
        return meanings.joined() + place + braces + "  \(key): \"\(Self.quoted(pack.phrases[key] ?? ""))\"\n"
    }

    private static func quoted(_ text: String) -> String {
        text.reduce(into: "") { $0 += $1 == "\"" || $1 == "\\" ? "\\\($1)" : "\($1)" }
    }
}

/// Where a phrase stands, told by the first word of its key.
enum PhrasePlace {
    static func of(_ key: String) -> String? {
        places[String(key.prefix { $0 != "." })]
    }

    private static let places = [
        "frame": "around every page",
        "error": "after something that could not be understood; kind, at most 25 words",
        "welcome": "the first page",
        "keys": "for people here for the first time",
        "exercise": "the exercise of the keys",
        "help": "the help page, key 7",
        "difficulty": "telling that something was difficult here, from the help page",
        "slow": "said when reading item by item is switched",
        "volunteer": "said when a volunteer begins or ends helping",
        "handover": "the volunteer hands the keyboard to the citizen",
        "language": "choosing a language",
        "visit": "between and around visits",
        "notice": "messages of the province, on the first page, on a procedure's and in a list on the help page",
        "find": "looking for a procedure",
        "guide": "guided questions",
        "level": "levels of the administration",
        "procedure": "the pages of a procedure",
        "audience": "whom a procedure is for",
        "channel": "how a dossier is handed in",
        "online": "how to use the province's online services",
        "dossier": "the state of a dossier",
        "unavailable": "the backend cannot be asked",
        "state": "states of a dossier and what to do next",
        "payment": "what became of a payment",
        "rate": "rating how one was served",
        "given": "after something was given: a rating, a report",
        "take": "taking something along on paper or as a QR code",
        "slip": "printed on slips",
        "speech": "said by the voice only",
        "age": "how old an answer is",
        "training": "the exercise for volunteers and staff (kiosk practice); citizens never see it",
    ]
}
