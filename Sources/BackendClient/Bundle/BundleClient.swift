package import BackendAPI
package import FoundationEssentials
package import Logging
import NIOCore
import NIOHTTP1
package import ServiceDesk

/// Fetches content bundles from any static web server or cache.
///
/// What comes is not trusted here: signature and digests are checked where it is kept. No token is ever sent.
package final class BundleClient: Sendable {
    /// What asking for the manifest brought.
    package enum Manifest: Sendable {
        /// The one kept; freshly confirmed, or still fresh and not asked for.
        case unchanged(KeptAnswer)
        case file([UInt8], KeptAnswer?)
    }

    private let transport: HTTPTransport
    private let judge: AnswerJudge
    private let now: @Sendable () -> Date

    /// - Parameter settings: the address is the folder that holds `manifest.jsonl`; its token is not used.
    /// - Throws: `BackendSettingsFault`.
    package init(
        _ settings: BackendSettings,
        logger: Logger,
        now: @escaping @Sendable () -> Date = { Date() }
    ) throws(BackendSettingsFault) {
        var settings = settings
        settings.bearerToken = nil
        transport = try HTTPTransport(settings, logger: logger)
        judge = AnswerJudge(now: now)
        self.now = now
    }

    /// Closes all connections.
    package func shutdown() async { await transport.shutdown() }

    /// Asks for the manifest as a private cache does (RFC 9111).
    ///
    /// - Parameter kept: the answer of last time.
    /// - Parameter mustAsk: ask even while the kept answer is fresh.
    package func manifest(kept: KeptAnswer?, mustAsk: Bool) async throws(BackendError) -> Manifest {
        var request = BackendRequest.get("/" + SignedManifest.fileName)
        request.headers = [(HeaderName.accept, "\(MediaType.jsonLines), \(MediaType.json), application/octet-stream")]
        if mustAsk { request.headers.append((HeaderName.cacheControl, "no-cache")) }
        request.limit = SignedManifest.largest
        let wish = HeaderFields(request.headers)
        if let kept {
            switch kept.use(for: wish, at: now()) {
            case .kept: return .unchanged(kept)
            case .ask: break
            case .validate(let etag, let lastModified):
                if let etag { request.headers.append((HeaderName.ifNoneMatch, etag)) }
                if let lastModified { request.headers.append(("if-modified-since", lastModified)) }
            }
        }
        return try await manifest(request, wish: wish, kept: kept)
    }

    private func manifest(
        _ request: BackendRequest, wish: HeaderFields, kept: KeptAnswer?
    ) async throws(BackendError) -> Manifest {
        let asked = now()
        let answer = try await transport.answer(request)
        let fields = HeaderFields(answer.head.headers.map { ($0.name, $0.value) })
        let isConditional = request.headers.contains { $0.0.hasPrefix("if-") }
        if answer.head.status == 304, isConditional, let kept {
            guard let confirmed = kept.confirmed(by: fields, requestedAt: asked, receivedAt: now()) else {
                throw BackendError(.badAnswer, detail: "304 about another manifest")
            }
            return .unchanged(confirmed)
        }
        guard answer.head.status == 200 else { throw judge.failure(answer) }
        guard !answer.head.isHTML else { throw BackendError(.captivePortal, detail: "HTML in place of a manifest") }
        let next = KeptAnswer(
            status: 200, fields: fields, body: Data(), request: wish, requestedAt: asked, receivedAt: now()
        )
        return .file(Array(answer.body.readableBytesView), next)
    }

    /// The bytes of a part as they come; whoever keeps them counts and checks them.
    ///
    /// - Throws: `BackendError`, also the stream.
    package func part(
        _ part: BundleManifest.Part, at address: String
    ) async throws(BackendError) -> AsyncThrowingStream<[UInt8], any Error> {
        var request = BackendRequest.get("/" + address, template: "/parts/{sha256}")
        request.headers = [(HeaderName.accept, "application/octet-stream, */*;q=0.5")]
        // Room for a portal's page, so that it is recognised in place of a small part.
        request.limit = max(part.size, 64 * 1024)
        let started = ContinuousClock.now
        let (head, body) = try await transport.stream(request)
        guard head.status == 200 else {
            throw judge.failure(BackendAnswer(head: head, body: ByteBuffer()))
        }
        guard !head.isHTML else { throw BackendError(.captivePortal, detail: "HTML in place of a part") }
        let pieces = StreamedBody(body, deadlines: transport.deadlines, started: started)
        return AsyncThrowingStream(unfolding: {
            try await pieces.next().map { Array($0.readableBytesView) }
        })
    }
}
