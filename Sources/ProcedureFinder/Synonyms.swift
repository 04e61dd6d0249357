/// The words of the street and what the law calls them; the content of `kiosk-config/synonyms.yaml`.
///
/// `Decodable`, so that whoever may read YAML can decode it in one call.
package struct Synonyms: Sendable, Hashable, Decodable {
    /// Named groups for use in patterns as `<name>`.
    package var groups: [String: [String]]
    /// Everyday phrase → legal phrase.
    package var synonyms: [SynonymEntry]
    /// Phrases that say nothing about which procedure is meant ("mất bao lâu").
    package var stopPhrases: [String]
    /// Single words that count little ("thì", "cho").
    package var weakWords: [String]
    /// What no administrative procedure answers.
    package var outOfScope: [OutOfScopeEntry]

    /// Synonyms from their parts; all parts may be empty.
    package init(
        entries: [SynonymEntry] = [],
        stopPhrases: [String] = [],
        weakWords: [String] = [],
        outOfScope: [OutOfScopeEntry] = [],
        groups: [String: [String]] = [:]
    ) {
        self.groups = groups
        self.synonyms = entries
        self.stopPhrases = stopPhrases
        self.weakWords = weakWords
        self.outOfScope = outOfScope
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        groups = try values.decodeIfPresent([String: [String]].self, forKey: .groups) ?? [:]
        synonyms = try values.decodeIfPresent([SynonymEntry].self, forKey: .synonyms) ?? []
        stopPhrases = try values.decodeIfPresent([String].self, forKey: .stopPhrases) ?? []
        weakWords = try values.decodeIfPresent([String].self, forKey: .weakWords) ?? []
        outOfScope = try values.decodeIfPresent([OutOfScopeEntry].self, forKey: .outOfScope) ?? []
    }

    private enum Key: String, CodingKey { case groups, synonyms, stopPhrases, weakWords, outOfScope }
}

/// Phrases people say and the phrases of procedure names they stand for.
package struct SynonymEntry: Sendable, Hashable, Decodable {
    /// Patterns: words, `<group>` for one of a group, `...` for up to three words between.
    package var said: [String]
    /// Legal phrases; each is tried, the first counts most.
    package var means: [String]
    /// Whether the phrases count only when nothing else of content is typed: in a sentence they are circumstances.
    package var alone: Bool

    /// An entry.
    package init(said: [String], means: [String], alone: Bool = false) {
        self.said = said
        self.means = means
        self.alone = alone
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        said = try values.decode([String].self, forKey: .said)
        means = try values.decode([String].self, forKey: .means)
        alone = try values.decodeIfPresent(Bool.self, forKey: .alone) ?? false
    }

    private enum Key: String, CodingKey { case said, means, alone }
}

/// Phrases that show that no administrative procedure is asked for.
package struct OutOfScopeEntry: Sendable, Hashable, Decodable {
    /// Patterns as in ``SynonymEntry/said``.
    package var said: [String]
    /// What to tell the citizen instead, in Vietnamese.
    package var say: String?
    /// Whether the phrase decides even when a procedure's name fits well.
    package var always: Bool

    /// An entry.
    package init(said: [String], say: String? = nil, always: Bool = false) {
        self.said = said
        self.say = say
        self.always = always
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        said = try values.decode([String].self, forKey: .said)
        say = try values.decodeIfPresent(String.self, forKey: .say)
        always = try values.decodeIfPresent(Bool.self, forKey: .always) ?? false
    }

    private enum Key: String, CodingKey { case said, say, always }
}
