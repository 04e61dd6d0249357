package import FoundationEssentials

/// When a kiosk looks for new content, so that a province's kiosks never ask in the same second.
///
/// Each kiosk has its own place in the period, made from its id, and a jitter on top: after an outage thousands of
/// kiosks come back at once, and the backend must not fall over again (RFC 9110 §10.2.3 for `Retry-After`).
package struct SyncSchedule: Sendable {
    /// How a look for new content ended.
    package enum Outcome: Equatable, Sendable {
        case done
        /// The backend could not be asked; it may have said how long to wait.
        case failed(retryAfter: Duration?)
    }

    /// Longest wait before the first look after a start, in seconds.
    private static let startSpread = 900.0
    /// First and longest wait after failures, in seconds.
    private static let firstRetry = 60.0
    private static let longestRetry = 900.0

    /// Seconds from look to look while all goes well.
    let period: Double
    private let phase: Double
    private var random: SeededMix
    private var failures = 0

    /// - Parameter every: from look to look while all goes well.
    package init(kioskID: String, every: Duration) {
        period = max(60, every / .seconds(1))
        random = SeededMix(text: kioskID)
        phase = random.fraction() * period
    }

    /// No wait is longer, in seconds.
    var longestWait: Double { max(period * 1.5, 2 * BackendError.longestWait.seconds) }

    /// How long to wait after the program started, when a whole province may have its power back.
    package mutating func waitAtStart() -> Duration {
        .seconds(random.fraction() * min(Self.startSpread, period))
    }

    /// How long to wait after a look.
    package mutating func wait(after outcome: Outcome, at now: Date) -> Duration {
        switch outcome {
        case .done:
            failures = 0
            return .seconds(untilOwnPlace(now) + (random.fraction() - 0.5) * period / 10)
        case .failed(let retryAfter):
            failures = min(failures + 1, 16)
            let grown = min(Self.firstRetry * Double(1 << (failures - 1)), Self.longestRetry)
            guard let retryAfter else { return .seconds(grown * (0.5 + random.fraction())) }
            // Never before the time asked for; those who were told the same time do not meet again at its end.
            let asked = retryAfter / .seconds(1)
            return .seconds(asked + random.fraction() * max(grown, asked))
        }
    }

    /// Seconds to this kiosk's place in the period; at least a quarter of it, so that it does not ask twice in a row.
    private func untilOwnPlace(_ now: Date) -> Double {
        let into = now.timeIntervalSince1970.truncatingRemainder(dividingBy: period)
        let wait = (phase - into + period * 2).truncatingRemainder(dividingBy: period)
        return wait < period / 4 ? wait + period : wait
    }
}

/// Numbers that are the same for the same text on every machine (FNV-1a, then SplitMix64).
struct SeededMix: Sendable {
    private var state: UInt64

    init(text: String) {
        state = text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    /// A number from 0 up to but not 1.
    mutating func fraction() -> Double {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Double((mixed ^ (mixed >> 31)) >> 11) / 9_007_199_254_740_992
    }
}
