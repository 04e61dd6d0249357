package import FoundationEssentials
package import Logging
package import PublicServices

/// Answers questions about dossiers and payments: fresh when the backend can be asked, otherwise saved and dated.
package struct LookupDesk: Sendable {
    /// The longest a citizen waits (design.md §2.2).
    package static let longestWait = Duration.seconds(8)

    private let backend: any ProvincialBackend
    private let cache: any AnswerCache
    private let admission: LookupGuard
    private let clock: any KioskClock
    private let savedFor: TimeInterval
    private let watch: ClockWatch
    private let logger: Logger

    /// - Parameter savedFor: seconds for which a saved degree of completion may be shown; 24 h by default.
    package init(
        backend: any ProvincialBackend,
        cache: any AnswerCache,
        admission: LookupGuard,
        clock: any KioskClock,
        savedFor: TimeInterval = 86_400,
        logger: Logger
    ) {
        self.backend = backend
        self.cache = cache
        self.admission = admission
        self.clock = clock
        self.savedFor = savedFor
        watch = ClockWatch(clock: clock)
        self.logger = logger
    }

    package var capabilities: BackendCapabilities { backend.capabilities }

    /// The state of a dossier; the full page only with the right second factor.
    ///
    /// No such code, a wrong second factor and a closed limit are all `notFound`, after asking the backend in each
    /// case, so that neither words nor time tell them apart. When the backend cannot be asked, a closed limit looks
    /// like a code of which nothing is saved.
    package func dossier(
        _ code: DossierCode,
        secondFactor: SecondFactor?,
        visit: VisitLookups
    ) async -> Answer<DossierStatus> {
        let isAdmitted = await admission.admits(.dossier(code), visit: visit)
        let asked = await ask { [backend] () throws(BackendError) in
            try await backend.dossier(code, secondFactor: secondFactor)
        }
        switch asked {
        case .success(let status?) where isAdmitted:
            await save(status)
            return .fresh(status)
        case .success(let status):
            if status == nil, isAdmitted { await admission.recordFailure(.dossier(code), visit: visit) }
            return .notFound
        case .failure(let error):
            guard isAdmitted, let saved = await saved(code) else { return .unavailable(error.unavailability) }
            return saved
        }
    }

    /// A payment.
    ///
    /// Without the backend there is no answer, only `lastSeen`.
    package func payment(_ reference: PaymentReference, visit: VisitLookups) async -> Answer<Payment> {
        guard backend.capabilities.paymentByReference else { return .unavailable(.notOffered) }
        let isAdmitted = await admission.admits(.payment(reference), visit: visit)
        let asked = await ask { [backend] () throws(BackendError) in try await backend.payment(reference) }
        switch asked {
        case .success(let payment?) where isAdmitted:
            let seen = SeenPayment(outcome: payment.outcome, asOf: clock.now)
            await remember { try await cache.save(seen, of: reference) }
            return .fresh(payment)
        case .success(let payment):
            if payment == nil, isAdmitted { await admission.recordFailure(.payment(reference), visit: visit) }
            return .notFound
        case .failure(let error):
            return .unavailable(error.unavailability)
        }
    }

    /// The payment of a dossier, where the province knows payments by their dossier.
    ///
    /// Counts against the limits like the dossier itself; nothing of it is kept.
    package func payment(
        of dossier: DossierCode,
        secondFactor: SecondFactor,
        visit: VisitLookups
    ) async -> Answer<PaymentOfDossier> {
        guard backend.capabilities.paymentByDossier else { return .unavailable(.notOffered) }
        let isAdmitted = await admission.admits(.dossier(dossier), visit: visit)
        let asked = await ask { [backend] () throws(BackendError) in
            try await backend.payment(of: dossier, secondFactor: secondFactor)
        }
        switch asked {
        case .success(let found?) where isAdmitted: return .fresh(found)
        case .success(let found):
            if found == nil, isAdmitted { await admission.recordFailure(.dossier(dossier), visit: visit) }
            return .notFound
        case .failure(let error): return .unavailable(error.unavailability)
        }
    }

    /// What this kiosk last saw of a payment; to be shown as that and never as an answer.
    ///
    /// `nil` when its age cannot be known.
    package func lastSeen(_ reference: PaymentReference) async -> SeenPayment? {
        guard let seen = try? await cache.outcome(of: reference), watch.age(of: seen.asOf) != nil else { return nil }
        return seen
    }

    private func saved(_ code: DossierCode) async -> Answer<DossierStatus>? {
        guard let known = try? await cache.degree(of: code) else { return nil }
        guard let age = watch.age(of: known.asOf), age <= savedFor else { return nil }
        return .saved(DossierStatus(code: code, degree: known.degree), asOf: known.asOf)
    }

    private func save(_ status: DossierStatus) async {
        await remember { try await cache.save(status.degree, of: status.code, asOf: clock.now) }
    }

    /// A memory that fails never costs the citizen the answer.
    private func remember(_ work: () async throws -> Void) async {
        watch.notice()
        do { try await work() } catch { logger.warning("answer not saved", metadata: ["error": "\(error)"]) }
    }

    private func ask<Value: Sendable>(
        _ question: @escaping @Sendable () async throws(BackendError) -> Value
    ) async -> Result<Value, BackendError> {
        let asked = await clock.limited(to: Self.longestWait) { () async -> Result<Value, BackendError> in
            do throws(BackendError) { return .success(try await question()) } catch { return .failure(error) }
        }
        if case .failure(let error) = asked {
            logger.info("backend not answering", metadata: ["code": "\(error.code)", "detail": "\(error.detail)"])
        }
        return asked ?? .failure(BackendError(.timedOut))
    }
}

extension BackendError {
    /// What a citizen is told.
    package var unavailability: Unavailability { code == .notOffered ? .notOffered : .cannotAsk }
}
