import PublicServices
import ServiceDesk

extension OpenCPSBackend {
    package var livenessPath: String { OpenCPSEndpoint.ping.call.path }

    /// The questions of votes are not asked: that GET writes (research/opencps-wire.md §5.1).
    package var endpointChecks: [EndpointCheck] {
        [
            EndpointCheck("ping") { () throws(BackendError) in try await self.reach() },
            EndpointCheck("procedures") { () throws(BackendError) in
                let page = try await self.body(OpenCPSPage<OpenCPSProcedure>.self, .procedures(start: 0, end: 1))
                guard page.total > 0 else {
                    throw BackendError(.badAnswer, detail: "no procedures at all; is backend.groupId right?")
                }
            },
            EndpointCheck("dossiers") { () throws(BackendError) in
                guard let code = DossierCode(stored: "KIOSK.DOCTOR.0") else { return }
                _ = try await self.dossier(code, secondFactor: nil)
            },
        ]
    }
}
