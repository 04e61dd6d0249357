import FoundationEssentials

/// How many look-ups may find nothing before the kiosk stops answering (research/security.md §4.4).
package struct LookupLimits: Equatable, Sendable {
    package var failuresPerVisit = 5
    package var failuresPerHour = 20
    package var failuresPerCodeAndDay = 5

    package init() {}

    /// How long the talk waits before the next look-up of a visit: 0, 1, 2, 4, then 8 s, the longest a citizen waits.
    package static func pause(after failures: Int) -> Duration {
        guard failures > 0 else { return .zero }
        return min(.seconds(1) * (1 << min(failures - 1, 3)), .seconds(8))
    }
}

/// What one visit has used up of its limits. It dies with the visit.
package actor VisitLookups {
    package private(set) var failures = 0

    package init() {}

    /// Counts a look-up that found nothing.
    package func recordFailure() { failures += 1 }
}

/// Decides whether a look-up is admitted; counts survive restarts and work offline.
///
/// Failures are counted twice, in the ledger and in this process. A ledger that cannot be read or written does not
/// lock everybody out (design.md §2.9), and does not open the way to guessing either.
package struct LookupGuard: Sendable {
    private static let hour: TimeInterval = 3600
    private static let day: TimeInterval = 86_400

    private let ledger: any LookupLedger
    private let limits: LookupLimits
    private let clock: any KioskClock
    private let recent: RecentFailures

    package init(ledger: any LookupLedger, limits: LookupLimits, clock: any KioskClock) {
        self.ledger = ledger
        self.limits = limits
        self.clock = clock
        recent = RecentFailures()
    }

    /// Whether the answer to this look-up may be shown.
    package func admits(_ subject: LookupSubject, visit: VisitLookups) async -> Bool {
        let ofVisit = await visit.failures
        let isKioskOpen = await isKioskOpen
        let ofCode = await max(
            kept(within: Self.day) { try await ledger.failures(of: subject, since: $0) },
            recent.count(of: subject, within: Self.day, at: clock.uptime)
        )
        return ofVisit < limits.failuresPerVisit && isKioskOpen && ofCode < limits.failuresPerCodeAndDay
    }

    /// Whether fewer look-ups of this kiosk than the limit found nothing in the last hour.
    package var isKioskOpen: Bool {
        get async {
            let failures = await max(
                kept(within: Self.hour) { try await ledger.failures(since: $0) },
                recent.count(within: Self.hour, at: clock.uptime)
            )
            return failures < limits.failuresPerHour
        }
    }

    /// Counts a look-up that found nothing.
    package func recordFailure(_ subject: LookupSubject, visit: VisitLookups) async {
        await visit.recordFailure()
        await recent.add(subject, at: clock.uptime)
        try? await ledger.recordFailure(subject, at: clock.now)
        try? await ledger.forgetFailures(before: clock.now.addingTimeInterval(-2 * Self.day))
    }

    /// Failures in the ledger, without those that lie more than a day ahead: the wall clock was set back, and nobody
    /// may be locked out for years.
    ///
    /// Those less than a day ahead count, for a kiosk without a clock of its own starts somewhat in the past.
    private func kept(within span: TimeInterval, _ count: (Date) async throws -> Int) async -> Int {
        let now = clock.now
        do {
            let ahead = try await count(now.addingTimeInterval(Self.day))
            return try await count(now.addingTimeInterval(-span)) - ahead
        } catch {
            return 0
        }
    }
}

/// The failures of this process, by a clock that does not jump; few, because the limits keep them few.
private actor RecentFailures {
    private static let longestKept = Duration.seconds(86_400)

    private var failures: [(subject: LookupSubject, at: Duration)] = []

    func add(_ subject: LookupSubject, at uptime: Duration) {
        failures.removeAll { uptime - $0.at > Self.longestKept }
        failures.append((subject, uptime))
    }

    func count(of subject: LookupSubject? = nil, within seconds: TimeInterval, at uptime: Duration) -> Int {
        failures.count { failure in
            uptime - failure.at <= .seconds(seconds) && (subject.map { $0 == failure.subject } ?? true)
        }
    }
}
