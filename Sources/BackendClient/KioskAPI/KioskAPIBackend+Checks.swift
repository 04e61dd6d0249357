import BackendAPI
import FoundationEssentials
import PublicServices
import ServiceDesk

extension KioskAPIBackend {
    package var livenessPath: String { BackendPath.health }

    package var endpointChecks: [EndpointCheck] {
        [
            EndpointCheck("health") { () throws(BackendError) in
                guard try await self.health().isWell else {
                    throw BackendError(.serverFailed, detail: "it says that it is not well")
                }
            },
            EndpointCheck("catalogue") { () throws(BackendError) in _ = try await self.catalogue(held: nil) },
            EndpointCheck("notices") { () throws(BackendError) in _ = try await self.notices() },
            EndpointCheck("dossiers") { () throws(BackendError) in
                guard let code = DossierCode(stored: "KIOSK-DOCTOR") else { return }
                _ = try await self.dossier(code, secondFactor: nil)
            },
            EndpointCheck("payments") { () throws(BackendError) in
                guard let reference = PaymentReference(typed: "KIOSK-DOCTOR") else { return }
                _ = try await self.payment(reference)
            },
            EndpointCheck("ratings") { () throws(BackendError) in
                _ = try await self.receipt(for: OutboxRecord.unsent)
            },
        ]
    }
}

extension OutboxRecord {
    /// A rating that nobody gave, to ask for a receipt that is not there.
    static var unsent: OutboxRecord {
        OutboxRecord(
            id: RecordID(at: Date()), kind: .rating, payload: [],
            digest: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", createdAt: Date())
    }
}
