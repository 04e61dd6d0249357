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
    let keeper: CatalogueKeeper
    let delivery: OutboxDelivery
    let languages: Languages
    let visitSettings: VisitSettings

    /// What goes on while visits are held: delivery, and looks for a new catalogue.
    ///
    /// Ends when cancelled.
    func runInBackground() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                await forgetSent()
                await delivery.run()
            }
            group.addTask { await syncNowAndThen() }
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
    /// A date in the future says that the clock was set, so nothing can be told from it.
    private func restUntilSync(every pause: Duration) async -> Duration {
        guard let header = try? await installation.store.catalogue.header(), header.version != nil else { return .zero }
        let age = installation.clock.now.timeIntervalSince(header.confirmedAt)
        return age < 0 ? .zero : max(.zero, pause - .seconds(age))
    }

    private func syncNowAndThen() async {
        let pause = Duration.seconds(installation.settings.syncEveryMinutes * 60)
        try? await installation.clock.sleep(for: await restUntilSync(every: pause))
        while !Task.isCancelled {
            do {
                let outcome = try await keeper.sync(with: backend)
                installation.logger.info("sync", metadata: ["outcome": "\(outcome)"])
            } catch {
                installation.logger.notice("sync failed", metadata: ["error": "\(error)"])
            }
            do { try await installation.clock.sleep(for: pause) } catch { return }
        }
    }
}
