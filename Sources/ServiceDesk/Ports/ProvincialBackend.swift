package import PublicServices

/// The questions a kiosk asks its province.
///
/// Addresses, headers and status codes stay inside `BackendClient`.
///
/// Every method ends within the client's own deadlines and throws nothing but `BackendError`.
package protocol ProvincialBackend: Sendable {
    /// What this backend can answer.
    var capabilities: BackendCapabilities { get }

    /// The catalogue, when it is not the one already `held`.
    func catalogue(held: CatalogueVersion?) async throws(BackendError) -> CatalogueUpdate

    /// The state of a dossier; `nil` when there is none, or when the second factor is wrong.
    func dossier(_ code: DossierCode, secondFactor: SecondFactor?) async throws(BackendError) -> DossierStatus?

    /// A payment; `nil` when there is none under this reference.
    func payment(_ reference: PaymentReference) async throws(BackendError) -> Payment?

    /// The payment of a dossier, for a province that knows payments by their dossier only; `nil` when there is no such
    /// dossier or the second factor is wrong.
    func payment(
        of dossier: DossierCode,
        secondFactor: SecondFactor
    ) async throws(BackendError) -> PaymentOfDossier?

    /// Hands over a record; returns only with a receipt that echoes id and digest.
    func submit(_ record: OutboxRecord) async throws(BackendError) -> DeliveryReceipt

    /// The receipt of a record handed over before; `nil` when the backend does not have it.
    func receipt(for record: OutboxRecord) async throws(BackendError) -> DeliveryReceipt?

    /// Returns when the backend answers at all; the cheapest request there is.
    func reach() async throws(BackendError)

    /// Messages for the welcome page.
    func notices() async throws(BackendError) -> [Notice]

    /// Takes note that this kiosk is alive.
    func report(_ heartbeat: Heartbeat) async throws(BackendError)
}

extension ProvincialBackend {
    /// Not offered, unless the backend says otherwise in `capabilities`.
    package func payment(
        of dossier: DossierCode,
        secondFactor: SecondFactor
    ) async throws(BackendError) -> PaymentOfDossier? {
        throw BackendError(.notOffered, detail: "payments by their dossier")
    }

    /// Not offered, unless the backend says otherwise in `capabilities`.
    package func report(_ heartbeat: Heartbeat) async throws(BackendError) {
        throw BackendError(.notOffered, detail: "signs of life")
    }
}

/// What a backend offers; the talk says what it cannot answer and offers the way that works.
package struct BackendCapabilities: Equatable, Sendable {
    /// A payment is found by its own reference.
    package var paymentByReference = true
    /// A payment is found by its dossier's code and second factor.
    package var paymentByDossier = false
    /// There is a full page behind a second factor.
    package var secondFactor = true
    /// The second factor is the secret printed on the reception slip, not digits of a card or telephone.
    package var asksPrintedSecret = false
    /// A scanned slip is answered even where the province closed the search by code (a captcha).
    package var dossierBySlip = false
    package var reminders = true
    /// A record posted twice is one record there; where it is not, none is posted again before it was looked for.
    package var recognisesRecords = true
    /// Signs of life of a kiosk are taken.
    package var heartbeats = true

    package init() {}
}

/// The payment of a dossier that was found and opened.
package enum PaymentOfDossier: Equatable, Sendable {
    /// Nothing to pay is on record.
    case nothingDue
    case payment(Payment)
}

/// The identity of one state of the catalogue: the backend's strong entity tag (RFC 9110 §8.8.3).
package struct CatalogueVersion: Hashable, Sendable {
    package var text: String

    package init(_ text: String) { self.text = text }
}

/// What the backend sends for a catalogue.
package enum CatalogueUpdate: Sendable {
    case unchanged
    /// The whole catalogue, in batches as they arrive.
    case whole(CatalogueVersion, CatalogueStream)
    /// Only what changed since the version held.
    case changes(CatalogueVersion, changed: [Procedure], removed: [ProcedureCode])
}
