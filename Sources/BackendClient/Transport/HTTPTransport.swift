import AsyncHTTPClient
import BackendAPI
import Logging
import NIOCore
import NIOHTTP1
import ServiceDesk

/// Sends requests to one backend, with one HTTP client for the whole process.
///
/// Logs hold the template of a path, the status and the duration, nothing else.
final class HTTPTransport: Sendable {
    let deadlines: BackendSettings.Deadlines
    private let client: HTTPClient
    private let base: String
    private let standing: [(String, String)]
    private let logger: Logger

    /// - Throws: `BackendSettingsFault`.
    init(_ settings: BackendSettings, logger: Logger) throws(BackendSettingsFault) {
        try settings.check()
        let configuration = try HTTPClient.Configuration(settings)
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        base = settings.address.text
        deadlines = settings.deadlines
        var standing = [
            ("user-agent", "citizen-kiosk/1"), ("kiosk-id", settings.kioskID), ("accept-encoding", "gzip"),
        ]
        if let token = settings.bearerToken { standing.append((HeaderName.authorization, "Bearer \(token)")) }
        self.standing = standing
        self.logger = logger
    }

    /// Letting go without `shutdown()`, as on a way out by an error, must not end the program: `HTTPClient` traps when
    /// it goes while it is open.
    deinit {
        Task { [client] in try? await client.shutdown() }
    }

    /// The whole answer, within `limit` or the deadline for answers.
    func answer(_ request: BackendRequest, within limit: Duration? = nil) async throws(BackendError) -> BackendAnswer {
        let started = ContinuousClock.now
        do {
            let answer = try await Deadline.within(limit ?? deadlines.answer) { [self] in
                let (head, body) = try await open(request)
                return BackendAnswer(head: head, body: try await body.rest())
            }
            log(request, started, status: answer.head.status)
            return answer
        } catch {
            throw failed(request, started, error)
        }
    }

    /// The head of an answer and its body to be pulled; the caller keeps the deadline of the whole.
    func stream(_ request: BackendRequest) async throws(BackendError) -> (head: AnswerHead, body: BodyReader) {
        let started = ContinuousClock.now
        do {
            let opened = try await Deadline.within(deadlines.silence) { [self] in try await open(request) }
            log(request, started, status: opened.head.status)
            return opened
        } catch {
            throw failed(request, started, error)
        }
    }

    /// Closes all connections; running requests fail.
    ///
    /// May be called again.
    func shutdown() async {
        // The only error is that it was done before.
        try? await client.shutdown()
    }

    private func open(_ request: BackendRequest) async throws -> (head: AnswerHead, body: BodyReader) {
        var outgoing = HTTPClientRequest(url: base + request.path)
        outgoing.method = request.method
        for (name, value) in standing + request.headers { outgoing.headers.add(name: name, value: value) }
        if let body = request.body { outgoing.body = .bytes(ByteBuffer(bytes: body)) }
        let response = try await respond(to: outgoing, isSafe: request.isSafe)
        let head = AnswerHead(status: Int(response.status.code), headers: response.headers)
        if let length = response.headers.first(name: "content-length").flatMap(Int.init), length > request.limit {
            throw BodyReader.TooLarge()
        }
        return (head, BodyReader(response.body, limit: request.limit))
    }

    /// The head of the answer, on a new connection where the one used was closed.
    ///
    /// The other side may close a kept connection in the very moment it is used again. What changes nothing there is
    /// asked once more, and only once (RFC 9110 §9.2.2).
    private func respond(to request: HTTPClientRequest, isSafe: Bool) async throws -> HTTPClientResponse {
        // The caller cancels at the real deadline; this one only bounds a task nobody cancels.
        let bound = TimeAmount.hours(1)
        do {
            return try await client.execute(request, timeout: bound)
        } catch {
            guard isSafe, TransportFailure.isClosedConnection(error) else { throw error }
            return try await client.execute(request, timeout: bound)
        }
    }

    private func log(_ request: BackendRequest, _ started: ContinuousClock.Instant, status: Int) {
        logger.debug(
            "backend answered",
            metadata: [
                "path": "\(request.method) \(request.template)", "status": "\(status)",
                "milliseconds": "\(Self.milliseconds(since: started))",
            ]
        )
    }

    /// Whole ones: what lies below tells nothing, and its digits could read like somebody's.
    private static func milliseconds(since started: ContinuousClock.Instant) -> Int {
        Int((ContinuousClock.now - started) / .milliseconds(1))
    }

    private func failed(
        _ request: BackendRequest,
        _ started: ContinuousClock.Instant,
        _ error: any Error
    ) -> BackendError {
        let failure = TransportFailure.backendError(error)
        logger.debug(
            "backend did not answer",
            metadata: [
                "path": "\(request.method) \(request.template)", "status": "\(failure.code)",
                "milliseconds": "\(Self.milliseconds(since: started))",
            ]
        )
        return failure
    }
}
