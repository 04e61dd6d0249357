import BackendAPI
import FoundationEssentials
import NIOCore
import ServiceDesk

/// Reads JSON from outside, after `JSONShape` has found its bytes fit for the decoder.
enum StrictJSON {
    /// Reads a body.
    ///
    /// - Throws: `BackendError` with `badAnswer`; its detail holds nothing of the body.
    static func body<Body: Decodable>(_ type: Body.Type, from bytes: ByteBuffer) throws(BackendError) -> Body {
        guard bytes.readableBytes > 0 else { throw BackendError(.badAnswer, detail: "empty answer") }
        guard bytes.withUnsafeReadableBytes(JSONShape.isAcceptable) else {
            throw BackendError(.badAnswer, detail: "not JSON in UTF-8")
        }
        do {
            return try WireJSON.body(type, from: bytes.readableBytesView)
        } catch {
            throw BackendError(.badAnswer, detail: "JSON of another shape")
        }
    }
}
