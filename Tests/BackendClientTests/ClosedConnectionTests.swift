import BackendFaults
import ServiceDesk
import Synchronization
import Testing

@testable import BackendClient

/// A server may close a kept connection in the very moment it is used again (RFC 9110 §9.2.2).
@Suite struct ClosedConnectionTests {
    private static let ends: [Step] = [.close, .reset]

    @Test(arguments: ends)
    func `a question on a connection that was closed is asked once more`(_ end: Step) async throws {
        try await withBackend(Self.closingOnce(end)) { backend, server in
            let notices = try await backend.notices()
            #expect(notices.isEmpty)
            #expect(server.seen.count == 2)
        }
    }

    @Test(arguments: ends)
    func `it is asked only once more`(_ end: Step) async throws {
        try await withBackend({ _ in [end] }) { backend, server in
            let error = await #expect(throws: BackendError.self) { try await backend.notices() }
            #expect(error?.code == .cannotConnect)
            #expect(server.seen.count == 2)
        }
    }

    @Test(arguments: ends)
    func `a record is not sent twice by the connection, its receipt is asked for`(_ end: Step) async throws {
        try await withBackend({ _ in [end] }) { backend, server in
            await #expect(throws: BackendError.self) { try await backend.submit(Sample.record()) }
            #expect(server.seen.count == 1)
        }
    }

    @Test func `an answer cut short after its head is not asked for again`() async throws {
        let steps: [Step] = [head(200, asJSON + ["Content-Length: 900"]), .send("{"), .close]
        try await withBackend({ _ in steps }) { backend, server in
            await #expect(throws: BackendError.self) { try await backend.notices() }
            #expect(server.seen.count == 1)
        }
    }

    private static func closingOnce(_ end: Step) -> @Sendable (RawServer.Seen) -> [Step] {
        let isFirst = Mutex(true)
        return { _ in
            let ends = isFirst.withLock { first in
                defer { first = false }
                return first
            }
            return ends ? [end] : json(#"{"notices":[]}"#)
        }
    }
}
