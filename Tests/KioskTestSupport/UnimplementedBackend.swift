package import PublicServices
package import ServiceDesk

/// A backend that no test may ask; a question stops the test with its name.
package struct UnimplementedBackend: ProvincialBackend {
    package var capabilities = BackendCapabilities()

    package init() {}

    package func catalogue(held: CatalogueVersion?) async throws(BackendError) -> CatalogueUpdate {
        Unimplemented.used("ProvincialBackend.catalogue")
    }

    package func dossier(
        _ code: DossierCode,
        secondFactor: SecondFactor?
    ) async throws(BackendError) -> DossierStatus? {
        Unimplemented.used("ProvincialBackend.dossier")
    }

    package func payment(_ reference: PaymentReference) async throws(BackendError) -> Payment? {
        Unimplemented.used("ProvincialBackend.payment")
    }

    package func submit(_ record: OutboxRecord) async throws(BackendError) -> DeliveryReceipt {
        Unimplemented.used("ProvincialBackend.submit")
    }

    package func receipt(for record: OutboxRecord) async throws(BackendError) -> DeliveryReceipt? {
        Unimplemented.used("ProvincialBackend.receipt")
    }

    package func reach() async throws(BackendError) { Unimplemented.used("ProvincialBackend.reach") }

    package func notices() async throws(BackendError) -> [Notice] {
        Unimplemented.used("ProvincialBackend.notices")
    }
}
