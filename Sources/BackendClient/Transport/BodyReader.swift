import AsyncHTTPClient
import NIOCore

/// Pulls the body of an answer piece by piece and stops at the size limit.
actor BodyReader {
    /// More bytes than allowed, after decoding.
    struct TooLarge: Error {}
    /// The connection failed after the head of the answer had come.
    struct Broken: Error {
        var cause: any Error
    }

    private var iterator: HTTPClientResponse.Body.AsyncIterator
    private let limit: Int
    private var received = 0

    init(_ body: HTTPClientResponse.Body, limit: Int) {
        iterator = body.makeAsyncIterator()
        self.limit = limit
    }

    /// The next piece; `nil` at the end.
    func next() async throws -> ByteBuffer? {
        var iterator = self.iterator
        do {
            guard let piece = try await iterator.next(isolation: self) else { return nil }
            received += piece.readableBytes
            guard received <= limit else { throw TooLarge() }
            return piece
        } catch let error as TooLarge {
            throw error
        } catch {
            throw Broken(cause: error)
        }
    }

    /// Everything that is left.
    func rest() async throws -> ByteBuffer {
        var whole = ByteBuffer()
        while var piece = try await next() { whole.writeBuffer(&piece) }
        return whole
    }
}
