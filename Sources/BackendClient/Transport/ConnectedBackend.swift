package import ServiceDesk

/// A backend with connections to close.
package protocol ConnectedBackend: ProvincialBackend {
    /// Closes all connections; requests still running fail.
    ///
    /// May be called again.
    func shutdown() async

    /// Path below the base address that says whether anything answers there.
    var livenessPath: String { get }

    /// Harmless questions, one for each endpoint that the kiosk needs; an answer of the right shape passes.
    var endpointChecks: [EndpointCheck] { get }
}

/// One endpoint and a question to it that changes nothing and concerns nobody.
package struct EndpointCheck: Sendable {
    package let name: String
    package let ask: @Sendable () async throws(BackendError) -> Void

    init(_ name: String, ask: @escaping @Sendable () async throws(BackendError) -> Void) {
        self.name = name
        self.ask = ask
    }
}
