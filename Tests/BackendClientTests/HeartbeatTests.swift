import BackendFaults
import ServiceDesk
import Testing

@testable import BackendClient

@Suite struct HeartbeatTests {
    private var heartbeat: Heartbeat {
        var heartbeat = Heartbeat(kiosk: "k-01", version: "0.1.0", lastVisit: .withinDay, uptimeSeconds: 90)
        heartbeat.waiting = 3
        return heartbeat
    }

    @Test func `a sign of life travels in the body`() async throws {
        try await withBackend({ _ in http(200, asJSON, #"{"kiosk":"k-01"}"#) }) { backend, server in
            try await backend.report(heartbeat)
            let seen = try #require(server.seen.first)
            #expect(seen.line == "POST /v1/heartbeats HTTP/1.1")
            let expected =
                #"{"kiosk":"k-01","lastVisit":"withinDay","parked":0,"uptimeSeconds":90,"version":"0.1.0","waiting":3}"#
            #expect(String(decoding: seen.body, as: UTF8.self) == expected)
        }
    }

    @Test func `an answer must know the kiosk`() async throws {
        try await withBackend({ _ in http(200, asJSON, #"{"kiosk":"other"}"#) }) { backend, _ in
            let expected = BackendError(.badAnswer, detail: "an answer to another kiosk")
            await #expect(throws: expected) { try await backend.report(heartbeat) }
        }
    }

    @Test func `a backend that does not know signs of life does not offer them`() async throws {
        try await withBackend({ _ in problem(404, "not-found") }) { backend, _ in
            let expected = BackendError(.notOffered, detail: "HTTP 404")
            await #expect(throws: expected) { try await backend.report(heartbeat) }
        }
    }
}
