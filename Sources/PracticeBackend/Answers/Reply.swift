import BackendAPI
import Crypto
import FoundationEssentials
import Hummingbird
import NIOCore

/// Makes responses.
enum Reply {
    /// How long an answer may be kept.
    enum Cache {
        /// Personal, or true only now.
        case noStore
        /// Content for all kiosks; caches may serve it stale for a week while the backend is away (RFC 5861).
        case shared

        var field: String {
            switch self {
            case .noStore: "no-store"
            case .shared: "public, max-age=300, stale-while-revalidate=600, stale-if-error=604800"
            }
        }
    }

    static func json(_ body: some Encodable, status: HTTPResponse.Status = .ok, cache: Cache) throws -> Response {
        bytes(try WireJSON.bytes(of: body), type: MediaType.json, status: status, cache: cache)
    }

    static func bytes(
        _ bytes: some Sequence<UInt8>,
        type: String,
        status: HTTPResponse.Status = .ok,
        cache: Cache
    ) -> Response {
        Response(
            status: status,
            headers: headers(type: type, cache: cache),
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        )
    }

    static func headers(type: String, cache: Cache) -> HTTPFields {
        var headers = HTTPFields()
        headers[.contentType] = type
        headers[.cacheControl] = cache.field
        headers[.vary] = "accept, accept-encoding"
        return headers
    }

    /// Small content with a strong entity tag made of its bytes; 304 when the asker has it.
    static func cacheable(_ body: some Encodable, request: Request) throws -> Response {
        let bytes = try WireJSON.bytes(of: body)
        guard let tag = EntityTag(Digest.short(bytes)) else { throw Problem(.serverFailed) }
        if let unchanged = notModified(tag, request: request) { return unchanged }
        var response = Reply.bytes(bytes, type: MediaType.json, cache: .shared)
        response.headers[.eTag] = tag.header
        return response
    }

    /// 304 when `If-None-Match` names the tag.
    static func notModified(_ tag: EntityTag, request: Request) -> Response? {
        guard let named = request.headers[.ifNoneMatch], tag.isNamed(in: named) else { return nil }
        var headers = HTTPFields()
        headers[.eTag] = tag.header
        headers[.cacheControl] = Cache.shared.field
        headers[.vary] = "accept, accept-encoding"
        return Response(status: .notModified, headers: headers)
    }

    static func problem(_ type: ProblemType, detail: String? = nil, retryAfter: Int? = nil) -> Response {
        // Encoding four plain fields cannot fail; an empty body would still carry the status.
        let bytes = (try? WireJSON.bytes(of: ProblemDetails(type, detail: detail))) ?? []
        var response = Reply.bytes(
            bytes, type: MediaType.problem, status: .init(code: type.status), cache: .noStore
        )
        if type == .unauthorised { response.headers[.wwwAuthenticate] = "Bearer" }
        if let retryAfter { response.headers[.retryAfter] = "\(retryAfter)" }
        return response
    }

    static func wrongMethod(allowed: [HTTPRequest.Method]) -> Response {
        var response = problem(.methodNotAllowed)
        response.headers[.allow] = allowed.map(\.rawValue).joined(separator: ", ")
        return response
    }
}

/// SHA-256 in hexadecimal.
enum Digest {
    static func hexadecimal(_ bytes: [UInt8]) -> String {
        hexadecimal(SHA256.hash(data: bytes))
    }

    static func hexadecimal(_ digest: some Sequence<UInt8>) -> String {
        digest.map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }.joined()
    }

    /// The first 16 digits: enough to tell editions apart.
    static func short(_ bytes: [UInt8]) -> String { String(hexadecimal(bytes).prefix(16)) }
}
