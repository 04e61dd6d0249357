import FoundationEssentials
package import Logging
package import ProcedureFinder
package import PublicServices

/// Finds and shows procedures from the catalogue on this kiosk; never waits on the network.
package actor CatalogueDesk {
    private let store: any CatalogueStore
    private let synonyms: @Sendable () -> Synonyms
    private let clock: any KioskClock
    private let usage: UsageBook?
    private let logger: Logger
    /// The finder and the catalogue it was made from.
    private var ready: (finder: ProcedureFinder, identity: String)?

    /// - Parameters:
    ///   - synonyms: read when the first search needs them, so that other jobs start without them.
    ///   - usage: counts what searches come to.
    package init(
        store: any CatalogueStore,
        synonyms: @escaping @Sendable () -> Synonyms,
        clock: any KioskClock,
        usage: UsageBook? = nil,
        logger: Logger
    ) {
        self.store = store
        self.synonyms = synonyms
        self.clock = clock
        self.usage = usage
        self.logger = logger
    }

    /// Procedures for what a citizen typed, best first.
    ///
    /// - Throws: `StoreError` when the catalogue cannot be read.
    package func find(_ words: String, limit: Int) async throws -> FoundProcedures {
        let start = clock.uptime
        let found = try await search(words, limit: limit)
        usage?.note(.searched(SearchOutcome(found), took: clock.uptime - start))
        return found
    }

    private func search(_ words: String, limit: Int) async throws -> FoundProcedures {
        if let code = ProcedureCode(typed: words), let entry = try await store.entries([code]).first {
            return FoundProcedures(verdict: .found, matches: [FoundProcedure(entry: entry, score: 1)])
        }
        let result = try await readyFinder().find(words, limit: limit)
        let codes = result.matches.compactMap { ProcedureCode($0.code) }
        let entries = Dictionary(try await store.entries(codes).map { ($0.code.text, $0) }) { first, _ in first }
        let matches = result.matches.compactMap { match in
            entries[match.code].map { FoundProcedure(entry: $0, score: match.score) }
        }
        return FoundProcedures(
            verdict: result.verdict, matches: matches, advice: result.advice, missing: result.missing)
    }

    /// Counts words that found nothing, with what could lead to a person taken out.
    package func noteUnanswered(_ words: String) async {
        guard let usage else { return }
        let finder = try? await readyFinder()
        let scrubbed = ScrubbedWords(typed: words) { finder?.namesHold($0, $1) ?? false }
        if let scrubbed { usage.note(.foundNothing(scrubbed)) }
    }

    /// A procedure in full, with the day its facts were last confirmed.
    ///
    /// After the clock was set back that day may lie ahead.
    package func procedure(_ code: ProcedureCode) async -> Answer<Procedure> {
        do {
            guard let header = try await store.header(), let procedure = try await store.procedure(code) else {
                return .notFound
            }
            return .saved(procedure, asOf: header.confirmedAt)
        } catch {
            logger.error("catalogue not readable", metadata: ["error": "\(error)"])
            return .unavailable(.storeFailed)
        }
    }

    package func fields(at level: AdministrativeLevel) async throws -> [FieldCount] {
        try await store.fields(at: level)
    }

    package func entries(at level: AdministrativeLevel, field: String) async throws -> [CatalogueEntry] {
        try await store.entries(at: level, field: field)
    }

    package func agencies() async throws -> [AgencyCount] { try await store.agencies() }

    package func entries(agency: String) async throws -> [CatalogueEntry] { try await store.entries(agency: agency) }

    /// Counts that a procedure's page was opened; a store that cannot count it disturbs nobody.
    package func opened(_ code: ProcedureCode) async {
        do { try await store.countOpened(code) } catch {
            logger.notice("opening not counted", metadata: ["error": "\(error)"])
        }
    }

    /// The procedures that were opened most on this kiosk, most first; empty before the first one was.
    package func mostAsked(limit: Int) async throws -> [CatalogueEntry] {
        try await store.entries(try await store.mostOpened(limit: limit))
    }

    package func header() async throws -> CatalogueHeader? { try await store.header() }

    package func summary() async throws -> CatalogueSummary { try await store.summary() }

    /// Forgets the finder, so that the next search sees the catalogue as it is now.
    package func catalogueChanged() { ready = nil }

    /// The finder for the catalogue held now; another process may have replaced it too.
    private func readyFinder() async throws -> ProcedureFinder {
        let identity = Self.identity(try await store.header())
        if let ready, ready.identity == identity { return ready.finder }
        // The header was read before the index: a finder made across a change is not taken for the new one's.
        let finder = ProcedureFinder(index: try await index(), synonyms: synonyms())
        ready = (finder, identity)
        return finder
    }

    /// What tells one catalogue from another.
    ///
    /// The backend's version does; a file has none, but each reading of a file has its time.
    private static func identity(_ header: CatalogueHeader?) -> String {
        guard let header else { return "" }
        if let version = header.version { return "version \(version.text) \(header.count)" }
        return "file \(header.source) \(header.confirmedAt.timeIntervalSince1970) \(header.count)"
    }

    /// The stored index, or one built anew when it is missing or damaged.
    private func index() async throws -> SearchIndex {
        if let bytes = try await store.searchIndex(), let index = try? SearchIndex(bytes: bytes) { return index }
        logger.notice("search index is built anew")
        let collected = Collector()
        try await store.forEachProcedure { collected.add(FinderDocument($0)) }
        return SearchIndex.build(collected.documents)
    }
}

/// What a search found.
package struct FoundProcedures: Sendable {
    package var verdict: FindVerdict
    package var matches: [FoundProcedure]
    /// Where to turn with a question that no procedure answers, in Vietnamese.
    package var advice: String?
    /// What the law calls what was typed, in Vietnamese, when the catalogue has no such procedure.
    package var missing: String?

    package init(
        verdict: FindVerdict,
        matches: [FoundProcedure],
        advice: String? = nil,
        missing: String? = nil
    ) {
        self.verdict = verdict
        self.matches = matches
        self.advice = advice
        self.missing = missing
    }
}

extension SearchOutcome {
    /// What a search came to; one without matches found nothing, whatever its verdict.
    init(_ found: FoundProcedures) {
        self =
            switch found.verdict {
            case .outOfScope: .outOfScope
            case .empty: .nothing
            case .nearest: found.matches.isEmpty ? .nothing : .nearest
            case .found: found.matches.isEmpty ? .nothing : .found
            }
    }
}

/// A procedure with how well it fits; scores compare within one search only.
package struct FoundProcedure: Sendable {
    package var entry: CatalogueEntry
    package var score: Double

    package init(entry: CatalogueEntry, score: Double) {
        self.entry = entry
        self.score = score
    }
}
