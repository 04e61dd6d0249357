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
    /// Times in a row that failing requests closed the gate, with no good answer between.
    private(set) var closings = 0
    /// Records that wait out a back-off may go now, for what they waited for is over.
    private var releases = false
    private var wasAbsent = false
    /// The backend is back by the word of a probe alone: it may answer those and take no record.
    private var isOnProbation = false

    /// Whether a request may start.
    func isOpen(at uptime: Duration) -> Bool { !isAway && !rests(at: uptime) }

    /// Whether the backend has to be probed before the queue moves on.
    var needsProbe: Bool { isAway || failures > 0 }

    func rests(at uptime: Duration) -> Bool { restsUntil.map { uptime < $0 } ?? false }

    /// How many requests may be in flight: one while it is not known whether the backend takes any.
    func width(_ widest: Int, troubleAfter: Int) -> Int {
        isOnProbation || failures >= troubleAfter - 1 ? 1 : widest
    }

    /// A request was answered as it should.
    mutating func answered(troubleAfter: Int) {
        if wasAbsent || failures >= troubleAfter - 1 { releases = true }
        isAway = false
        wasAbsent = false
        isOnProbation = false
        failures = 0
        misses = 0
        rests = 0
        closings = 0
    }

    /// The backend answered, but not as it should: 5xx, or no receipt.
    mutating func failed(troubleAfter: Int) {
        failures += 1
        guard failures >= troubleAfter else { return }
        if !isAway { closings += 1 }
        isAway = true
    }

    /// A request got no answer at all.
    ///
    /// - Returns: Whether the backend is gone. It is not where a probe was answered and no request since: then this is
    ///   one more failing request.
    mutating func lost(troubleAfter: Int) -> Bool {
        guard isOnProbation else {
            isAway = true
            wasAbsent = true
            return true
        }
        failures = max(failures, troubleAfter - 1)
        failed(troubleAfter: troubleAfter)
        return false
    }

    /// The queue rests; of two rests the longer counts, and those that begin together count once.
    mutating func rest(for pause: Duration, at uptime: Duration) {
        if !rests(at: uptime) { rests += 1 }
        restsUntil = max(uptime + pause, restsUntil ?? .zero)
    }

    /// A probe was answered or not.
    mutating func probed(isAnswered: Bool, troubleAfter: Int) {
        guard isAnswered else {
            isAway = true
            wasAbsent = true
            misses += 1
            return
        }
        // After failing answers half open: one more closes it again.
        failures = wasAbsent ? 0 : min(failures, troubleAfter - 1)
        if wasAbsent {
            releases = true
            isOnProbation = true
        }
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
