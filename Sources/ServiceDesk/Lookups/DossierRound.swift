package import PublicServices

/// What became of one code of a list.
enum ListedAnswer: Sendable {
    case answer(Answer<DossierStatus>)
    /// 429, or 503 with a time (RFC 9110 §10.2.3): how long the backend asks to wait, where it says so.
    case busy(Duration?)
    /// Too many codes of this kiosk were not found within the hour.
    case limited
}

/// Looks the dossiers of a volunteers' list up, one after the other, at a gentle rate.
///
/// Public part only, and fresh only: a list is not answered from memory. It holds the limits of the kiosk and of each
/// code (research/security.md §4.4), obeys `Retry-After`, and stops rather than knock at a closed door; what is left
/// is looked up another time.
package struct DossierRound: Sendable {
    /// Why a round ended.
    package enum End: Equatable, Sendable {
        case finished
        /// Too many codes were not found within an hour.
        case limited
        /// The backend did not answer several times in a row, or stayed busy.
        case backendAway
        /// The task was cancelled.
        case cancelled
    }

    /// Waits for a busy backend that does not say how long.
    private static let usualWait = Duration.seconds(30)
    /// The longest wait that is obeyed; a backend that wants more is away.
    private static let longestWait = Duration.seconds(900)
    private static let mostInARow = 3

    private let desk: LookupDesk
    private let clock: any KioskClock
    private let pause: Duration

    /// - Parameter pause: between two questions.
    package init(desk: LookupDesk, clock: any KioskClock, pause: Duration) {
        self.desk = desk
        self.clock = clock
        self.pause = pause
    }

    /// Looks the codes up in order and hands each answer over as it comes; a code that could not be asked is not
    /// handed over.
    package func look(
        up codes: [DossierCode],
        report: (DossierCode, Answer<DossierStatus>) async throws -> Void
    ) async throws -> End {
        var away = 0
        for (index, code) in codes.enumerated() {
            if index > 0 {
                do { try await clock.sleep(for: pause) } catch { return .cancelled }
            }
            let listed: ListedAnswer
            do { listed = try await answer(code) } catch { return .cancelled }
            switch listed {
            case .busy: return .backendAway
            case .answer(.unavailable):
                away += 1
                guard away < Self.mostInARow else { return .backendAway }
            case .answer(let answer):
                away = 0
                try await report(code, answer)
            case .limited: return .limited
            }
        }
        return .finished
    }

    /// Asks again after the time a busy backend names; `busy` when it stays so, or asks for more than is waited for.
    ///
    /// - Throws: `CancellationError`.
    private func answer(_ code: DossierCode) async throws -> ListedAnswer {
        var asked = 0
        while true {
            let answer = await desk.listed(code)
            asked += 1
            guard case .busy(let wait) = answer, asked < Self.mostInARow else { return answer }
            let named = max(wait ?? Self.usualWait, pause)
            guard named <= Self.longestWait else { return answer }
            try await clock.sleep(for: named)
        }
    }
}
