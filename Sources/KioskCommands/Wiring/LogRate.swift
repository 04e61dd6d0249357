import Synchronization

/// Lets each kind of log line through a few times at once and then rarely, and tells how many were left out.
///
/// A backend that is away or a printer without paper says the same a thousand times a day: the disk and the reader of
/// the log must not suffer for it. A token bucket for each level and message, by a clock that nobody can set.
package final class LogRate: Sendable {
    /// What becomes of a line.
    package enum Verdict: Equatable, Sendable {
        /// Written; so many like it were left out before.
        case written(leftOut: Int)
        case leftOut
    }

    private struct Bucket {
        var tokens: Double
        var filledAt: Duration
        var leftOut = 0
    }

    /// Kinds of lines that are told apart; a flood of different ones shares the last bucket.
    private static let mostKinds = 200
    private static let everythingElse = "other lines"

    private let burst: Double
    private let refill: Duration
    private let uptime: @Sendable () -> Duration
    private let buckets = Mutex<[String: Bucket]>([:])

    /// - Parameters:
    ///   - burst: lines of a kind that are written at once.
    ///   - refill: after this one more of the kind is written.
    package init(burst: Int = 20, refill: Duration = .seconds(30), uptime: @escaping @Sendable () -> Duration) {
        self.burst = Double(burst)
        self.refill = refill
        self.uptime = uptime
    }

    /// Whether a line of this kind is written now.
    package func verdict(on kind: String) -> Verdict {
        let now = uptime()
        return buckets.withLock { buckets in
            let isKnown = buckets[kind] != nil || buckets.count < Self.mostKinds
            let kind = isKnown ? kind : Self.everythingElse
            var bucket = buckets[kind] ?? Bucket(tokens: burst, filledAt: now)
            bucket.tokens = min(burst, bucket.tokens + (now - bucket.filledAt) / refill)
            bucket.filledAt = now
            defer { buckets[kind] = bucket }
            guard bucket.tokens >= 1 else {
                bucket.leftOut += 1
                return .leftOut
            }
            bucket.tokens -= 1
            defer { bucket.leftOut = 0 }
            return .written(leftOut: bucket.leftOut)
        }
    }

    /// Kinds of which lines were left out and not told of yet; each is handed over once.
    package func takeLeftOut() -> [(kind: String, count: Int)] {
        buckets.withLock { buckets in
            let open = buckets.filter { $0.value.leftOut > 0 }.map { ($0.key, $0.value.leftOut) }
            for (kind, _) in open { buckets[kind]?.leftOut = 0 }
            return open.sorted { $0.0 < $1.0 }
        }
    }
}
