/// Whether the queue may move: closed by a rest or by the backend's absence, doubtful after failing answers.
///
/// A value that is told what happened; times are `KioskClock.uptime`, so a wall clock that is set opens and closes
/// nothing.
struct DeliveryGate: Equatable {
    /// Until when the whole queue rests (401, 403, 426, 429, 503, or the own store failing).
    private(set) var restsUntil: Duration?
    /// The backend was seen absent or failing again and again; only a probe opens the gate.
    private(set) var isAway = false
    /// Probes in a row that were not answered.
    private(set) var misses = 0
    /// Failing answers in a row.
    private(set) var failures = 0
    /// Rests in a row, for their back-off.
    private(set) var rests = 0
    /// Records that wait out a back-off may go now, for what they waited for is over.
    private var releases = false
    private var wasAbsent = false

    /// Whether a request may start.
    func isOpen(at uptime: Duration) -> Bool { !isAway && !rests(at: uptime) }

    /// Whether the backend has to be probed before the queue moves on.
    var needsProbe: Bool { isAway || failures > 0 }

    func rests(at uptime: Duration) -> Bool { restsUntil.map { uptime < $0 } ?? false }

    /// A request was answered as it should.
    mutating func answered(troubleAfter: Int) {
        if wasAbsent || failures >= troubleAfter - 1 { releases = true }
        isAway = false
        wasAbsent = false
        failures = 0
        misses = 0
        rests = 0
    }

    /// The backend answered, but not as it should: 5xx, or no receipt.
    mutating func failed(troubleAfter: Int) {
        failures += 1
        if failures >= troubleAfter { isAway = true }
    }

    /// No answer at all.
    mutating func lost() {
        isAway = true
        wasAbsent = true
    }

    /// The queue rests; of two rests the longer counts, and those that begin together count once.
    mutating func rest(for pause: Duration, at uptime: Duration) {
        if !rests(at: uptime) { rests += 1 }
        restsUntil = max(uptime + pause, restsUntil ?? .zero)
    }

    /// A probe was answered or not.
    mutating func probed(isAnswered: Bool, troubleAfter: Int) {
        guard isAnswered else {
            lost()
            misses += 1
            return
        }
        // After failing answers half open: one more closes it again.
        failures = wasAbsent ? 0 : min(failures, troubleAfter - 1)
        if wasAbsent { releases = true }
        isAway = false
        wasAbsent = false
        misses = 0
    }

    /// Whether back-offs are void now; true once.
    mutating func takeRelease() -> Bool {
        defer { releases = false }
        return releases
    }
}
