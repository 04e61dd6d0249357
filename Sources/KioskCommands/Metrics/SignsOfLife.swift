import FoundationEssentials
import Logging
import ServiceDesk

/// Tells the province now and then that this kiosk lives.
///
/// When the last sign was given is kept on the disk: a process lives for one visit. After an outage the kiosks of a
/// province do not all knock in the same minute.
struct SignsOfLife {
    /// Longest wait, in seconds, after a start of a kiosk that was away for long.
    private static let spread = 300.0

    /// Seconds from one to the next; `nil` gives none.
    let period: Double?
    let backend: any ProvincialBackend
    let clock: any KioskClock
    /// Remembers the last one.
    let store: any UsageStore
    let logger: Logger
    let heartbeat: @Sendable () async -> Heartbeat
    /// Numbers in 0..<1.
    var chance: @Sendable () -> Double = { Double.random(in: 0..<1) }

    /// Not before this, by the uptime of the process.
    private var notBefore = Duration.zero
    private var hasLooked = false

    init(
        period: Double?, backend: any ProvincialBackend, clock: any KioskClock, store: any UsageStore, logger: Logger,
        heartbeat: @escaping @Sendable () async -> Heartbeat
    ) {
        self.period = period
        self.backend = backend
        self.clock = clock
        self.store = store
        self.logger = logger
        self.heartbeat = heartbeat
    }

    /// Gives one when its time has come; silent when it fails.
    mutating func giveWhenDue() async {
        guard let period, backend.capabilities.heartbeats else { return }
        guard clock.uptime >= notBefore else { return }
        let last = (try? await store.lastTime(of: .heartbeat)) ?? nil
        let age = last.map { clock.now.timeIntervalSince($0) } ?? .infinity
        // A time in the future says that the clock was set; then nothing is known and one more does no harm.
        guard age < 0 || age >= period else { return }
        if !hasLooked, age > 2 * period {
            hasLooked = true
            notBefore = clock.uptime + .seconds(chance() * min(period, Self.spread))
            return
        }
        hasLooked = true
        await give(retryingAfter: .seconds(period / 3))
    }

    private mutating func give(retryingAfter pause: Duration) async {
        do throws(BackendError) {
            try await backend.report(await heartbeat())
        } catch {
            logger.debug("no sign of life taken", metadata: ["code": "\(error.code)"])
            // One that does not want them is asked again no sooner than one that took it.
            guard error.code == .notOffered else {
                notBefore = clock.uptime + max(pause, error.retryAfter ?? .zero)
                return
            }
        }
        try? await store.note(.heartbeat, at: clock.now)
    }
}
