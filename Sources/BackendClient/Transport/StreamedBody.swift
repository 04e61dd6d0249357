import NIOCore
import ServiceDesk

/// Pulls a long body within the deadline of the whole and the longest silence.
struct StreamedBody: Sendable {
    private let body: BodyReader
    private let silence: Duration
    private let end: ContinuousClock.Instant

    init(_ body: BodyReader, deadlines: BackendSettings.Deadlines, started: ContinuousClock.Instant) {
        self.body = body
        silence = deadlines.silence
        end = started + deadlines.catalogue
    }

    /// The next piece; `nil` at the end.
    ///
    /// - Throws: `BackendError`.
    func next() async throws(BackendError) -> ByteBuffer? {
        let left = end - .now
        guard left > .zero else { throw BackendError(.timedOut, detail: "deadline passed") }
        do {
            return try await Deadline.within(min(left, silence)) { [body] in try await body.next() }
        } catch {
            throw TransportFailure.backendError(error)
        }
    }
}
