import KioskConversation
import Logging
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
            group.addTask { await delivery.run() }
            group.addTask { await syncNowAndThen() }
        }
    }

    private func syncNowAndThen() async {
        let pause = Duration.seconds(installation.settings.syncEveryMinutes * 60)
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
