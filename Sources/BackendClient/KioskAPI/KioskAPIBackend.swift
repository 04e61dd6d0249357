package import BackendAPI
package import FoundationEssentials
package import Logging
package import PublicServices
package import ServiceDesk

/// A provincial backend that speaks the kiosk API, version 1 (`kiosk-config/backend-api.yaml`).
///
/// Make one for the process and call `shutdown()` before letting go of it.
package final class KioskAPIBackend: ConnectedBackend {
    package let capabilities: BackendCapabilities
    let transport: HTTPTransport
    let judge: AnswerJudge
    private let localStates: @Sendable () -> LocalStateNames
    private let noteOffers: @Sendable (CapabilitiesBody) -> Void

    /// - Parameter offers: What the backend said at last that it offers.
    /// - Parameter now: The clock for a `Retry-After` that names a date.
    /// - Parameter noteDate: Told the backend's own time with every good answer.
    /// - Parameter noteOffers: Told what the backend offers whenever it says so and is well; the next one made is to
    ///   know it.
    /// - Throws: `BackendSettingsFault`; nothing is sent yet.
    package init(
        _ settings: BackendSettings,
        offers: CapabilitiesBody = CapabilitiesBody(),
        logger: Logger,
        now: @escaping @Sendable () -> Date = { Date() },
        noteDate: @escaping @Sendable (Date) -> Void = { _ in },
        noteOffers: @escaping @Sendable (CapabilitiesBody) -> Void = { _ in }
    ) throws(BackendSettingsFault) {
        transport = try HTTPTransport(settings, logger: logger)
        capabilities = BackendCapabilities(offers)
        self.noteOffers = noteOffers
        judge = AnswerJudge(now: now, noteDate: noteDate)
        localStates = settings.localStates
    }

    package func shutdown() async {
        await transport.shutdown()
    }

    package func dossier(
        _ code: DossierCode,
        secondFactor: SecondFactor?
    ) async throws(BackendError) -> DossierStatus? {
        let question = try bytes(of: DossierLookup(code: code, secondFactor: secondFactor))
        let answer = try await transport.answer(.question(BackendPath.dossierLookups, body: question))
        guard let body = try judge.bodyIfFound(DossierBody.self, of: answer) else { return nil }
        do {
            let status = try body.status(for: code, names: localStates)
            // Without a second factor nothing but the degree is public, whatever a backend sends.
            return secondFactor == nil ? status.publicPart : status
        } catch {
            throw BackendError(.badAnswer, detail: "dossier: \(error.field)")
        }
    }

    package func payment(_ reference: PaymentReference) async throws(BackendError) -> Payment? {
        let question = try bytes(of: PaymentLookup(reference: reference))
        let answer = try await transport.answer(.question(BackendPath.paymentLookups, body: question))
        guard let body = try judge.bodyIfFound(PaymentBody.self, of: answer) else { return nil }
        do {
            return try body.payment(for: reference)
        } catch {
            throw BackendError(.badAnswer, detail: "payment: \(error.field)")
        }
    }

    package func notices() async throws(BackendError) -> [Notice] {
        let answer = try await transport.answer(.get(BackendPath.notices))
        return try judge.body(NoticesBody.self, of: answer).all
    }

    package func reach() async throws(BackendError) {
        _ = try await health()
    }

    /// What the backend says about itself.
    package func health() async throws(BackendError) -> BackendHealth {
        let answer = try await transport.answer(.get(BackendPath.health))
        let body = try judge.body(HealthBody.self, of: answer)
        let health = BackendHealth(isWell: body.status == "ok", capabilities: BackendCapabilities(body.capabilities))
        if health.isWell { noteOffers(body.capabilities) }
        return health
    }

    func bytes(of body: some Encodable) throws(BackendError) -> [UInt8] {
        do {
            return try WireJSON.bytes(of: body)
        } catch {
            throw BackendError(.rejected, detail: "the question cannot be written")
        }
    }
}

/// What a backend says about itself.
package struct BackendHealth: Equatable, Sendable {
    package var isWell: Bool
    package var capabilities: BackendCapabilities
}

extension BackendCapabilities {
    init(_ body: CapabilitiesBody) {
        self.init()
        paymentByReference = body.paymentByReference
        secondFactor = body.secondFactor
        reminders = body.reminders
        heartbeats = body.heartbeats
    }
}
