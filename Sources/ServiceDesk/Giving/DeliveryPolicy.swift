/// What happens to a record after a failed attempt, decided on the error's code alone (research/reliability.md §3.4).
package enum DeliveryVerdict: Equatable, Sendable {
    /// Try this record again after a while.
    case postpone(Duration)
    /// Keep it for an operator; it will never be taken as it is.
    case park
    /// Stop the whole queue: no record will be taken until something changes.
    case stop(Duration)
    /// The backend cannot be reached: no record moves until it can.
    case unreachable
}

/// Times and rules of delivery.
package struct DeliveryPolicy: Equatable, Sendable {
    /// No rest or back-off lasts longer; a time further away was written by a clock that was set back since.
    package static let longestPause = BackendError.longestWait

    package var shortestBackOff = Duration.seconds(2)
    package var longestBackOff = Duration.seconds(600)
    /// How often an absent backend is tried at least, so that the queue moves within 30 s of its return.
    package var probeEvery = Duration.seconds(20)
    /// How long a probe may take; with `probeEvery` it stays under those 30 s.
    package var probeLimit = Duration.seconds(5)
    /// How long one request may take; the client's own deadline is usually shorter.
    package var attemptLimit = Duration.seconds(10)
    /// How long a record is not posted again where one posted twice would be two: longer than a request may take, so
    /// that a slow server has taken it or never will.
    package var claimedFor = Duration.seconds(60)
    /// How long a queue stopped by 401, 403 or 426 rests.
    package var stoppedFor = Duration.seconds(600)
    /// Failing answers in a row (5xx, no receipt) after which the queue waits for a probe.
    package var troubleAfter = 4
    /// Requests in flight at most.
    package var inFlight = 4

    package init() {}

    /// The verdict on a failed attempt.
    ///
    /// - Parameters:
    ///   - attempts: attempts before this one, of the record or of the whole queue.
    ///   - chance: a number in 0..<1 for full jitter.
    package func verdict(_ error: BackendError, attempts: Int, chance: Double) -> DeliveryVerdict {
        switch error.code {
        // Not offered concerns this kind of record; the others still go out.
        case .rejected, .notOffered: .park
        case .refused: .stop(stoppedFor)
        case .busy: .stop(rest(error.retryAfter, attempts: attempts, chance: chance))
        case .conflict, .badAnswer, .serverFailed, .cancelled: .postpone(backOff(attempts: attempts, chance: chance))
        case .cannotConnect, .timedOut, .insecure, .captivePortal: .unreachable
        }
    }

    /// How long to wait before a backend that is absent or fails is tried again; half to all of a span that grows to `probeEvery`,
    /// so that the kiosks of a province do not all knock at once.
    package func probePause(misses: Int, chance: Double) -> Duration {
        let span = min(shortestBackOff * (1 << min(max(misses, 0), 16)), probeEvery)
        return span * (0.5 + chance / 2)
    }

    private func rest(_ asked: Duration?, attempts: Int, chance: Double) -> Duration {
        guard let asked else { return backOff(attempts: attempts, chance: chance) }
        return max(asked, shortestBackOff)
    }

    /// Full jitter: anything up to the doubled span, never below the shortest.
    func backOff(attempts: Int, chance: Double) -> Duration {
        let span = min(shortestBackOff * (1 << min(max(attempts, 0), 16)), longestBackOff)
        return max(shortestBackOff, span * chance)
    }
}
