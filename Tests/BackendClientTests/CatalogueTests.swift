import BackendAPI
import BackendFaults
import PublicServices
import ServiceDesk
import Testing

@testable import BackendClient

@Suite struct CatalogueTests {
    @Test func `a whole catalogue comes in batches`() async throws {
        let text = Sample.catalogue(450)
        try await withBackend({ _ in http(200, asLines + ["ETag: \"v1\""], text) }) { backend, server in
            let (version, stream) = try whole(try await backend.catalogue(held: nil))
            #expect(version.text == "v1")
            var sizes: [Int] = []
            var codes: [String] = []
            for try await batch in stream {
                sizes.append(batch.count)
                codes += batch.map(\.code.text)
            }
            #expect(sizes == [200, 200, 50])
            #expect(codes == (0..<450).map { "1.\(100_000 + $0)" })
            #expect(server.seen.first?.line == "GET /v1/catalogue HTTP/1.1")
            #expect(server.seen.first?.has("if-none-match") == false)
            #expect(server.seen.first?.has("accept-encoding: gzip") == true)
        }
    }

    @Test func `nothing moves when nothing changed`() async throws {
        try await withBackend({ _ in [.send("HTTP/1.1 304 Not Modified\r\nETag: \"v1\"\r\n\r\n")] }) {
            backend, server in
            guard case .unchanged = try await backend.catalogue(held: CatalogueVersion("v1")) else {
                Issue.record("should be unchanged")
                return
            }
            #expect(server.seen.map(\.line) == ["GET /v1/catalogue?since=v1 HTTP/1.1"])
            #expect(server.seen.first?.has("if-none-match: \"v1\"") == true)
        }
    }

    @Test func `changes are read`() async throws {
        let body = #"{"version":"v2","changed":[\#(Sample.line(7))],"removed":["1.000009"]}"#
        try await withBackend({ _ in http(200, asJSON + ["ETag: \"digest-of-the-changes\""], body) }) { backend, _ in
            guard
                case .changes(let version, let changed, let removed) = try await backend.catalogue(
                    held: CatalogueVersion("v1")
                )
            else {
                Issue.record("should be changes")
                return
            }
            #expect(version.text == "v2")
            #expect(changed.map(\.code.text) == ["1.100007"])
            #expect(removed.map(\.text) == ["1.000009"])
        }
    }

    @Test func `changes that cannot be read lead to the whole catalogue`() async throws {
        let text = Sample.catalogue(3)
        try await withBackend({ request in
            request.line.contains("since")
                ? json(#"{"version":"v2","changed":[{"code":""}]}"#) : http(200, asLines, text)
        }) { backend, server in
            let (_, stream) = try whole(try await backend.catalogue(held: CatalogueVersion("v1")))
            var count = 0
            for try await batch in stream { count += batch.count }
            #expect(count == 3)
            #expect(server.seen.map(\.line) == ["GET /v1/catalogue?since=v1 HTTP/1.1", "GET /v1/catalogue HTTP/1.1"])
        }
    }

    @Test func `a version that cannot be a tag is not sent`() async throws {
        let text = Sample.catalogue(1)
        try await withBackend({ _ in http(200, asLines, text) }) { backend, server in
            _ = try await backend.catalogue(held: CatalogueVersion("a\r\nX: \"b"))
            #expect(server.seen.map(\.line) == ["GET /v1/catalogue HTTP/1.1"])
        }
    }

    static let broken: [(String, BackendError.Code, String, [Step])] = [
        ("empty", .badAnswer, "empty catalogue", http(200, asLines, "")),
        ("no header", .badAnswer, "line 1", http(200, asLines, Sample.line(1) + "\n")),
        ("another tag", .badAnswer, "tag", http(200, asLines + ["ETag: \"v9\""], Sample.catalogue(2))),
        ("wrong type", .badAnswer, "type", http(200, ["Content-Type: text/csv"], Sample.catalogue(2))),
        ("JSON without being asked for", .badAnswer, "type", http(200, asJSON, "{}")),
        ("HTML", .captivePortal, "HTML", http(200, asHTML, portalPage)),
        ("304 without a condition", .badAnswer, "304", http(304)),
        ("401", .refused, "401", problem(401, "unauthorised")),
        ("404", .notOffered, "404", problem(404, "not-found")),
        ("503", .busy, "503", http(503, ["Retry-After: 5"])),
        ("one procedure missing", .badAnswer, "2 of 3", http(200, asLines, Sample.catalogue(2, announced: 3))),
        ("one procedure too many", .badAnswer, "line 4", http(200, asLines, Sample.catalogue(3, announced: 2))),
        ("a broken line", .badAnswer, "line 3", http(200, asLines, broken(Sample.catalogue(4), line: 3, #"{"code":"#))),
        ("a line of HTML", .badAnswer, "line 4", http(200, asLines, broken(Sample.catalogue(4), line: 4, "<p>"))),
        (
            "a line without a name", .badAnswer, "line 2",
            http(
                200, asLines, broken(Sample.catalogue(4), line: 2, #"{"code":"1.000001"}"#))
        ),
        (
            "a deep line", .badAnswer, "line 2",
            http(
                200, asLines, broken(Sample.catalogue(4), line: 2, String(repeating: "[", count: 9000)))
        ),
        (
            "a line of 2 MB", .badAnswer, "line 2",
            http(
                200, asLines, broken(Sample.catalogue(4), line: 2, String(repeating: " ", count: 2_000_000) + "1"))
        ),
        (
            "a line without an end", .badAnswer, "line 2",
            [
                head(200, asLines), .send(#"{"catalogue":{"version":"v1","count":1}}"# + "\n"),
                .flood([UInt8](repeating: 32, count: 65_536), total: 4_000_000), .close,
            ]
        ),
        (
            "cut body", .badAnswer, "short",
            [
                head(200, asLines + ["Content-Length: 90000"]), .send(Sample.catalogue(9)), .close,
            ]
        ),
        (
            "cut at the end of a line without a length", .badAnswer, "9 of 10",
            [
                head(200, asLines), .send(Sample.catalogue(9, announced: 10)), .close,
            ]
        ),
        (
            "reset within", .cannotConnect, "",
            [
                head(200, asLines + ["Content-Length: 90000"]), .send(Sample.catalogue(9)), .reset,
            ]
        ),
        ("gzip bomb", .badAnswer, "", http(200, asLines + ["Content-Encoding: gzip"], bomb)),
        (
            "larger than 64 MB announced", .badAnswer, "large",
            [head(200, asLines + ["Content-Length: 99999999"]), .close]
        ),
    ]

    @Test(arguments: broken.indices)
    func `a broken catalogue is an error that names the place`(_ index: Int) async throws {
        let (name, code, detail, steps) = Self.broken[index]
        try await withBackend({ _ in steps }) { backend, _ in
            let error = await #expect(throws: BackendError.self, "\(name)") {
                let (_, stream) = try whole(try await backend.catalogue(held: nil))
                for try await _ in stream {}
            }
            #expect(error?.code == code, "\(name)")
            #expect(error?.detail.contains(detail) == true || detail.isEmpty, "\(name): \(error?.detail ?? "")")
        }
    }

    @Test(arguments: [
        [head(200, asLines), .silence],
        [head(200, asLines), .send(Sample.catalogue(3, announced: 9)), .silence],
        [.silence],
    ])
    func `silence ends a catalogue`(_ steps: [Step]) async throws {
        try await withBackend({ _ in steps }, change: { $0.deadlines.silence = .milliseconds(300) }) { backend, _ in
            let error = await #expect(throws: BackendError.self) {
                let (_, stream) = try whole(try await backend.catalogue(held: nil))
                for try await _ in stream {}
            }
            #expect(error?.code == .timedOut)
        }
    }

    @Test func `dripping ends a catalogue at its own deadline`() async throws {
        let steps: [Step] = [head(200, asLines), .drip(Array(Sample.catalogue(99).utf8))]
        try await withBackend({ _ in steps }, change: { $0.deadlines.catalogue = .milliseconds(400) }) { backend, _ in
            let error = await #expect(throws: BackendError.self) {
                let (_, stream) = try whole(try await backend.catalogue(held: nil))
                for try await _ in stream {}
            }
            #expect(error?.code == .timedOut)
        }
    }

    @Test func `a stream that nobody reads to its end holds nothing back`() async throws {
        let text = Sample.catalogue(2000)
        try await withBackend({ _ in http(200, asLines, text) }) { backend, _ in
            for _ in 0..<20 { _ = try await backend.catalogue(held: nil) }
            let (_, stream) = try whole(try await backend.catalogue(held: nil))
            for try await batch in stream {
                #expect(batch.count == 200)
                break
            }
        }
    }

    private func whole(_ update: CatalogueUpdate) throws -> (CatalogueVersion, CatalogueStream) {
        guard case .whole(let version, let stream) = update else { throw Sample.Missing() }
        return (version, stream)
    }

    private static func broken(_ text: String, line: Int, _ replacement: String) -> String {
        var lines = text.split(separator: "\n").map(String.init)
        lines[line - 1] = replacement
        return lines.joined(separator: "\n") + "\n"
    }
}
