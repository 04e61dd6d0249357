import AsyncHTTPClient
import NIOCore
import PracticeBackend
import Testing

/// A kiosk in practice, a training and every test stop their backend in the middle of its work.
@Suite struct StoppingTests {
    @Test func `it may be stopped while kiosks connect`() async throws {
        var configuration = HTTPClient.Configuration()
        configuration.connectionPool.retryConnectionEstablishment = false
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        for _ in 0..<20 {
            let backend = try await buildPracticeBackend(
                configuration: PracticeConfiguration(catalogue: .procedures([])))
            let serving = Task { try await backend.run() }
            let url = "http://127.0.0.1:\(try await backend.port)/v1/health"
            let kiosks = (0..<24).map { _ in
                Task { try await client.execute(HTTPClientRequest(url: url), timeout: .hours(1)) }
            }
            serving.cancel()
            _ = await serving.result
            // Each is answered or turned away; one left without a word would hold this up for an hour.
            for kiosk in kiosks { _ = await kiosk.result }
        }
        try await client.shutdown()
    }

    @Test func `an answer that takes long does not keep it from stopping`() async throws {
        var configuration = PracticeConfiguration(catalogue: .procedures([]))
        configuration.faults = [Fault(.slow, value: 3600)]
        let (asked, asking) = AsyncStream.makeStream(of: Void.self)
        configuration.sleep = { duration in
            asking.yield()
            try await Task.sleep(for: duration)
        }
        let backend = try await buildPracticeBackend(configuration: configuration)
        let serving = Task { try await backend.run() }
        let url = "http://127.0.0.1:\(try await backend.port)/v1/health"
        let kiosk = Task { try await HTTPClient.shared.execute(HTTPClientRequest(url: url), timeout: .hours(1)) }
        for await _ in asked { break }
        serving.cancel()
        // Ends the test only because the backend ends.
        _ = await serving.result
        _ = await kiosk.result
    }
}
