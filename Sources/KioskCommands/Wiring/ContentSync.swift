import OfflineStore
import ServiceDesk

/// What one look for new content did.
enum SyncOutcome: Equatable, Sendable {
    case bundle(BundleSync.Outcome)
    case catalogue(CatalogueKeeper.Outcome)
}

/// What a look for new content did, and the first fault in it.
struct SyncReport: Sendable {
    var outcomes: [SyncOutcome] = []
    var fault: (any Error)?

    /// What the next look waits for.
    var outcome: SyncSchedule.Outcome {
        fault.map { .failed(retryAfter: ($0 as? BackendError)?.retryAfter) } ?? .done
    }
}

/// Brings new content to this kiosk.
///
/// Needs none of the content that it brings: a kiosk whose languages or guides have a fault can still fetch better ones.
struct ContentSync: Sendable {
    let installation: Installation
    let backend: any ProvincialBackend
    let catalogue: CatalogueParts

    /// Brings content down: the bundle where one is configured, then the catalogue.
    ///
    /// A bundle that brings procedures brings all of them; then the backend is not asked for its own. A bundle that
    /// is refused keeps nobody from the backend's catalogue.
    ///
    /// - Parameter mustAsk: ask for the bundle even while the last answer is fresh.
    func run(mustAsk: Bool, progress: @escaping @Sendable (Int) -> Void = { _ in }) async -> SyncReport {
        var report = SyncReport()
        do {
            if let outcome = try await installation.syncBundle(mustAsk: mustAsk) {
                report.outcomes.append(.bundle(outcome))
            }
        } catch { report.fault = error }
        let content = installation.withNewContent()?.files.content ?? installation.files.content
        do {
            if content?.catalogueIdentity == nil {
                report.outcomes.append(.catalogue(try await catalogue.keeper.sync(with: backend, progress: progress)))
            } else {
                try await installation.takeCatalogue(of: content, into: catalogue)
            }
        } catch { report.fault = report.fault ?? error }
        await installation.keepNotices(of: backend)
        return report
    }
}
