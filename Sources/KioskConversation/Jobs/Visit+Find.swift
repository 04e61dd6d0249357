import ProcedureFinder
import PublicServices
import ServiceDesk

extension Visit {
    /// Job 1: from what a citizen says to the procedure's page.
    func findProcedure() async throws(Departure) {
        while true {
            switch try await ask(findPage()) {
            case .choice(2): try await returning { () async throws(Departure) in try await chooseGuide() }
            case .choice: try await returning { () async throws(Departure) in try await browse() }
            case .text(let words):
                try await returning { () async throws(Departure) in
                    guard let code = recognisedDossier(words) else { return try await search(words) }
                    try await openDossier(code)
                }
            }
        }
    }

    private func findPage() -> Page {
        Page(
            title: phrases(.findTitle),
            body: hints(.text(phrases(.findHow))),
            choices: [phrases(.findBrowse)] + (settings.guides().isEmpty ? [] : [phrases(.findGuides)]),
            entry: .text(example: phrases(.findExample))
        )
    }

    private func search(_ words: String) async throws(Departure) {
        guard (try? await desk.catalogue.header()) != nil else { return try await cannotShow(.catalogueEmpty) }
        guard let found = try? await desk.catalogue.find(words, limit: 20), found.verdict != .empty else {
            return try await nothingFound(words, phrase: .nothingText)
        }
        guard found.verdict != .outOfScope, !found.matches.isEmpty else {
            let phrase: Phrase = found.verdict == .outOfScope ? .outOfScopeText : .nothingText
            return try await nothingFound(words, phrase: phrase, found)
        }
        try await offer(found, GuideKeywords(settings.guides()).guide(for: words))
    }

    /// What was found.
    ///
    /// A guide that the words ask for stands after the three best, or first beside what is only near.
    private func offer(_ found: FoundProcedures, _ guide: Guide?) async throws(Departure) {
        let isExact = found.verdict == .found
        // What is only near is shown in one page: five, and the way on.
        var items = found.matches.prefix(isExact ? 20 : 5).map { FoundItem.procedure($0.entry) }
        if let guide { items.insert(.guide(guide), at: isExact ? min(3, items.count) : 0) }
        let intro = [phrases(isExact ? .foundIntro : .nearestIntro)]
        let body = missingSentence(found).map { [$0, phrases(.missingNearest)] } ?? intro
        try await chooseFrom(items, title: phrases(.foundTitle), body: Page.Block.lines(body), text: text) {
            item throws(Departure) in
            switch item {
            case .procedure(let entry): try await procedurePage(entry.code)
            case .guide(let guide): try await follow(guide)
            }
        }
    }

    /// That the matter is known and the catalogue has no such procedure, and whom to ask.
    private func missingSentence(_ found: FoundProcedures) -> String? {
        found.missing.map { phrases(.findMissing, deskValues.merging(["means": $0]) { _, means in means }) }
    }

    private func text(_ item: FoundItem) -> String {
        switch item {
        case .procedure(let entry): name(entry)
        case .guide(let guide): phrases(.findGuideOffer, ["title": guide.title.text(in: phrases.tag)])
        }
    }

    /// Never a dead end: a guide that the words ask for, other words, by field, or a person.
    private func nothingFound(
        _ words: String,
        phrase: Phrase,
        _ found: FoundProcedures? = nil
    ) async throws(Departure) {
        await desk.catalogue.noteUnanswered(words)
        let guide = GuideKeywords(settings.guides()).guide(for: words)
        let shown = words.count > 60 ? words.prefix(60) + "…" : words[...]
        // With a guide at hand it would be untrue that nothing was found.
        let told = phrases(guide == nil ? phrase : .findGuideText, ["words": String(shown)])
        let missing = found.flatMap(missingSentence)
        let page = Page(
            title: phrases(guide == nil ? .nothingTitle : .findTitle),
            body: (missing.map { [.text($0)] } ?? Page.Block.lines([told]).personal)
                + Page.Block.lines([
                    phrases.readsVietnamese ? found?.advice : nil,
                    missing == nil ? phrases(.errorOfferPerson, deskValues) : nil,
                ]),
            choices: (guide.map { [text(.guide($0))] } ?? []) + [phrases(.findAgain), phrases(.findBrowse)]
        )
        let choice = try await choose(page)
        if let guide, choice == 1 { return try await follow(guide) }
        if choice == page.choices.count { try await browse() }
    }

    /// Shows entries; at most six choices a page, the last one "more".
    func list(_ entries: [CatalogueEntry], title: String, body: [Page.Block]) async throws(Departure) {
        guard !entries.isEmpty else { return try await cannotShow(.procedureGone) }
        try await chooseFrom(entries, title: title, body: body, text: name) { entry throws(Departure) in
            try await procedurePage(entry.code)
        }
    }

    /// The name in the visit's language.
    func name(_ entry: CatalogueEntry) -> String {
        phrases.readsVietnamese ? entry.name : entry.englishName.map { "\($0) (\(entry.name))" } ?? entry.name
    }
}

/// A line of what was found.
private enum FoundItem {
    case procedure(CatalogueEntry)
    case guide(Guide)
}
