package import FoundationEssentials
package import PublicServices

/// Last-known answers, public part only, under a keyed hash and sealed.
///
/// Full pages never come here.
package protocol AnswerCache: Sendable {
    /// The degree of completion last seen for a code, with the time the backend said it.
    func degree(of code: DossierCode) async throws -> (degree: DegreeOfCompletion, asOf: Date)?

    func save(_ degree: DegreeOfCompletion, of code: DossierCode, asOf: Date) async throws

    func outcome(of reference: PaymentReference) async throws -> SeenPayment?

    func save(_ seen: SeenPayment, of reference: PaymentReference) async throws

    /// Forgets what is older than `instant`.
    func forget(before instant: Date) async throws
}

/// Counts look-ups that found nothing, across restarts, so that guessing is useless.
package protocol LookupLedger: Sendable {
    func recordFailure(_ subject: LookupSubject, at instant: Date) async throws

    /// Failures of the whole kiosk since an instant.
    func failures(since instant: Date) async throws -> Int

    /// Failures on one code since an instant.
    func failures(of subject: LookupSubject, since instant: Date) async throws -> Int

    func forgetFailures(before instant: Date) async throws
}

/// What was looked up; kept only as a keyed hash.
package enum LookupSubject: Hashable, Sendable {
    case dossier(DossierCode)
    case payment(PaymentReference)

    /// Tells in a log whether two lines are about the same thing, and nothing else.
    ///
    /// A keyed hash: Swift's `Hasher` is SipHash with a key that each process draws anew and keeps nowhere, and a
    /// process lives for one visit (research/security.md §4).
    package var logTag: String { String(UInt32(truncatingIfNeeded: hashValue), radix: 16) }
}
