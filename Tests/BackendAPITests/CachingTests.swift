import FoundationEssentials
import Testing

@testable import BackendAPI

@Suite struct CachingTests {
    private static let start = CacheRow.start

    private func kept(_ fields: [(String, String)], request: [(String, String)] = []) throws -> KeptAnswer {
        try #require(
            KeptAnswer(
                status: 200, fields: HeaderFields(fields), body: Data("x".utf8), request: HeaderFields(request),
                requestedAt: Self.start, receivedAt: Self.start
            )
        )
    }

    @Test(arguments: CacheRow.all)
    func `a private cache does what the row of cache-tests asks`(_ row: CacheRow) {
        #expect(row.outcome == row.expected)
    }

    @Test func `the rows and their results can be read`() {
        let lines = CacheRow.all.map { row in
            "\(row.outcome == row.expected ? "ok  " : "FAIL") \(row.id): \(row.outcome.rawValue)"
        }
        // The table that the README speaks of; shown by `swift test --filter CachingTests`.
        print(lines.joined(separator: "\n"))
        #expect(Set(CacheRow.all.map(\.id)).count >= 95)
    }

    /// `304-etag-update-response-*`, `304-lm-use-stored-*` and what must stay as the body kept needs it.
    @Test func `a 304 brings newer fields and keeps the others`() throws {
        let answer = try kept([
            ("Cache-Control", "max-age=1"), ("ETag", "\"a\""), ("Test-Header", "A"), ("Content-Foo", "A"),
            ("Content-Length", "1"), ("Age", "7"), ("Set-Cookie", "a=b"),
        ])
        let later = Self.start.addingTimeInterval(10)
        let newer = HeaderFields([
            ("Cache-Control", "max-age=3600"), ("ETag", "\"a\""), ("Content-Foo", "B"), ("Content-Length", "0"),
        ])
        let confirmed = try #require(answer.confirmed(by: newer, requestedAt: later, receivedAt: later))
        #expect(confirmed.fields["test-header"] == ["A"])
        #expect(confirmed.fields["content-foo"] == ["B"])
        #expect(confirmed.fields["content-length"] == ["1"])
        #expect(confirmed.fields["set-cookie"].isEmpty)
        #expect(confirmed.body == Data("x".utf8))
        #expect(confirmed.age(at: later) == 0)
        #expect(confirmed.use(for: HeaderFields([]), at: later.addingTimeInterval(3000)) == .kept)
    }

    @Test func `a 304 about another answer confirms nothing`() throws {
        let answer = try kept([("Cache-Control", "max-age=1"), ("ETag", "\"a\"")])
        let other = HeaderFields([("ETag", "\"b\"")])
        #expect(answer.confirmed(by: other, requestedAt: Self.start, receivedAt: Self.start) == nil)
        let weak = HeaderFields([("ETag", "W/\"a\"")])
        #expect(answer.confirmed(by: weak, requestedAt: Self.start, receivedAt: Self.start) != nil)
    }

    @Test func `after the clock was set back nothing is fresh`() throws {
        let answer = try kept([("Cache-Control", "max-age=3600"), ("ETag", "\"a\"")])
        let before = Self.start.addingTimeInterval(-86_400)
        #expect(answer.use(for: HeaderFields([]), at: before) == .validate(etag: "\"a\"", lastModified: nil))
    }

    @Test func `the way to here counts as age`() throws {
        let slow = try #require(
            KeptAnswer(
                status: 200, fields: HeaderFields([("Cache-Control", "max-age=60"), ("Age", "50")]), body: Data(),
                request: HeaderFields([]), requestedAt: Self.start, receivedAt: Self.start.addingTimeInterval(15)
            )
        )
        #expect(slow.use(for: HeaderFields([]), at: Self.start.addingTimeInterval(15)) == .ask)
    }

    @Test func `what was kept reads back`() throws {
        let answer = try kept([("Cache-Control", "max-age=60"), ("Vary", "accept")], request: [("accept", "a, b")])
        #expect(try JSONDecoder().decode(KeptAnswer.self, from: JSONEncoder().encode(answer)) == answer)
    }

    @Test func `an answer to a part or without any use is not kept`() {
        for (status, fields) in [(206, [("Cache-Control", "max-age=9")]), (200, []), (304, [("ETag", "\"a\"")])] {
            let kept = KeptAnswer(
                status: status, fields: HeaderFields(fields), body: Data(), request: HeaderFields([]),
                requestedAt: Self.start, receivedAt: Self.start
            )
            #expect(kept == nil)
        }
    }
}
