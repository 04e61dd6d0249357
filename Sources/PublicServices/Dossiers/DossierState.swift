/// The ten states of the national public-service portal (field `TrangThaiHoSo`; research/facts.md §2).
package enum DossierState: Int, CaseIterable, Codable, Sendable {
    case registered = 1
    case received = 2
    case refused = 3
    case processing = 4
    case supplementRequested = 5
    case paymentRequested = 6
    case withdrawn = 7
    case stopped = 8
    case finished = 9
    case returned = 10

    /// What may be told to anybody who has the code.
    package var degree: DegreeOfCompletion {
        switch self {
        case .registered, .received: .received
        case .processing: .inProgress
        case .supplementRequested, .paymentRequested: .waitingForYou
        case .refused, .withdrawn, .stopped, .finished, .returned: .finished
        }
    }

    /// A state after which nothing more happens at the agency.
    package var isFinal: Bool { [.refused, .withdrawn, .stopped, .returned].contains(self) }

    /// The agency's clock stands still while it waits for the citizen (research/facts.md §2.9).
    package var stopsTheClock: Bool { degree == .waitingForYou || isFinal || self == .finished }
}

/// How far a dossier has come: all that may be published without authentication.
///
/// Thông tư 01/2018/TT-VPCP, Điều 16.2.d.
package enum DegreeOfCompletion: String, CaseIterable, Codable, Sendable {
    case received
    case inProgress
    case waitingForYou
    case finished
}
