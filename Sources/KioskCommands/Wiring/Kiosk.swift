import FoundationEssentials
import KioskConversation
import Logging
import OfflineStore
import PublicServices
import ServiceDesk

/// A kiosk ready to serve: the desk, and what runs beside it.
struct Kiosk: Sendable {
    let installation: Installation
    let desk: ServiceDesk
    let backend: any ProvincialBackend
    let outbox: any Outbox
    let catalogue: CatalogueParts
    let delivery: OutboxDelivery
    let languages: Languages
    let visitSettings: VisitSettings

    /// How content comes down.
    var content: ContentSync { ContentSync(installation: installation, backend: backend, catalogue: catalogue) }
    /// What is counted and told beside the visits.
    var books: BookKeeping { BookKeeping(installation: installation, backend: backend) }

    /// This kiosk with the content bundle now in use; what cannot be used stays out.
    func withNewContent() -> Kiosk {
        guard let next = installation.withNewContent() else { return self }
        do {
            return try next.kiosk(backend: backend, catalogue: catalogue, delivery: delivery)
        } catch {
            installation.logger.error("new content not used", metadata: ["error": "\(error)"])
            return self
        }
    }

    /// What goes on while visits are held: delivery, looks for a new catalogue, and book-keeping.
    ///
    /// Ends when cancelled.
    func runInBackground() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                await forgetSent()
                await delivery.run()
            }
            group.addTask { await syncNowAndThen() }
            group.addTask { await books.run() }
        }
    }

    /// Forgets what the province has: words that a citizen added to a rating do not stay on this disk.
    ///
    /// Run when a visit ends, and at a start after a visit that was cut off.
    func forgetSent() async {
        do {
            try await outbox.forgetSent(before: installation.clock.now)
        } catch {
            installation.logger.error("sent records not forgotten", metadata: ["error": "\(error)"])
        }
    }

    /// A process lives for one visit, but the backend is not asked for its catalogue at each: the last answer counts.
    ///
    /// A date in the future says that the clock was set, so nothing can be told from it. A kiosk that is late by a
    /// period and more was off, perhaps with its whole province: it waits its own time. The practice backend is this
    /// kiosk's own: nobody else asks it.
    private func restUntilSync(every period: Duration, spread: Duration) async -> Duration {
        let spread = installation.settings.isPractice ? .zero : spread
        guard let header = try? await installation.store.catalogue.header(), header.version != nil else {
            return spread
        }
        let age = installation.clock.now.timeIntervalSince(header.confirmedAt)
        guard age >= 0 else { return spread }
        let late = Duration.seconds(age) - period
        return late < period ? max(.zero, spread - late) : spread
    }

    private func syncNowAndThen() async {
        let settings = installation.settings
        let period = Duration.seconds(settings.syncEveryMinutes * 60)
        var schedule = SyncSchedule(kioskID: settings.kioskID, every: period)
        var wait = await restUntilSync(every: period, spread: schedule.waitAtStart())
        while !Task.isCancelled {
            do { try await installation.clock.sleep(for: wait) } catch { return }
            wait = schedule.wait(after: await syncOnce(), at: installation.clock.now)
        }
    }

    /// Looks for a new bundle and a new catalogue.
    private func syncOnce() async -> SyncSchedule.Outcome {
        let report = await content.run(mustAsk: false)
        for outcome in report.outcomes { installation.logger.info("sync", metadata: ["outcome": "\(outcome)"]) }
        guard let fault = report.fault else { return .done }
        installation.logger.notice("sync failed", metadata: ["error": "\(fault)"])
        return .failed(retryAfter: (fault as? BackendError)?.retryAfter)
    }
}
