import BackendAPI
import FoundationEssentials
import Hummingbird
import NIOCore

/// What the faults in force make of one request.
struct FaultyAnswer {
    let faults: [Fault]
    let channel: any Channel

    /// The connection was closed on purpose.
    struct ConnectionClosed: Error {}

    /// How long to wait first.
    var delay: Duration? {
        faults.first { $0.kind == .slow }.map { .seconds($0.value ?? 30) }
    }

    /// An answer in place of any work; `nil` when the work is to be done.
    func insteadOfAnswer() async throws -> Response? {
        for fault in faults {
            switch fault.kind {
            case .dropRequest: return try await closed()
            case .unavailable: return Reply.problem(.unavailable, retryAfter: fault.value)
            case .error500: return Reply.problem(.serverFailed)
            case .busy: return Reply.problem(.tooManyRequests, retryAfter: fault.value ?? 5)
            case .unauthorised: return Reply.problem(.unauthorised)
            case .forbidden: return Reply.problem(.forbidden)
            case .upgrade: return Reply.problem(.upgradeRequired)
            case .conflict: return Reply.problem(.conflict)
            case .rejected: return Reply.problem(.invalidRecord)
            case .html: return Reply.bytes(Self.page, type: "text/html; charset=utf-8", cache: .noStore)
            case .redirect: return Response(status: .found, headers: [.location: "http://portal.invalid/login"])
            case .noContent: return Response(status: .noContent)
            default: continue
            }
        }
        return nil
    }

    /// The answer after the work was done, as it reaches the asker.
    func spoilt(_ response: Response) async throws -> Response {
        var response = response
        for fault in faults {
            switch fault.kind {
            case .dropReply: return try await closed()
            case .dropFirstReply where response.status == .created: return try await closed()
            case .cutShort: response = cut(response, closing: channel)
            case .halfJSON: response = cut(response, closing: nil)
            case .wrongTypes: response = replaced(response, by: Self.wrongTypes)
            case .empty: response = replaced(response, by: "")
            case .noReceipt: response = replaced(response, by: "{}")
            case .wrongReceipt: response = wrongReceipt(response)
            default: continue
            }
        }
        return response
    }

    private static let page = """
        <!DOCTYPE html><html><head><title>Wi-Fi</title></head>\
        <body><form action="/login"><input name="user"></form></body></html>
        """.utf8

    private static let wrongTypes = """
        {"catalogue":"none","code":42,"degree":["x"],"reference":{},"outcome":7,"amount":"many","id":[],"sha256":1,\
        "receiptNumber":false,"version":[],"changed":{},"notices":"none","questions":7,"status":[],"name":{}}
        """

    private func closed() async throws -> Response {
        try? await channel.close()
        throw ConnectionClosed()
    }

    private func replaced(_ response: Response, by text: String) -> Response {
        guard response.status.kind == .successful else { return response }
        let type = response.headers[.contentType] ?? MediaType.json
        return Reply.bytes(text.utf8, type: type, status: response.status, cache: .noStore)
    }

    private func wrongReceipt(_ response: Response) -> Response {
        guard response.status.kind == .successful else { return response }
        let other = ReceiptBody(
            id: "00000000-0000-7000-8000-000000000000",
            sha256: String(repeating: "0", count: 64),
            receiptNumber: "PH-000000-000000",
            receivedAt: Date(timeIntervalSince1970: 0)
        )
        return (try? Reply.json(other, status: response.status, cache: .noStore)) ?? response
    }

    /// The first half of the bytes; with `channel` the promise of all of them stays and the connection closes.
    private func cut(_ response: Response, closing channel: (any Channel)?) -> Response {
        guard let length = response.body.contentLength, length > 1 else { return response }
        var headers = response.headers
        headers[.contentLength] = channel == nil ? "\(length / 2)" : "\(length)"
        let body = response.body
        return Response(
            status: response.status,
            headers: headers,
            body: ResponseBody(contentLength: length / 2) { writer in
                try await body.write(HalfWriter(parent: writer, remaining: length / 2, channel: channel))
            }
        )
    }
}

/// Passes on the first bytes and swallows the rest.
private struct HalfWriter: ResponseBodyWriter {
    var parent: any ResponseBodyWriter
    var remaining: Int
    let channel: (any Channel)?

    mutating func write(_ buffer: ByteBuffer) async throws {
        var buffer = buffer
        guard remaining > 0, let part = buffer.readSlice(length: min(remaining, buffer.readableBytes)) else { return }
        remaining -= part.readableBytes
        try await parent.write(part)
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {
        if let channel {
            try? await channel.close()
            throw FaultyAnswer.ConnectionClosed()
        }
        try await parent.finish(trailingHeaders)
    }
}
