import BackendAPI
import FoundationEssentials
import Hummingbird
import NIOCore

extension Request {
    /// The bytes of a JSON body.
    ///
    /// - Throws: `Problem` for another media type and for more than `BodyLimit.request` bytes.
    func jsonBytes() async throws -> [UInt8] {
        guard let type = headers[.contentType], MediaType.essence(of: type) == MediaType.json else {
            throw Problem(.unsupportedMediaType)
        }
        if let length = headers[.contentLength].flatMap({ Int($0) }), length > BodyLimit.request {
            throw Problem(.tooLarge)
        }
        do {
            return Array(try await body.collect(upTo: BodyLimit.request).readableBytesView)
        } catch is NIOTooManyBytesError {
            throw Problem(.tooLarge)
        }
    }

    /// A body read as JSON.
    ///
    /// - Throws: `Problem`.
    func jsonBody<Body: Decodable>(_ type: Body.Type) async throws -> Body {
        let bytes = try await jsonBytes()
        do {
            return try WireJSON.body(type, from: bytes)
        } catch {
            throw Problem(.invalidRequest)
        }
    }
}
