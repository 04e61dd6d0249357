package import FoundationEssentials
package import PublicServices
package import ServiceDesk

/// Last-known answers in memory.
package actor MemoryCache: AnswerCache {
    private var degrees: [DossierCode: (degree: DegreeOfCompletion, asOf: Date)] = [:]
    private var outcomes: [PaymentReference: SeenPayment] = [:]
    private var error: StoreError?

    package init() {}

    /// Makes every use fail from now on; `nil` mends it.
    package func set(_ error: StoreError?) { self.error = error }

    package func degree(of code: DossierCode) async throws -> (degree: DegreeOfCompletion, asOf: Date)? {
        try check()
        return degrees[code]
    }

    package func save(_ degree: DegreeOfCompletion, of code: DossierCode, asOf: Date) async throws {
        try check()
        degrees[code] = (degree, asOf)
    }

    package func outcome(of reference: PaymentReference) async throws -> SeenPayment? {
        try check()
        return outcomes[reference]
    }

    package func save(_ seen: SeenPayment, of reference: PaymentReference) async throws {
        try check()
        outcomes[reference] = seen
    }

    package func forget(before instant: Date) async throws {
        try check()
        degrees = degrees.filter { $0.value.asOf >= instant }
        outcomes = outcomes.filter { $0.value.asOf >= instant }
    }

    private func check() throws {
        if let error { throw error }
    }
}

/// Look-ups that found nothing, in memory.
package actor MemoryLedger: LookupLedger {
    private var failures: [(subject: LookupSubject, at: Date)] = []
    private var error: StoreError?

    package init() {}

    /// Makes every use fail from now on; `nil` mends it.
    package func set(_ error: StoreError?) { self.error = error }

    package func recordFailure(_ subject: LookupSubject, at instant: Date) async throws {
        try check()
        failures.append((subject, instant))
    }

    package func failures(since instant: Date) async throws -> Int {
        try check()
        return failures.count { $0.at >= instant }
    }

    package func failures(of subject: LookupSubject, since instant: Date) async throws -> Int {
        try check()
        return failures.count { $0.subject == subject && $0.at >= instant }
    }

    package func forgetFailures(before instant: Date) async throws {
        try check()
        failures.removeAll { $0.at < instant }
    }

    private func check() throws {
        if let error { throw error }
    }
}
