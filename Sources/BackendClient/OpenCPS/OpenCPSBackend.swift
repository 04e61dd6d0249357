package import FoundationEssentials
package import Logging
import NIOCore
package import PublicServices
package import ServiceDesk

/// A provincial backend that speaks OpenCPS v2, the open platform of many provinces (research/opencps-wire.md).
///
/// Make one for the process and call `shutdown()` before letting go of it.
package final class OpenCPSBackend: ConnectedBackend {
    package let capabilities: BackendCapabilities
    let site: OpenCPSSettings
    /// What the ratings answer; the site's votes are found by its words.
    let survey: Survey
    let judge: OpenCPSJudge
    let votesTaken = TakenVotes()
    let host: String
    private let transport: HTTPTransport
    private let now: @Sendable () -> Date

    /// - Parameter now: The clock for a `Retry-After` that names a date and for the site's key.
    /// - Parameter noteDate: Told the site's own time with every answer that could be read.
    /// - Throws: `BackendSettingsFault`; nothing is sent yet.
    package init(
        _ settings: BackendSettings,
        site: OpenCPSSettings,
        survey: Survey,
        logger: Logger,
        now: @escaping @Sendable () -> Date = { Date() },
        noteDate: @escaping @Sendable (Date) -> Void = { _ in }
    ) throws(BackendSettingsFault) {
        transport = try HTTPTransport(settings, logger: logger)
        host = settings.address.host
        self.site = site
        self.survey = survey
        self.now = now
        judge = OpenCPSJudge(common: AnswerJudge(now: now, noteDate: noteDate))
        var capabilities = BackendCapabilities()
        capabilities.paymentByReference = false
        capabilities.paymentByDossier = true
        capabilities.asksPrintedSecret = true
        capabilities.dossierBySlip = true
        capabilities.reminders = false
        capabilities.recognisesRecords = false
        capabilities.heartbeats = false
        self.capabilities = capabilities
    }

    package func shutdown() async { await transport.shutdown() }

    package func reach() async throws(BackendError) {
        let answer = try await raw(.ping)
        // `ok` in plain words; a portal's page is none.
        guard answer.head.status == 200, !answer.head.isHTML else { throw judge.common.failure(answer) }
    }

    /// OpenCPS has no messages for a welcome page.
    package func notices() async throws(BackendError) -> [Notice] { [] }

    package func payment(_ reference: PaymentReference) async throws(BackendError) -> Payment? {
        throw BackendError(.notOffered, detail: "OpenCPS finds payments by their dossier only")
    }

    /// The only way out: an endpoint of the list, judged.
    func answer(_ endpoint: OpenCPSEndpoint, within limit: Duration? = nil) async throws(BackendError) -> OpenCPSAnswer
    {
        try judge.answer(try await raw(endpoint, within: limit))
    }

    /// An answer that has to be a body of this type.
    func body<Body: Decodable>(
        _ type: Body.Type,
        _ endpoint: OpenCPSEndpoint,
        within limit: Duration? = nil
    ) async throws(BackendError) -> Body {
        try judge.read(type, try await bodyAnswer(endpoint, within: limit))
    }

    /// An answer that has to be JSON, not yet read.
    func bodyAnswer(
        _ endpoint: OpenCPSEndpoint,
        within limit: Duration? = nil
    ) async throws(BackendError) -> BackendAnswer {
        switch try await answer(endpoint, within: limit) {
        case .body(let body): return body
        case .empty: throw BackendError(.badAnswer, detail: "empty answer")
        case .denied: throw BackendError(.refused, detail: "the site wants somebody signed in")
        case .missing: throw BackendError(.serverFailed, detail: "the site failed or does not know the request")
        }
    }

    /// The deadlines of the connection; a page of a long list has that of silence.
    var deadlines: BackendSettings.Deadlines { transport.deadlines }

    private func raw(_ endpoint: OpenCPSEndpoint, within limit: Duration? = nil) async throws(BackendError)
        -> BackendAnswer
    {
        try await transport.answer(endpoint.call.request(for: site, now: now()), within: limit)
    }
}
