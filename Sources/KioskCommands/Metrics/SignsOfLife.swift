import FoundationEssentials
import Logging
import OfflineStore
import ServiceDesk

/// Tells the province now and then that this kiosk lives.
///
/// When the last sign was given is kept on the disk: a process lives for one visit. After an outage the kiosks of a
/// province do not all knock in the same minute.
struct SignsOfLife {
    /// Longest wait after a start of a kiosk that was away for long.
    private static let spread = 300.0

    let book: BookKeeping
    /// Not before this, by the uptime of the process.
    private var notBefore = Duration.zero
    private var hasLooked = false

    init(book: BookKeeping) { self.book = book }

    /// Gives one when its time has come; silent when it fails.
    mutating func giveWhenDue() async {
        let installation = book.installation
        guard let period = period, book.backend.capabilities.heartbeats else { return }
        let uptime = installation.clock.uptime
        guard uptime >= notBefore else { return }
        let last = (try? await installation.store.usage.lastTime(of: .heartbeat)) ?? nil
        let age = last.map { installation.clock.now.timeIntervalSince($0) } ?? .infinity
        // A time in the future says that the clock was set; then nothing is known and one more does no harm.
        guard age < 0 || age >= period else { return }
        if !hasLooked, age > 2 * period {
            hasLooked = true
            notBefore = uptime + .seconds(Double.random(in: 0..<min(period, Self.spread)))
            return
        }
        hasLooked = true
        await give(retryingAfter: period / 3)
    }

    /// Seconds from one to the next; `nil` where none are wanted.
    private var period: Double? {
        let settings = book.installation.settings
        guard settings.heartbeatEveryMinutes > 0, !settings.isPractice else { return nil }
        return Double(settings.heartbeatEveryMinutes) * 60
    }

    private mutating func give(retryingAfter pause: Double) async {
        let installation = book.installation
        do throws(BackendError) {
            try await book.backend.report(await heartbeat())
        } catch {
            installation.logger.debug("no sign of life taken", metadata: ["code": "\(error.code)"])
            // One that does not want them is asked again no sooner than one that took it.
            guard error.code == .notOffered else {
                notBefore = installation.clock.uptime + max(.seconds(pause), error.retryAfter ?? .zero)
                return
            }
        }
        try? await installation.store.usage.note(.heartbeat, at: installation.clock.now)
    }

    private func heartbeat() async -> Heartbeat {
        let (installation, now) = (book.installation, book.installation.clock.now)
        let visit = (try? await installation.store.usage.lastTime(of: .visit)) ?? nil
        var heartbeat = Heartbeat(
            kiosk: installation.settings.kioskID, version: KioskVersion.text,
            lastVisit: .init(age: visit.map { now.timeIntervalSince($0) }),
            uptimeSeconds: max(0, Int(ProcessInfo.processInfo.systemUptime))
        )
        heartbeat.catalogueVersion = (try? await installation.store.catalogue.header())?.version?.text
        if let counts = try? await book.outbox.counts() {
            (heartbeat.waiting, heartbeat.parked) = (counts.waiting, counts.parked)
        }
        return heartbeat
    }
}
