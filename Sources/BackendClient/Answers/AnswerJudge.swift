import BackendAPI
import FoundationEssentials
import NIOCore
import NIOHTTP1
import ServiceDesk

/// From the status, type and body of an answer to a value or a `BackendError`: the one table.
struct AnswerJudge: Sendable {
    /// For a `Retry-After` that names a date.
    var now: @Sendable () -> Date = { Date() }
    /// Told the `Date` of every good answer that no cache kept (RFC 9110 §6.6.1, RFC 9111 §5.1).
    var noteDate: @Sendable (Date) -> Void = { _ in }

    /// The body of a good answer.
    func body<Body: Decodable>(
        _ type: Body.Type,
        of answer: BackendAnswer,
        good: Set<Int> = [200]
    ) throws(BackendError) -> Body {
        guard good.contains(answer.head.status) else { throw failure(answer) }
        try checkType(answer.head, [MediaType.json], body: answer.body)
        let body = try StrictJSON.body(type, from: answer.body)
        noteDate(of: answer.head)
        return body
    }

    /// Tells the `Date` of an answer whose body was read and is what was asked for.
    func noteDate(of head: AnswerHead) {
        guard !head.headers.contains(name: HeaderName.age) else { return }
        if let date = head.headers.first(name: HeaderName.date).flatMap(HTTPDate.read) { noteDate(date) }
    }

    /// The body of a good answer; `nil` for a 404 in the contract's own words.
    ///
    /// Any other 404 is somebody else's.
    func bodyIfFound<Body: Decodable>(_ type: Body.Type, of answer: BackendAnswer) throws(BackendError) -> Body? {
        if answer.head.status == 404, problem(answer) == .notFound { return nil }
        return try body(type, of: answer)
    }

    /// - Throws: `BackendError` unless the answer says that it is one of `types`, in UTF-8.
    func checkType(_ head: AnswerHead, _ types: [String], body: ByteBuffer?) throws(BackendError) {
        if head.isHTML || (head.mediaType == nil && looksLikeHTML(body)) {
            throw BackendError(.captivePortal, detail: "HTML in place of an answer")
        }
        guard let type = head.mediaType, types.contains(type), !head.namesForeignCharset else {
            throw BackendError(.badAnswer, detail: "another content type")
        }
    }

    /// What an answer means that is not the one asked for.
    func failure(_ answer: BackendAnswer) -> BackendError {
        let status = answer.head.status
        let detail = "HTTP \(status)"
        let wait = retryAfter(answer.head)
        return switch status {
        case 304: BackendError(.badAnswer, detail: detail)
        case 300...399, 511: BackendError(.captivePortal, detail: detail)
        case 200...299: BackendError(answer.head.isHTML ? .captivePortal : .badAnswer, detail: detail)
        case 401, 403, 407, 426: BackendError(.refused, retryAfter: wait, detail: detail)
        case 404: foreign(answer, otherwise: .notOffered)
        case 408: BackendError(.timedOut, retryAfter: wait, detail: detail)
        case 409: BackendError(.conflict, retryAfter: wait, detail: detail)
        case 425, 429: BackendError(.busy, retryAfter: wait, detail: detail)
        case 400...499: BackendError(.rejected, detail: detail)
        case 501: BackendError(.notOffered, detail: detail)
        case 503 where wait != nil: BackendError(.busy, retryAfter: wait, detail: detail)
        case 500...599: BackendError(.serverFailed, retryAfter: wait, detail: detail)
        default: BackendError(.badAnswer, detail: detail)
        }
    }

    /// The contract's code in a problem body (RFC 9457); `nil` when the body is not one.
    func problem(_ answer: BackendAnswer) -> ProblemType? {
        guard answer.head.mediaType == MediaType.problem else { return nil }
        return (try? StrictJSON.body(ProblemDetails.self, from: answer.body))?.known
    }

    private func foreign(_ answer: BackendAnswer, otherwise code: BackendError.Code) -> BackendError {
        let detail = "HTTP \(answer.head.status)"
        if problem(answer) != nil { return BackendError(code, detail: detail) }
        return BackendError(answer.head.isHTML ? .captivePortal : .badAnswer, detail: "\(detail) of somebody else")
    }

    private func retryAfter(_ head: AnswerHead) -> Duration? {
        head.headers.first(name: HeaderName.retryAfter)
            .flatMap { HTTPDate.retryAfter($0, now: now()) }
    }

    private func looksLikeHTML(_ body: ByteBuffer?) -> Bool {
        body?.readableBytesView.first { $0 > 0x20 } == UInt8(ascii: "<")
    }
}
