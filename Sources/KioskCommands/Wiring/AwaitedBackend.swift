import BackendClient
import PublicServices
import ServiceDesk

/// A backend that is still being started: the first question waits for it, everything before does not.
struct AwaitedBackend: ProvincialBackend {
    let capabilities = BackendCapabilities()
    private let connecting: Task<KioskAPIBackend, any Error>

    init(_ connecting: Task<KioskAPIBackend, any Error>) { self.connecting = connecting }

    func catalogue(held: CatalogueVersion?) async throws(BackendError) -> CatalogueUpdate {
        try await backend().catalogue(held: held)
    }

    func dossier(_ code: DossierCode, secondFactor: SecondFactor?) async throws(BackendError) -> DossierStatus? {
        try await backend().dossier(code, secondFactor: secondFactor)
    }

    func payment(_ reference: PaymentReference) async throws(BackendError) -> Payment? {
        try await backend().payment(reference)
    }

    func submit(_ record: OutboxRecord) async throws(BackendError) -> DeliveryReceipt {
        try await backend().submit(record)
    }

    func receipt(for record: OutboxRecord) async throws(BackendError) -> DeliveryReceipt? {
        try await backend().receipt(for: record)
    }

    func reach() async throws(BackendError) { try await backend().reach() }

    func notices() async throws(BackendError) -> [Notice] { try await backend().notices() }

    func report(_ heartbeat: Heartbeat) async throws(BackendError) { try await backend().report(heartbeat) }

    private func backend() async throws(BackendError) -> KioskAPIBackend {
        do {
            return try await connecting.value
        } catch {
            throw BackendError(.cannotConnect, detail: "the practice backend did not start: \(error)")
        }
    }
}
