/// When a circuit opens and how often it is probed.
package struct CircuitRules: Equatable, Sendable {
    /// Failures in a row after which citizens no longer wait for the backend.
    package var opensAfter = 3
    package var shortestPause = Duration.seconds(2)
    package var longestPause = Duration.seconds(20)
    /// How long a probe may take.
    package var probeLimit = Duration.seconds(5)
    /// A question given up after this long was not answered in time.
    package var patience = Duration.seconds(4)

    package init() {}
}

/// Whether a backend is worth asking: a value that is told what happened, by a clock that never jumps.
struct Circuit: Equatable {
    private let rules: CircuitRules
    private var failures = 0
    private var misses = 0
    private var nextProbe = Duration.zero
    private var isProbing = false
    /// Why the last question failed; there is one while the circuit is open.
    private(set) var reason: BackendError.Code?

    init(_ rules: CircuitRules) { self.rules = rules }

    var isOpen: Bool { reason != nil && failures >= rules.opensAfter }

    /// The backend answered, whatever it said.
    mutating func answered() {
        failures = 0
        misses = 0
        reason = nil
    }

    /// No usable answer came.
    mutating func failed(_ code: BackendError.Code, at uptime: Duration) {
        reason = code
        failures += 1
        if failures == rules.opensAfter { nextProbe = uptime }
    }

    /// Whether a probe should start now; `true` to one caller at a time.
    mutating func takesProbe(at uptime: Duration) -> Bool {
        guard isOpen, !isProbing, uptime >= nextProbe else { return false }
        isProbing = true
        return true
    }

    /// A probe was answered or not; after an answer one failure opens the circuit again.
    mutating func probed(isAnswered: Bool, at uptime: Duration, chance: Double) {
        isProbing = false
        guard isOpen else { return }
        if isAnswered {
            failures = rules.opensAfter - 1
            misses = 0
        } else {
            let span = min(rules.shortestPause * (1 << min(misses, 16)), rules.longestPause)
            nextProbe = uptime + span * (0.5 + chance / 2)
            misses += 1
        }
    }
}

extension BackendError.Code {
    /// Whether it tells that the backend is away, rather than what it thinks of a question.
    var isAbsence: Bool {
        switch self {
        case .cannotConnect, .timedOut, .insecure, .captivePortal, .serverFailed: true
        case .badAnswer, .refused, .busy, .conflict, .rejected, .notOffered, .cancelled: false
        }
    }
}
