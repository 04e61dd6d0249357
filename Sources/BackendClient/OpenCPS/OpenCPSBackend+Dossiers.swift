package import PublicServices
package import ServiceDesk

extension OpenCPSBackend {
    package func dossier(
        _ code: DossierCode,
        secondFactor: SecondFactor?
    ) async throws(BackendError) -> DossierStatus? {
        guard let secondFactor else { return try await publicStatus(of: code) }
        guard let found = try await open(code, secondFactor) else { return nil }
        var detail = found.dossier.detail
        detail.history = await history(of: found.id, state: found.dossier.state)
        return DossierStatus(code: found.code, degree: found.dossier.state.degree, detail: detail)
    }

    package func payment(
        of dossier: DossierCode,
        secondFactor: SecondFactor
    ) async throws(BackendError) -> PaymentOfDossier? {
        guard let found = try await open(dossier, secondFactor) else { return nil }
        switch try await answer(.payment(id: found.id, secret: secondFactor.secret)) {
        // The site asks for the secret letter for letter here, and not so for the dossier.
        case .denied: return nil
        case .empty, .missing: return .nothingDue
        case .body(let body):
            return try payment(try judge.read(OpenCPSPayment.self, body), office: found.dossier.agency)
        }
    }

    private func payment(_ body: OpenCPSPayment, office: String?) throws(BackendError) -> PaymentOfDossier {
        if body.status == 0 { return .nothingDue }
        guard let outcome = body.outcome else { throw BackendError(.badAnswer, detail: "payment: status") }
        guard let amount = body.amount, amount >= 0 else { throw BackendError(.badAnswer, detail: "payment: amount") }
        guard let reference = body.reference.flatMap(PaymentReference.init(typed:)) else {
            throw BackendError(.badAnswer, detail: "payment: reference")
        }
        var payment = Payment(reference: reference, outcome: outcome, amount: amount, office: office ?? "")
        payment.purpose = body.purpose
        if outcome == .paid {
            payment.paidAt = OpenCPSDate.instant(body.confirmed)
            payment.channel = body.channel
            payment.receiptNumber = body.invoice
        }
        return .payment(payment)
    }
}

// MARK: - Finding

extension OpenCPSBackend {
    /// A dossier that was opened with its secret.
    private struct Opened {
        var id: Int64
        /// The code on the dossier, also when its number was scanned.
        var code: DossierCode
        var dossier: OpenCPSDossier
    }

    /// All that anybody with the code may know (Thông tư 01/2018/TT-VPCP, Điều 16.2.d).
    private func publicStatus(of code: DossierCode) async throws(BackendError) -> DossierStatus? {
        guard let row = try await row(of: code) else { return nil }
        let state = OpenCPSState.nearest(row.status, isReleased: row.isReleased)
        return DossierStatus(code: code, degree: state.degree)
    }

    /// By its code; a bare number that is no code is the number of a scanned slip, `D-<secret>-<number>`.
    private func open(_ code: DossierCode, _ factor: SecondFactor) async throws(BackendError) -> Opened? {
        do throws(BackendError) {
            if let id = try await row(of: code)?.id { return try await open(id, code, factor, isCode: true) }
        } catch {
            // Where the search is closed the number on the slip still opens the dossier.
            guard error.code == .notOffered, Int64(code.text) != nil else { throw error }
        }
        guard let id = Int64(code.text), id > 0 else { return nil }
        return try await open(id, code, factor, isCode: false)
    }

    private func open(
        _ id: Int64,
        _ code: DossierCode,
        _ factor: SecondFactor,
        isCode: Bool
    ) async throws(BackendError) -> Opened? {
        guard case .body(let body) = try await answer(.dossier(id: id, secret: factor.secret)) else { return nil }
        let dossier = try judge.read(OpenCPSDossier.self, body)
        let own = dossier.code.flatMap(DossierCode.init(stored:))
        guard !isCode || own == code else { throw BackendError(.badAnswer, detail: "another dossier") }
        return Opened(id: id, code: own ?? code, dossier: dossier)
    }

    /// The one row with exactly this code, out of a prefix search on two fields; more than one is refused.
    private func row(of code: DossierCode) async throws(BackendError) -> OpenCPSDossierRow? {
        let page: OpenCPSPage<OpenCPSDossierRow>
        switch try await answer(.dossiers(code: code)) {
        case .body(let body): page = try judge.read(OpenCPSPage<OpenCPSDossierRow>.self, body)
        case .denied:
            throw BackendError(.notOffered, detail: "the site wants a key (backend.siteSecret) or a captcha to search")
        case .empty, .missing: throw BackendError(.serverFailed, detail: "the site cannot search")
        }
        let exact = page.rows.filter { $0.code.flatMap(DossierCode.init(stored:)) == code }
        guard exact.count <= 1 else { throw BackendError(.badAnswer, detail: "several dossiers with one code") }
        guard exact.isEmpty, page.total > page.rows.count else { return exact.first }
        throw BackendError(.badAnswer, detail: "too many dossiers begin like this")
    }

    /// Dated steps, without people; a dossier is shown also without them.
    private func history(of id: Int64, state: DossierState) async -> [DossierEvent] {
        let steps = (try? await body(OpenCPSPage<OpenCPSStep>.self, .steps(id: id), within: .seconds(3)))?.rows ?? []
        let begun = steps.compactMap { step in step.begunOn.map { (day: $0, name: step.name) } }
        return begun.enumerated().map { index, step in
            let isLast = index == begun.count - 1
            return DossierEvent(day: step.day, state: isLast ? state : .processing, note: step.name)
        }
    }
}

extension SecondFactor {
    /// OpenCPS knows one secret, four digits unless the site says otherwise.
    var secret: String {
        switch self {
        case .lastFour(let digits): digits
        case .printedSecret(let secret): secret
        }
    }
}
