import ServiceDesk

/// The ways out of a page other than answering it.
///
/// Handled in one place, `Visit.hold`.
package enum Departure: Error, Equatable, Sendable {
    /// `9`: to the page before.
    case back
    /// `0`: to the first page.
    case home
    /// The visit is over.
    case end(VisitEnd)
}

/// Why a visit ended.
package enum VisitEnd: Equatable, Sendable {
    case finished
    /// Nobody pressed a key, and nobody answered the question either.
    case idle
    /// Hang-up, end of file, closed output.
    case endOfInput
    /// The citizen hid the screen at once.
    case hidden
    /// The volunteer is done with this citizen; the next visit begins in volunteer mode.
    case nextCitizen
}

extension VisitEnd {
    /// The end as it is counted.
    var counted: VisitOutcome {
        switch self {
        case .finished: .finished
        case .idle: .idle
        case .endOfInput: .closed
        case .hidden: .hidden
        case .nextCitizen: .nextCitizen
        }
    }
}
