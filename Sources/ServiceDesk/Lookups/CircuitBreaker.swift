package import PublicServices

/// A backend behind a circuit breaker: after repeated failures a citizen's question is answered "away" at once, while
/// one probe checks in the background.
///
/// Look-ups and notices are kept from an absent backend. Delivery and sync have gates of their own and always pass,
/// and what they meet counts, so that a rating delivered closes the circuit for everybody.
package actor CircuitBreaker: ProvincialBackend {
    package nonisolated let capabilities: BackendCapabilities
    private let backend: any ProvincialBackend
    private let rules: CircuitRules
    private let clock: any KioskClock
    private let chance: @Sendable () -> Double
    private let usage: UsageBook?
    private var circuit: Circuit

    /// - Parameters:
    ///   - chance: numbers in 0..<1, so that the kiosks of a province do not all probe at once.
    ///   - usage: counts the time without the backend.
    package init(
        _ backend: any ProvincialBackend,
        rules: CircuitRules = CircuitRules(),
        clock: any KioskClock,
        chance: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) },
        usage: UsageBook? = nil
    ) {
        self.backend = backend
        self.rules = rules
        self.clock = clock
        self.chance = chance
        self.usage = usage
        capabilities = backend.capabilities
        circuit = Circuit(rules)
    }

    /// Whether questions are answered without asking.
    package var isOpen: Bool { circuit.isOpen }

    package func dossier(_ code: DossierCode, secondFactor: SecondFactor?) async throws(BackendError) -> DossierStatus?
    {
        try admit()
        return try await watched { [backend] () throws(BackendError) in
            try await backend.dossier(code, secondFactor: secondFactor)
        }
    }

    package func payment(_ reference: PaymentReference) async throws(BackendError) -> Payment? {
        try admit()
        return try await watched { [backend] () throws(BackendError) in try await backend.payment(reference) }
    }

    package func payment(
        of dossier: DossierCode,
        secondFactor: SecondFactor
    ) async throws(BackendError) -> PaymentOfDossier? {
        try admit()
        return try await watched { [backend] () throws(BackendError) in
            try await backend.payment(of: dossier, secondFactor: secondFactor)
        }
    }

    /// A sign of life knocks at an absent backend too, so that its return is noticed and the time away is known.
    package func report(_ heartbeat: Heartbeat) async throws(BackendError) {
        try await watched { [backend] () throws(BackendError) in try await backend.report(heartbeat) }
    }

    package func notices() async throws(BackendError) -> [Notice] {
        try admit()
        return try await watched { [backend] () throws(BackendError) in try await backend.notices() }
    }

    package func catalogue(held: CatalogueVersion?) async throws(BackendError) -> CatalogueUpdate {
        try await watched { [backend] () throws(BackendError) in try await backend.catalogue(held: held) }
    }

    package func submit(_ record: OutboxRecord) async throws(BackendError) -> DeliveryReceipt {
        try await watched { [backend] () throws(BackendError) in try await backend.submit(record) }
    }

    package func receipt(for record: OutboxRecord) async throws(BackendError) -> DeliveryReceipt? {
        try await watched { [backend] () throws(BackendError) in try await backend.receipt(for: record) }
    }

    package func reach() async throws(BackendError) {
        try await watched { [backend] () throws(BackendError) in try await backend.reach() }
    }
}

extension CircuitBreaker {
    private func admit() throws(BackendError) {
        guard circuit.isOpen, let reason = circuit.reason else { return }
        probeIfDue()
        throw BackendError(reason, detail: "not asked: it was away a moment ago")
    }

    private func watched<Value: Sendable>(
        _ question: @Sendable () async throws(BackendError) -> Value
    ) async throws(BackendError) -> Value {
        let start = clock.uptime
        do throws(BackendError) {
            let value = try await question()
            answered()
            return value
        } catch {
            note(error, after: clock.uptime - start)
            throw error
        }
    }

    private func note(_ error: BackendError, after elapsed: Duration) {
        // The desk gives up a question after its own limit, which is no better than a time-out.
        let isGivenUp = error.code == .cancelled && elapsed >= rules.patience
        if isGivenUp || error.code.isAbsence {
            circuit.failed(isGivenUp ? .timedOut : error.code, at: clock.uptime)
            usage?.note(.network(isReachable: false))
            probeIfDue()
        } else if error.code != .cancelled {
            answered()
        }
    }

    private func answered() {
        circuit.answered()
        usage?.note(.network(isReachable: true))
    }

    /// The probe belongs to nobody who waits; its own limit ends it.
    private func probeIfDue() {
        guard circuit.takesProbe(at: clock.uptime) else { return }
        Task { await probe() }
    }

    private func probe() async {
        let isAnswered = await clock.limited(to: rules.probeLimit) { [backend] () async -> Bool in
            do throws(BackendError) { try await backend.reach() } catch { return !error.code.isAbsence }
            return true
        }
        usage?.note(.network(isReachable: isAnswered ?? false))
        circuit.probed(isAnswered: isAnswered ?? false, at: clock.uptime, chance: chance())
    }
}
