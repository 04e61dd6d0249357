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
            group.addTask { await delivery.run() }
            group.addTask { await syncNowAndThen() }
            group.addTask { await books.run() }
        }
    }

    private func syncNowAndThen() async {
        var plan = installation.syncPlan()
        var wait = await plan.firstWait()
        while !Task.isCancelled {
            do { try await installation.clock.sleep(for: wait) } catch { return }
            wait = await plan.wait(after: await syncOnce())
        }
    }

    /// Looks for a new bundle and a new catalogue.
    private func syncOnce() async -> SyncSchedule.Outcome {
        let report = await content.run(mustAsk: false)
        for outcome in report.outcomes { installation.logger.info("sync", metadata: ["outcome": "\(outcome)"]) }
        if let fault = report.fault { installation.logger.notice("sync failed", metadata: ["error": "\(fault)"]) }
        return report.outcome
    }
}
