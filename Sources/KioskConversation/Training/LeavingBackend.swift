package import PublicServices
package import ServiceDesk
import Synchronization

/// A backend that can be out of reach for a while: the exercise of an outage.
package final class LeavingBackend: ProvincialBackend {
    private let backend: any ProvincialBackend
    private let isAway = Mutex(false)

    /// A backend that is there until it leaves.
    package init(_ backend: any ProvincialBackend) { self.backend = backend }

    /// Leaves or comes back.
    package func set(isAway: Bool) { self.isAway.withLock { $0 = isAway } }

    package var capabilities: BackendCapabilities { backend.capabilities }

    package func catalogue(held: CatalogueVersion?) async throws(BackendError) -> CatalogueUpdate {
        try await present.catalogue(held: held)
    }

    package func dossier(
        _ code: DossierCode, secondFactor: SecondFactor?
    ) async throws(BackendError) -> DossierStatus? {
        try await present.dossier(code, secondFactor: secondFactor)
    }

    package func payment(_ reference: PaymentReference) async throws(BackendError) -> Payment? {
        try await present.payment(reference)
    }

    package func payment(
        of dossier: DossierCode, secondFactor: SecondFactor
    ) async throws(BackendError) -> PaymentOfDossier? {
        try await present.payment(of: dossier, secondFactor: secondFactor)
    }

    package func submit(_ record: OutboxRecord) async throws(BackendError) -> DeliveryReceipt {
        try await present.submit(record)
    }

    package func receipt(for record: OutboxRecord) async throws(BackendError) -> DeliveryReceipt? {
        try await present.receipt(for: record)
    }

    package func reach() async throws(BackendError) { try await present.reach() }

    package func notices() async throws(BackendError) -> [Notice] { try await present.notices() }

    package func report(_ heartbeat: Heartbeat) async throws(BackendError) { try await present.report(heartbeat) }

    private var present: any ProvincialBackend {
        get throws(BackendError) {
            guard isAway.withLock({ !$0 }) else { throw BackendError(.cannotConnect, detail: "an exercise") }
            return backend
        }
    }
}
