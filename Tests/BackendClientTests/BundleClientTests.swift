import BackendAPI
import BackendFaults
import FoundationEssentials
import ServiceDesk
import Synchronization
import Testing

@testable import BackendClient

@Suite struct BundleClientTests {
    private static let digest = String(repeating: "ab", count: 32)

    private func withClient<Result>(
        _ reply: @escaping @Sendable (RawServer.Seen) -> [Step],
        now: @escaping @Sendable () -> Date = { fixedNow },
        _ body: (BundleClient, RawServer) async throws -> Result
    ) async throws -> Result {
        let server = try RawServer(reply)
        defer { server.stop() }
        var settings = try settings(port: server.port, prefix: "/content")
        settings.bearerToken = "secret"
        let client = try BundleClient(settings, logger: silent, now: now)
        do {
            let result = try await body(client, server)
            await client.shutdown()
            return result
        } catch {
            await client.shutdown()
            throw error
        }
    }

    private func part(size: Int = 10) throws -> BundleManifest.Part {
        BundleManifest.Part(name: try #require(BundlePartName("survey.yaml")), size: size, sha256: Self.digest)
    }

    @Test func `a manifest is asked for again only when it is stale, and then with its tag`() async throws {
        let isStale = Flag()
        try await withClient(
            { request in
                request.has("if-none-match: \"m1\"")
                    ? [.send("HTTP/1.1 304 Not Modified\r\nETag: \"m1\"\r\nCache-Control: max-age=60\r\n\r\n")]
                    : http(200, asLines + ["ETag: \"m1\"", "Cache-Control: max-age=300"], "x\n")
            }, now: { fixedNow.addingTimeInterval(isStale.isSet ? 301 : 0) }
        ) { client, server in
            guard case .file(let file, let answer) = try await client.manifest(kept: nil, mustAsk: false) else {
                Issue.record("should be a file")
                return
            }
            #expect(file == Array("x\n".utf8))
            guard case .unchanged = try await client.manifest(kept: answer, mustAsk: false) else {
                Issue.record("should be fresh")
                return
            }
            #expect(server.seen.count == 1)
            guard case .unchanged = try await client.manifest(kept: answer, mustAsk: true) else {
                Issue.record("should be confirmed")
                return
            }
            isStale.set()
            guard case .unchanged(let confirmed) = try await client.manifest(kept: answer, mustAsk: false) else {
                Issue.record("should be confirmed")
                return
            }
            #expect(server.seen.count == 3)
            #expect(confirmed.age(at: fixedNow.addingTimeInterval(301)) == 0)
            #expect(server.seen.allSatisfy { $0.line == "GET /content/manifest.jsonl HTTP/1.1" })
            #expect(!server.seen.contains { $0.has("authorization") })
        }
    }

    private static let noManifest: [(steps: [Step], code: BackendError.Code)] = [
        (http(200, asHTML, portalPage), BackendError.Code.captivePortal),
        (http(302, ["Location: http://elsewhere/"]), .captivePortal),
        (http(503, ["Retry-After: 30"]), .busy),
        (http(500), .serverFailed),
        (http(304), .badAnswer),
        (http(200, asLines, [UInt8](repeating: 32, count: SignedManifest.largest + 1)), .badAnswer),
        ([head(200, asLines + ["Content-Length: 90"]), .send("half"), .close], .badAnswer),
    ]

    @Test(arguments: noManifest.indices)
    func `a manifest that is none is an error of its class`(_ index: Int) async throws {
        let (steps, code) = Self.noManifest[index]
        try await withClient({ _ in steps }) { client, _ in
            let error = await #expect(throws: BackendError.self) {
                _ = try await client.manifest(kept: nil, mustAsk: true)
            }
            #expect(error?.code == code)
        }
    }

    @Test func `a part comes in pieces from its address`() async throws {
        try await withClient({ _ in http(200, [], "0123456789") }) { client, server in
            var bytes: [UInt8] = []
            for try await piece in try await client.part(try part(), at: "parts/\(Self.digest)") { bytes += piece }
            #expect(bytes == Array("0123456789".utf8))
            #expect(server.seen.map(\.line) == ["GET /content/parts/\(Self.digest) HTTP/1.1"])
        }
    }

    private static let noPart: [(steps: [Step], code: BackendError.Code)] = [
        (http(200, asHTML, portalPage), BackendError.Code.captivePortal),
        (http(404), .badAnswer),
        ([head(200, []), .flood([UInt8](repeating: 7, count: 4096), total: 4_000_000), .close], .badAnswer),
        (http(200, ["Content-Encoding: gzip"], bomb), .badAnswer),
        ([head(200, ["Content-Length: 10"]), .send("01234"), .close], .badAnswer),
    ]

    @Test(arguments: noPart.indices)
    func `a part that is none is an error of its class`(_ index: Int) async throws {
        let (steps, code) = Self.noPart[index]
        try await withClient({ _ in steps }) { client, _ in
            let error = await #expect(throws: BackendError.self) {
                for try await _ in try await client.part(try part(), at: "parts/\(Self.digest)") {}
            }
            #expect(error?.code == code)
        }
    }
}

/// A switch that a clock and a test share.
private final class Flag: Sendable {
    private let state = Atomic(false)
    var isSet: Bool { state.load(ordering: .relaxed) }
    func set() { state.store(true, ordering: .relaxed) }
}
