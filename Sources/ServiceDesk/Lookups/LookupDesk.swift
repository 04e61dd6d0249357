package import FoundationEssentials
package import Logging
package import PublicServices

/// Answers questions about dossiers and payments: fresh when the backend can be asked, otherwise saved and dated.
package struct LookupDesk: Sendable {
    /// The longest a citizen waits (design.md §2.2).
    package static let longestWait = Duration.seconds(8)
    /// Every refusal is given at a whole multiple of this after the question, so that its time tells nothing.
    package static let refusalStep = Duration.milliseconds(250)
    /// Answers seen longer ago are deleted, at the next one that is saved.
    private static let keptFor: TimeInterval = 7 * 86_400

    private let backend: any ProvincialBackend
    private let cache: any AnswerCache
    private let admission: LookupGuard
    private let clock: any KioskClock
    private let savedFor: TimeInterval
    private let refusalStep: Duration
    private let payees: @Sendable () -> Set<PayeeAccount>
    private let watch: ClockWatch
    private let usage: UsageBook?
    private let logger: Logger

    /// - Parameters:
    ///   - savedFor: seconds for which a saved degree of completion may be shown; 24 h by default.
    ///   - refusalStep: as the static one; zero where a test does not move its clock.
    ///   - payees: the accounts that bills of the province may be paid to; read when the first bill has a QR code.
    ///   - usage: counts what became of each look-up of a visit.
    package init(
        backend: any ProvincialBackend,
        cache: any AnswerCache,
        admission: LookupGuard,
        clock: any KioskClock,
        savedFor: TimeInterval = 86_400,
        refusalStep: Duration = LookupDesk.refusalStep,
        payees: @escaping @Sendable () -> Set<PayeeAccount> = { [] },
        usage: UsageBook? = nil,
        logger: Logger
    ) {
        self.backend = backend
        self.cache = cache
        self.admission = admission
        self.clock = clock
        self.savedFor = savedFor
        self.refusalStep = refusalStep
        self.payees = payees
        watch = ClockWatch(clock: clock)
        self.usage = usage
        self.logger = logger
    }

    package var capabilities: BackendCapabilities { backend.capabilities }

    /// The state of a dossier; the full page only with the right second factor.
    ///
    /// No such code, a wrong second factor and a closed limit are all `notFound`, after asking the backend in each
    /// case, at a whole step of time and with one more failure of the visit, so that neither words nor time, now or
    /// at the next question, tell them apart. When the backend cannot be asked, a closed limit looks like a code of
    /// which nothing is saved.
    package func dossier(
        _ code: DossierCode,
        secondFactor: SecondFactor?,
        visit: VisitLookups
    ) async -> Answer<DossierStatus> {
        let start = clock.uptime
        let isAdmitted = await admission.admits(.dossier(code), visit: visit)
        let asked = await ask(about: .dossier(code)) { [backend] () throws(BackendError) in
            try await backend.dossier(code, secondFactor: secondFactor)
        }
        switch asked {
        case .success(let status?) where isAdmitted:
            await save(status)
            count(.dossier, .found, since: start)
            return .fresh(status)
        case .success(let status):
            await refuse(.dossier(code), counts: status == nil && isAdmitted, visit: visit, since: start)
            count(.dossier, isAdmitted ? .notFound : .refused, since: start)
            return .notFound
        case .failure(let error):
            guard isAdmitted, let saved = await saved(code) else {
                return unavailable(error, .dossier, since: start)
            }
            count(.dossier, .offlineKnown, since: start)
            return saved
        }
    }

    /// One code of a volunteers' list: the public part only, under the limits of the kiosk and of the code.
    ///
    /// A list is nobody's visit, so the limit of a visit does not hold for it; unlike a citizen, who asks once, it is
    /// told when the backend wants it to wait and when the kiosk's limit is closed.
    func listed(_ code: DossierCode) async -> ListedAnswer {
        let visit = VisitLookups()
        guard await admission.isKioskOpen else { return .limited }
        let isAdmitted = await admission.admits(.dossier(code), visit: visit)
        let asked = await ask(about: .dossier(code)) { [backend] () throws(BackendError) in
            try await backend.dossier(code, secondFactor: nil)
        }
        switch asked {
        case .success(let status?) where isAdmitted:
            await save(status)
            return .answer(.fresh(status.publicPart))
        case .success(let status):
            if status == nil, isAdmitted { await admission.recordFailure(.dossier(code), visit: visit) }
            return .answer(.notFound)
        case .failure(let error) where error.code == .busy: return .busy(error.retryAfter)
        case .failure(let error): return .answer(.unavailable(error.unavailability))
        }
    }

    /// A payment.
    ///
    /// Without the backend there is no answer, only `lastSeen`.
    package func payment(_ reference: PaymentReference, visit: VisitLookups) async -> Answer<Payment> {
        guard backend.capabilities.paymentByReference else { return .unavailable(.notOffered) }
        let start = clock.uptime
        let isAdmitted = await admission.admits(.payment(reference), visit: visit)
        let asked = await ask(about: .payment(reference)) { [backend] () throws(BackendError) in
            try await backend.payment(reference)
        }
        switch asked {
        case .success(let payment?) where isAdmitted:
            let seen = SeenPayment(outcome: payment.outcome, asOf: clock.now)
            await remember { try await cache.save(seen, of: reference) }
            count(.payment, .found, since: start)
            return .fresh(withSafeCode(payment))
        case .success(let payment):
            await refuse(.payment(reference), counts: payment == nil && isAdmitted, visit: visit, since: start)
            count(.payment, isAdmitted ? .notFound : .refused, since: start)
            return .notFound
        case .failure(let error):
            return unavailable(error, .payment, since: start)
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
        let start = clock.uptime
        let isAdmitted = await admission.admits(.dossier(dossier), visit: visit)
        let asked = await ask(about: .dossier(dossier)) { [backend] () throws(BackendError) in
            try await backend.payment(of: dossier, secondFactor: secondFactor)
        }
        switch asked {
        case .success(let found?) where isAdmitted:
            count(.payment, .found, since: start)
            guard case .payment(let payment) = found else { return .fresh(found) }
            return .fresh(.payment(withSafeCode(payment)))
        case .success(let found):
            await refuse(.dossier(dossier), counts: found == nil && isAdmitted, visit: visit, since: start)
            count(.payment, isAdmitted ? .notFound : .refused, since: start)
            return .notFound
        case .failure(let error): return unavailable(error, .payment, since: start)
        }
    }

    /// What this kiosk last saw of a payment; to be shown as that and never as an answer.
    ///
    /// `nil` when its age cannot be known.
    package func lastSeen(_ reference: PaymentReference) async -> SeenPayment? {
        guard let seen = try? await cache.outcome(of: reference), watch.age(of: seen.asOf) != nil else { return nil }
        return seen
    }

    private func count(_ kind: LookupKind, _ outcome: LookupOutcome, since start: Duration) {
        usage?.note(.lookedUp(kind, outcome, took: clock.uptime - start))
    }

    private func unavailable<Value>(_ error: BackendError, _ kind: LookupKind, since start: Duration) -> Answer<Value> {
        let outcome: LookupOutcome =
            switch error.code {
            case .busy: .tooMany
            case .notOffered: .notOffered
            default: .offlineUnknown
            }
        count(kind, outcome, since: start)
        return .unavailable(error.unavailability)
    }

    /// Counts a refusal and waits for the next whole step of time since the question.
    ///
    /// - Parameter counts: it also counts for the kiosk and the code; one behind a closed limit does not, or the limit
    ///   would never open again.
    private func refuse(_ subject: LookupSubject, counts: Bool, visit: VisitLookups, since start: Duration) async {
        if counts {
            await admission.recordFailure(subject, visit: visit)
        } else {
            await visit.recordFailure()
        }
        guard refusalStep > .zero else { return }
        let steps = ((clock.uptime - start) / refusalStep).rounded(.up)
        try? await clock.sleep(for: start + refusalStep * max(1, Int(steps)) - clock.uptime)
    }

    /// The payment without a VietQR payload that must not be shown; the operator is told why, without a reference.
    private func withSafeCode(_ payment: Payment) -> Payment {
        guard let payload = payment.qrPayload else { return payment }
        var safe = payment
        guard payment.outcome == .unpaid else {
            safe.qrPayload = nil
            return safe
        }
        let check = VietQRCheck(payload: payload, amount: payment.amount, payees: payees())
        guard !check.isSafeToShow else { return payment }
        let faults = check.faults.map(\.rawValue).joined(separator: ",")
        logger.notice("VietQR payload of a bill not shown", metadata: ["faults": "\(faults)"])
        safe.qrPayload = nil
        safe.hasRefusedCode = true
        return safe
    }

    private func saved(_ code: DossierCode) async -> Answer<DossierStatus>? {
        guard let known = try? await cache.degree(of: code) else { return nil }
        guard let age = watch.age(of: known.asOf), age <= savedFor else { return nil }
        usage?.note(.showedSaved(age: age))
        return .saved(DossierStatus(code: code, degree: known.degree), asOf: known.asOf)
    }

    private func save(_ status: DossierStatus) async {
        await remember { try await cache.save(status.degree, of: status.code, asOf: clock.now) }
    }

    /// A memory that fails never costs the citizen the answer.
    private func remember(_ work: () async throws -> Void) async {
        watch.notice()
        do {
            try await work()
            try await cache.forget(before: clock.now.addingTimeInterval(-Self.keptFor))
        } catch {
            logger.warning("answer not saved", metadata: ["error": "\(error)"])
        }
    }

    private func ask<Value: Sendable>(
        about subject: LookupSubject,
        _ question: @escaping @Sendable () async throws(BackendError) -> Value
    ) async -> Result<Value, BackendError> {
        let asked = await clock.limited(to: Self.longestWait) { () async -> Result<Value, BackendError> in
            do throws(BackendError) { return .success(try await question()) } catch { return .failure(error) }
        }
        if case .failure(let error) = asked {
            logger.info(
                "backend not answering",
                metadata: [
                    "code": "\(error.code)", "detail": "\(error.detail)", "subject": "\(subject.logTag)",
                ])
        }
        return asked ?? .failure(BackendError(.timedOut))
    }
}

extension BackendError {
    /// What a citizen is told.
    package var unavailability: Unavailability { code == .notOffered ? .notOffered : .cannotAsk }
}
