package import PublicServices

/// Something that happened at this kiosk and is worth counting; nothing in it leads to a person.
package enum UsageEvent: Equatable, Sendable {
    case visitBegan
    case visitEnded(VisitOutcome)
    /// The person of this visit got an answer; counts once a visit.
    case answered
    case searched(SearchOutcome, took: Duration)
    /// What is left of the words when nothing was found.
    case foundNothing(ScrubbedWords)
    case lookedUp(LookupKind, LookupOutcome, took: Duration)
    /// A saved answer was shown that the backend gave so many seconds ago.
    case showedSaved(age: Double)
    case gave(OutboxRecord.Kind, GivenState)
    /// Answers to a survey, by question.
    case rated([String: String], in: Survey, of: RatedOffice)
    case slip(isPrinted: Bool)
    case speechFailed
    /// The backend was reached, or could not be.
    case network(isReachable: Bool)
}

/// How a visit ended, as far as it is counted.
package enum VisitOutcome: String, CaseIterable, Sendable {
    case finished
    /// Nobody pressed a key any more.
    case idle
    /// Hang-up, end of input, a stop by the operator.
    case closed
    /// The citizen hid the screen.
    case hidden
    /// A volunteer went on to the next citizen.
    case nextCitizen
    /// A crash or a power cut; noticed at the next visit.
    case cutOff
}

/// What a search for a procedure came to.
package enum SearchOutcome: String, CaseIterable, Sendable {
    case found
    /// Only something near.
    case nearest
    case nothing
    /// A question that no procedure answers.
    case outOfScope
}

/// What was looked up.
package enum LookupKind: String, CaseIterable, Sendable {
    case dossier
    case payment
}

/// What a look-up came to.
package enum LookupOutcome: String, CaseIterable, Sendable {
    case found
    case notFound
    /// A limit against guessing was closed; the citizen sees the same as for not found.
    case refused
    /// The backend asked to come later.
    case tooMany
    /// The backend could not be asked; what was last known was shown.
    case offlineKnown
    /// The backend could not be asked, and nothing was known.
    case offlineUnknown
    /// This backend does not answer the question.
    case notOffered
}

/// The office a rating is about: words of the province's own lists, or nothing.
package struct RatedOffice: Hashable, Codable, Sendable {
    /// Longest name kept, in characters.
    private static let longestName = 120

    /// The level of the procedure, where it is known.
    package var level: AdministrativeLevel?
    /// The code of the organisation, `H43.15.03`, where the dossier's code tells it: the office is known by it.
    package var organisation: String?
    /// The agency, in words; empty when the rating is about the service as a whole.
    package var agency: String

    /// An office; a name that the records glued together is cut, so that a counter stays small.
    package init(level: AdministrativeLevel? = nil, organisation: String? = nil, agency: String = "") {
        self.level = level
        self.organisation = organisation.map { String($0.prefix(Self.longestName)) }
        self.agency = String(agency.trimmingBlanks().prefix(Self.longestName))
    }

    /// The service as a whole.
    package static let service = RatedOffice()
}
