import BackendAPI
import FoundationEssentials
import NIOCore
import ServiceDesk

/// What an OpenCPS site said, whatever status it said it with.
enum OpenCPSAnswer: Sendable {
    /// JSON, to be read by `OpenCPSJudge.read`.
    case body(BackendAnswer)
    /// 204, or 200 without a body.
    case empty
    /// 203: not signed in, or the wrong secret.
    case denied
    /// 403 in the site's own words: not found, a bad id, or anything else that went wrong.
    case missing
}

/// From the statuses of OpenCPS, which mean other things than in HTTP, to answers and `BackendError`s
/// (research/opencps-wire.md §1.7).
struct OpenCPSJudge: Sendable {
    /// Judges what needs no knowledge of OpenCPS.
    var common = AnswerJudge()

    func answer(_ answer: BackendAnswer) throws(BackendError) -> OpenCPSAnswer {
        switch answer.head.status {
        case 204: return .empty
        case 203: return .denied
        case 403 where isOwnWord(answer): return .missing
        case 404, 410: throw BackendError(.badAnswer, detail: "HTTP 404: is the base address right?")
        case 200: return try good(answer)
        default: throw common.failure(answer)
        }
    }

    /// Reads a body as JSON; XML, HTML and plain words are no answer.
    ///
    /// What can be read tells the site's time too.
    func read<Body: Decodable>(_ type: Body.Type, _ answer: BackendAnswer) throws(BackendError) -> Body {
        let body = try StrictJSON.body(type, from: answer.body)
        common.noteDate(of: answer.head)
        return body
    }

    private func good(_ answer: BackendAnswer) throws(BackendError) -> OpenCPSAnswer {
        guard let first = firstByte(answer.body) else { return .empty }
        if saysWrongSecret(answer.body) { return .denied }
        if answer.head.isHTML { throw BackendError(.captivePortal, detail: "HTML in place of an answer") }
        guard first != UInt8(ascii: "<") else { throw BackendError(.badAnswer, detail: "XML or HTML, not JSON") }
        try common.checkType(answer.head, [MediaType.json], body: answer.body)
        guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else {
            throw BackendError(.badAnswer, detail: "words in place of JSON")
        }
        return try refusal(in: answer.body) ?? .body(answer)
    }

    /// An error that came as 200: passed on by the proxy, or the payment gateway's form.
    private func refusal(in body: ByteBuffer) throws(BackendError) -> OpenCPSAnswer? {
        guard let trouble = try? StrictJSON.body(OpenCPSTrouble.self, from: body) else { return nil }
        switch trouble.code {
        case nil: return nil
        case "203": return .denied
        case "403", "404": return .missing
        case "401": throw BackendError(.refused, detail: "the site wants somebody signed in")
        default: throw BackendError(.badAnswer, detail: "an error as HTTP 200")
        }
    }

    /// Tomcat's and nginx's own 403 is HTML; the site's is JSON or, by the proxy, nothing.
    private func isOwnWord(_ answer: BackendAnswer) -> Bool {
        guard !answer.head.isHTML, firstByte(answer.body) == UInt8(ascii: "{") else { return false }
        return (try? StrictJSON.body(OpenCPSTrouble.self, from: answer.body))?.code == "403"
    }

    private func saysWrongSecret(_ body: ByteBuffer) -> Bool {
        let start = String(decoding: body.readableBytesView.prefix(16).filter { $0 > 0x22 }, as: UTF8.self)
        return start.hasPrefix("secretKey")
    }

    private func firstByte(_ body: ByteBuffer) -> UInt8? { body.readableBytesView.first { $0 > 0x20 } }
}

/// An error as OpenCPS writes it: `code` and `message`, or `error_code`.
///
/// Its `description` is Java's and never read.
private struct OpenCPSTrouble: Decodable {
    /// `nil` when it is no error.
    var code: String?

    private enum CodingKeys: String, CodingKey {
        case code, message
        case errorCode = "error_code"
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        if let gateway = values.looseText(.errorCode) {
            code = ["0", "SUCCESSFUL"].contains(gateway) ? nil : "error \(gateway)"
        } else if values.contains(.message) {
            code = values.looseText(.code)
        }
    }
}
