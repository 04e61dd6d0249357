import BackendAPI
import NIOCore
import NIOHTTP1

/// One request of the contract.
struct BackendRequest: Sendable {
    var method: HTTPMethod
    /// Path with query, below the base address.
    var path: String
    /// The path as it may be logged, `/v1/ratings/{id}`.
    var template: String
    var headers: [(String, String)] = []
    var body: [UInt8]?
    /// Whether asking again changes nothing at the backend.
    var isSafe = false
    /// Largest answer in bytes, after decoding.
    var limit = BodyLimit.answer

    static func get(_ path: String, template: String? = nil) -> BackendRequest {
        BackendRequest(
            method: .GET,
            path: path,
            template: template ?? path,
            headers: [(HeaderName.accept, "\(MediaType.json), \(MediaType.problem)")],
            isSafe: true
        )
    }

    /// A question whose words must not stand in an address.
    static func question(_ path: String, body: [UInt8]) -> BackendRequest {
        var request = get(path)
        request.method = .POST
        request.headers.append((HeaderName.contentType, MediaType.json))
        request.headers.append((HeaderName.cacheControl, "no-store"))
        request.body = body
        return request
    }
}

/// What came back, whole.
struct BackendAnswer: Sendable {
    var head: AnswerHead
    var body: ByteBuffer
}

/// The part of an answer before its body.
struct AnswerHead: Sendable {
    var status: Int
    var headers: HTTPHeaders

    /// Media type without parameters; `nil` when none is named.
    var mediaType: String? {
        headers.first(name: HeaderName.contentType).map(MediaType.essence)
    }

    var isHTML: Bool { mediaType == "text/html" || mediaType == "application/xhtml+xml" }

    /// Whether a charset other than UTF-8 is named; JSON knows no other (RFC 8259 §8.1).
    var namesForeignCharset: Bool {
        guard let value = headers.first(name: HeaderName.contentType)?.lowercased() else { return false }
        return value.split(separator: ";").dropFirst().contains { parameter in
            let sides = parameter.split(separator: "=", maxSplits: 1).map { $0.filter { !" \t\"".contains($0) } }
            return sides.count == 2 && sides[0] == "charset" && sides[1] != "utf-8" && sides[1] != "utf8"
                && sides[1] != "us-ascii"
        }
    }
}
