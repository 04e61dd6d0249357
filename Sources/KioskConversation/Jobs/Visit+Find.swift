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
        switch found.verdict {
        case .outOfScope: try await nothingFound(words, phrase: .outOfScopeText, advice: found.advice)
        case .nearest, .found:
            guard !found.matches.isEmpty else { return try await nothingFound(words, phrase: .nothingText) }
            // What is only near is shown in one page: five, and the way on.
            let isExact = found.verdict == .found
            let entries = found.matches.prefix(isExact ? 20 : 5).map(\.entry)
            let intro = phrases(isExact ? .foundIntro : .nearestIntro)
            try await offer(Array(entries), GuideKeywords(settings.guides()).guide(for: words), intro: intro)
        case .empty: try await nothingFound(words, phrase: .nothingText)
        }
    }

    /// What was found; a guide that the words ask for stands after the three best.
    private func offer(_ entries: [CatalogueEntry], _ guide: Guide?, intro: String) async throws(Departure) {
        var items = entries.map(FoundItem.procedure)
        if let guide { items.insert(.guide(guide), at: min(3, items.count)) }
        try await chooseFrom(items, title: phrases(.foundTitle), body: [.text(intro)], text: text) {
            item throws(Departure) in
            switch item {
            case .procedure(let entry): try await procedurePage(entry.code)
            case .guide(let guide): try await follow(guide)
            }
        }
    }

    private func text(_ item: FoundItem) -> String {
        switch item {
        case .procedure(let entry): name(entry)
        case .guide(let guide): phrases(.findGuideOffer, ["title": guide.title.text(in: phrases.tag)])
        }
    }

    /// Never a dead end: other words, by field, a guide that the words ask for, or a person.
    private func nothingFound(_ words: String, phrase: Phrase, advice: String? = nil) async throws(Departure) {
        await desk.catalogue.noteUnanswered(words)
        let guide = GuideKeywords(settings.guides()).guide(for: words)
        let shown = words.count > 60 ? words.prefix(60) + "…" : words[...]
        let page = Page(
            title: phrases(.nothingTitle),
            body: Page.Block.lines([phrases(phrase, ["words": String(shown)])]).personal
                + Page.Block.lines([
                    phrases.readsVietnamese ? advice : nil,
                    phrases(.errorOfferPerson, deskValues),
                ]),
            choices: [phrases(.findAgain), phrases(.findBrowse)] + (guide.map { [text(.guide($0))] } ?? [])
        )
        switch try await choose(page) {
        case 2: try await browse()
        case 3: if let guide { try await follow(guide) }
        default: break
        }
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
