package import PublicServices
package import ServiceDesk

/// A province's backend in memory that does what the test says: answers, fails, hangs, or takes a record and drops
/// the reply.
///
/// It does not look for doubles: every record taken is a row, so that a record sent twice shows.
package actor ScriptedBackend: ProvincialBackend {
    package enum Question: Hashable, CaseIterable, Sendable {
        case catalogue, dossier, payment, submit, receipt, reach, notices, heartbeat
    }

    /// What the backend does with one question.
    package enum Conduct: Equatable, Sendable {
        case answer
        case fail(BackendError)
        /// Silent until the question is cancelled, then `timedOut`.
        case hang
        /// Silent until `release()`, whatever the asker does; then it answers.
        case hangDeaf
        /// `submit` only: takes the record, then `timedOut`.
        case takeAndDropReply
        /// `submit` only: `timedOut`, and the record is taken only with `release()`.
        case takeLate
        /// `submit` and `receipt` only: a receipt for other bytes.
        case foreignReceipt
    }

    package nonisolated let capabilities: BackendCapabilities

    package var dossiers: [DossierCode: DossierStatus] = [:]
    /// Without one the full page is given to nobody.
    package var secondFactors: [DossierCode: SecondFactor] = [:]
    package var payments: [PaymentReference: Payment] = [:]
    /// By dossier; answered with the dossier's second factor.
    package var paymentsOfDossiers: [DossierCode: PaymentOfDossier] = [:]
    package var update = CatalogueUpdate.unchanged
    package var shownNotices: [Notice] = []

    /// The records taken, in order, each time anew.
    package private(set) var rows: [RecordID] = []
    /// Signs of life taken, in order.
    package private(set) var heartbeats: [Heartbeat] = []
    package private(set) var calls: [Question: Int] = [:]
    /// Every question with the record it was about.
    package private(set) var log: [(question: Question, id: RecordID?)] = []
    package private(set) var mostInFlight = 0

    private var inFlight = 0
    private var hanging = 0
    private var receipts: [RecordID: DeliveryReceipt] = [:]
    private var always: [Question: Conduct] = [:]
    private var once: [Question: [Conduct]] = [:]
    private var firstConduct: Conduct?
    private var met: Set<RecordID> = []
    private var poison: [RecordID: BackendError] = [:]
    private var late: [OutboxRecord] = []
    private var deaf: [CheckedContinuation<Void, Never>] = []
    private var arrivals: [(question: Question, count: Int, continuation: CheckedContinuation<Void, Never>)] = []

    package init(capabilities: BackendCapabilities = BackendCapabilities()) { self.capabilities = capabilities }
}

// MARK: - What the test says

extension ScriptedBackend {
    /// From now on, for these questions; none named means all.
    package func set(_ conduct: Conduct, for questions: Question...) {
        for question in questions.isEmpty ? Question.allCases : questions { always[question] = conduct }
    }

    /// For the next questions of a kind, one after the other, before the standing conduct.
    package func next(_ conducts: Conduct..., for question: Question) { once[question, default: []] += conducts }

    /// For the first `submit` of every record.
    package func setFirstSubmit(_ conduct: Conduct?) { firstConduct = conduct }

    /// For every `submit` of one record; `nil` heals it.
    package func setSubmit(of id: RecordID, _ error: BackendError?) { poison[id] = error }

    package func add(_ status: DossierStatus, secondFactor: SecondFactor? = nil) {
        dossiers[status.code] = status
        secondFactors[status.code] = secondFactor
    }

    package func add(_ payment: PaymentOfDossier, of code: DossierCode) { paymentsOfDossiers[code] = payment }

    package func add(_ payment: Payment) { payments[payment.reference] = payment }

    package func setUpdate(_ update: CatalogueUpdate) { self.update = update }

    package func setNotices(_ notices: [Notice]) { shownNotices = notices }

    /// Lets questions go that hang deaf, and takes what comes late.
    package func release() {
        for record in late { take(record) }
        late = []
        let waiting = deaf
        deaf = []
        for continuation in waiting { continuation.resume() }
    }

    /// No question is being answered right now; some may hang.
    package var isCalm: Bool { inFlight == hanging }

    package func count(_ question: Question) -> Int { calls[question] ?? 0 }

    /// Waits until a question was asked `count` times in all.
    package func until(_ question: Question, asked count: Int) async {
        if self.count(question) >= count { return }
        await withCheckedContinuation { arrivals.append((question, count, $0)) }
    }
}

// MARK: - What the kiosk asks

extension ScriptedBackend {
    package func catalogue(held: CatalogueVersion?) async throws(BackendError) -> CatalogueUpdate {
        try await conduct(.catalogue)
        return update
    }

    package func dossier(
        _ code: DossierCode,
        secondFactor: SecondFactor?
    ) async throws(BackendError) -> DossierStatus? {
        try await conduct(.dossier)
        guard let status = dossiers[code] else { return nil }
        guard let secondFactor else { return status.publicPart }
        return secondFactors[code] == secondFactor ? status : nil
    }

    package func payment(_ reference: PaymentReference) async throws(BackendError) -> Payment? {
        try await conduct(.payment)
        return payments[reference]
    }

    package func payment(
        of dossier: DossierCode,
        secondFactor: SecondFactor
    ) async throws(BackendError) -> PaymentOfDossier? {
        try await conduct(.payment)
        return secondFactors[dossier] == secondFactor ? paymentsOfDossiers[dossier] : nil
    }

    package func submit(_ record: OutboxRecord) async throws(BackendError) -> DeliveryReceipt {
        let conduct = try await conduct(.submit, record.id)
        if let error = poison[record.id] { throw error }
        if conduct == .takeLate {
            late.append(record)
            throw BackendError(.timedOut)
        }
        let receipt = take(record)
        if conduct == .takeAndDropReply { throw BackendError(.timedOut) }
        return conduct == .foreignReceipt ? Self.foreign(receipt) : receipt
    }

    package func receipt(for record: OutboxRecord) async throws(BackendError) -> DeliveryReceipt? {
        let conduct = try await conduct(.receipt, record.id)
        return conduct == .foreignReceipt ? receipts[record.id].map(Self.foreign) : receipts[record.id]
    }

    package func reach() async throws(BackendError) { try await conduct(.reach) }

    package func notices() async throws(BackendError) -> [Notice] {
        try await conduct(.notices)
        return shownNotices
    }

    package func report(_ heartbeat: Heartbeat) async throws(BackendError) {
        try await conduct(.heartbeat)
        heartbeats.append(heartbeat)
    }

    @discardableResult
    private func take(_ record: OutboxRecord) -> DeliveryReceipt {
        rows.append(record.id)
        let receipt = DeliveryReceipt(id: record.id, digest: record.digest, number: "R\(rows.count)")
        receipts[record.id] = receipt
        return receipt
    }

    @discardableResult
    private func conduct(_ question: Question, _ id: RecordID? = nil) async throws(BackendError) -> Conduct {
        let conduct = chosen(question, id)
        note(question, id)
        inFlight += 1
        mostInFlight = max(mostInFlight, inFlight)
        defer { inFlight -= 1 }
        switch conduct {
        case .answer, .takeAndDropReply, .takeLate, .foreignReceipt:
            // So that requests of one moment overlap.
            await Task.yield()
            return conduct
        case .fail(let error): throw error
        case .hang:
            hanging += 1
            await Self.untilCancelled()
            hanging -= 1
            throw BackendError(.timedOut)
        case .hangDeaf:
            hanging += 1
            await withCheckedContinuation { deaf.append($0) }
            hanging -= 1
            return .answer
        }
    }

    private func chosen(_ question: Question, _ id: RecordID?) -> Conduct {
        if question == .submit, let id, met.insert(id).inserted, let firstConduct { return firstConduct }
        if once[question]?.isEmpty == false, let conduct = once[question]?.removeFirst() { return conduct }
        return always[question] ?? .answer
    }

    private func note(_ question: Question, _ id: RecordID?) {
        calls[question, default: 0] += 1
        log.append((question, id))
        let count = calls[question] ?? 0
        for arrival in arrivals where arrival.question == question && arrival.count <= count {
            arrival.continuation.resume()
        }
        arrivals.removeAll { $0.question == question && $0.count <= count }
    }

    private static func foreign(_ receipt: DeliveryReceipt) -> DeliveryReceipt {
        DeliveryReceipt(id: receipt.id, digest: String(receipt.digest.reversed()) + "0", number: receipt.number)
    }

    private static func untilCancelled() async {
        let (stream, continuation) = AsyncStream.makeStream(of: Never.self)
        // An AsyncStream that nobody feeds ends when the task that reads it is cancelled.
        for await _ in stream {}
        continuation.finish()
    }
}
