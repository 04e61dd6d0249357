import FoundationEssentials
import Testing

@testable import BackendAPI

/// A row of http-tests/cache-tests that applies to a private cache, by its id there.
struct CacheRow: Sendable, CustomTestStringConvertible {
    /// What the second request must meet; `testDescription` names the row.
    enum Expected: String, Sendable {
        case cached, notCached, etagValidated, modifiedValidated
    }

    var id: String
    var response: [(String, String)]
    var expected: Expected
    var status = 200
    var first: [(String, String)] = []
    var second: [(String, String)] = []
    /// Seconds between the two requests; the suite pauses 3 s.
    var pause = 3.0

    var testDescription: String { id }

    /// When the first answer came, 2026-11-23 10:00:00 UTC.
    static let start = Date(timeIntervalSince1970: 1_795_428_000)

    /// The field value of an instant so many seconds from `start`.
    static func at(_ seconds: Double) -> String { HTTPDate.text(start.addingTimeInterval(seconds)) }

    var kept: KeptAnswer? {
        KeptAnswer(
            status: status, fields: HeaderFields(response), body: Data(), request: HeaderFields(first),
            requestedAt: Self.start, receivedAt: Self.start
        )
    }

    var outcome: Expected {
        guard let kept else { return .notCached }
        switch kept.use(for: HeaderFields(second), at: Self.start.addingTimeInterval(pause)) {
        case .kept: return .cached
        case .validate(let etag, _) where etag != nil: return .etagValidated
        case .validate: return .modifiedValidated
        case .ask: return .notCached
        }
    }
}

extension CacheRow {
    static var all: [CacheRow] { freshness + expires + ages + directives + heuristics + variants + wishes }

    private static func control(_ id: String, _ value: String, _ expected: Expected) -> CacheRow {
        CacheRow(id: id, response: [("Cache-Control", value)], expected: expected)
    }

    private static var freshness: [CacheRow] {
        [
            CacheRow(id: "freshness-none", response: [], expected: .notCached),
            control("freshness-max-age", "max-age=3600", .cached),
            CacheRow(
                id: "freshness-max-age-stale", response: [("Cache-Control", "max-age=2")], expected: .notCached),
            control("freshness-max-age-quoted", #"max-age="3600""#, .cached),
            control("freshness-max-age-single-quoted", "max-age='3600'", .notCached),
            control("freshness-max-age-ignore-quoted", #"extension="max-age=3600", max-age=1"#, .notCached),
            control("freshness-max-age-ignore-quoted-rev", #"max-age=1, extension="max-age=3600""#, .notCached),
            control("freshness-max-age-ignore-quoted-all", #"extension="max-age=100", max-age="1""#, .notCached),
            control("freshness-max-age-ignore-quoted-all-rev", #"max-age="1", extension="max-age=100""#, .notCached),
            control("freshness-max-age-space-before-equals", "max-age =3600", .notCached),
            control("freshness-max-age-space-after-equals", "max-age= 3600", .notCached),
            control("freshness-max-age-0", "max-age=0", .notCached),
            control("freshness-max-age-a100", "max-age=a3600", .notCached),
            control("freshness-max-age-100a", "max-age=3600a", .notCached),
            control("freshness-max-age-negative", "max-age=-3600", .notCached),
            control("freshness-max-age-decimal-zero", "max-age=3600.0", .notCached),
            control("freshness-max-age-decimal-five", "max-age=3600.5", .notCached),
            control("freshness-max-age-leading-zero", "max-age=003600", .cached),
            control("freshness-max-age-max", "max-age=2147483648", .cached),
            control("freshness-max-age-max-plus", "max-age=99999999999", .cached),
            control("freshness-max-age-extension", "foobar, max-age=3600", .cached),
            control("freshness-max-age-case-insenstive", "MaX-aGe=3600", .cached),
            control("freshness-max-age-two-fresh-stale-sameline", "max-age=1800, max-age=1", .notCached),
            control("freshness-max-age-two-stale-fresh-sameline", "max-age=1, max-age=1800", .notCached),
            CacheRow(
                id: "freshness-max-age-two-fresh-stale-sepline",
                response: [("Cache-Control", "max-age=1800"), ("Cache-Control", "max-age=1")], expected: .notCached),
            CacheRow(
                id: "freshness-max-age-two-stale-fresh-sepline",
                response: [("Cache-Control", "max-age=1"), ("Cache-Control", "max-age=1800")], expected: .notCached),
            control("freshness-max-age-s-maxage-private", "s-maxage=3600, max-age=1", .notCached),
            CacheRow(
                id: "freshness-max-age-s-maxage-private-multiple",
                response: [("Cache-Control", "s-maxage=3600"), ("Cache-Control", "max-age=1")], expected: .notCached),
        ]
    }

    private static var expires: [CacheRow] {
        let row = { (id: String, expires: String, expected: Expected) in
            CacheRow(id: id, response: [("Expires", expires), ("Date", at(0))], expected: expected)
        }
        return [
            row("freshness-expires-future", at(2_592_000), .cached),
            row("freshness-expires-past", at(-2_592_000), .notCached),
            row("freshness-expires-present", at(0), .notCached),
            CacheRow(
                id: "freshness-expires-old-date", response: [("Expires", at(300)), ("Date", at(400))],
                expected: .notCached),
            row("freshness-expires-invalid", "0", .notCached),
            row("freshness-expires-invalid-utc", "Thu, 18 Aug 2050 02:01:18 UTC", .notCached),
            row("freshness-expires-invalid-date-dashes", "Thu, 18-Aug-2050 02:01:18 GMT", .notCached),
            row("freshness-expires-invalid-time-periods", "Thu, 18 Aug 2050 02.01.18 GMT", .notCached),
            row("freshness-expires-wrong-case-weekday", "THU, 18 Aug 2050 02:01:18 GMT", .cached),
            CacheRow(
                id: "freshness-max-age-expires",
                response: [("Cache-Control", "max-age=3600"), ("Expires", at(-10_000)), ("Date", at(0))],
                expected: .cached),
            CacheRow(
                id: "freshness-max-age-expires-invalid",
                response: [("Cache-Control", "max-age=3600"), ("Expires", "0"), ("Date", at(0))], expected: .cached),
            CacheRow(
                id: "freshness-max-age-0-expires",
                response: [("Expires", at(10_000)), ("Cache-Control", "max-age=0"), ("Date", at(0))],
                expected: .notCached),
        ]
    }

    private static var ages: [CacheRow] {
        let row = { (id: String, ages: [String], expected: Expected) in
            CacheRow(
                id: id,
                response: [("Date", at(0)), ("Cache-Control", "max-age=3600")] + ages.map { ("Age", $0) },
                expected: expected)
        }
        return [
            CacheRow(
                id: "freshness-max-age-age",
                response: [("Date", at(0)), ("Cache-Control", "max-age=10"), ("Age", "15")], expected: .notCached),
            CacheRow(
                id: "freshness-max-age-date",
                response: [("Date", at(-7200)), ("Cache-Control", "max-age=3600")], expected: .notCached),
            row("age-parse-nonnumeric", ["abc"], .notCached),
            row("age-parse-negative", ["-7200"], .notCached),
            row("age-parse-float", ["7200.0"], .notCached),
            row("age-parse-suffix", ["7200,0"], .notCached),
            row("age-parse-suffix-twoline", ["7200", "0"], .notCached),
            row("age-parse-prefix", ["0,7200"], .notCached),
            row("age-parse-prefix-twoline", ["0", "7200"], .notCached),
            row("age-parse-dup-0", ["0, 0"], .cached),
            row("age-parse-dup-0-twoline", ["0", "0"], .cached),
            row("age-parse-dup-old", ["7200, 7200"], .notCached),
        ]
    }

    private static var directives: [CacheRow] {
        let tag = ("ETag", "\"abcd\"")
        return [
            control("cc-resp-private-private", "private, max-age=3600", .cached),
            control("cc-resp-no-store", "no-store", .notCached),
            control("cc-resp-no-store-case-insensitive", "No-StOrE", .notCached),
            CacheRow(
                id: "cc-resp-no-store-fresh",
                response: [("Cache-Control", "max-age=10000, no-store"), ("Expires", at(10_000)), ("Date", at(0))],
                expected: .notCached),
            control("cc-resp-no-cache", "max-age=10000, no-cache", .notCached),
            control("cc-resp-no-cache-case-insensitive", "max-age=10000, No-CaChE", .notCached),
            CacheRow(
                id: "cc-resp-no-cache-revalidate", response: [("Cache-Control", "no-cache"), tag],
                expected: .etagValidated),
            CacheRow(
                id: "cc-resp-no-cache-revalidate-fresh",
                response: [("Cache-Control", "max-age=10000, no-cache"), ("Expires", at(10_000)), tag],
                expected: .etagValidated),
            CacheRow(
                id: "cc-resp-must-revalidate-fresh",
                response: [("Cache-Control", "max-age=10000, must-revalidate"), tag], expected: .cached),
            CacheRow(
                id: "cc-resp-must-revalidate-stale",
                response: [("Cache-Control", "max-age=2, must-revalidate"), tag], expected: .etagValidated),
            CacheRow(
                id: "cc-resp-immutable-stale", response: [("Cache-Control", "max-age=2, immutable"), tag],
                expected: .etagValidated),
            CacheRow(
                id: "conditional-etag-strong-generate", response: [("Cache-Control", "max-age=1"), tag],
                expected: .etagValidated),
            CacheRow(
                id: "conditional-etag-weak-generate-weak",
                response: [("Cache-Control", "max-age=1"), ("ETag", "W/\"abcdef\"")], expected: .etagValidated),
            CacheRow(
                id: "conditional-lm-fresh", response: [("Cache-Control", "max-age=1"), ("Last-Modified", at(-3000))],
                expected: .modifiedValidated),
        ]
    }

    private static var heuristics: [CacheRow] {
        let row = { (status: Int, expected: Expected, extra: [(String, String)]) in
            CacheRow(
                id: "heuristic-\(status)-\(expected == .cached ? "cached" : "not_cached")",
                response: [("Last-Modified", at(-86_400)), ("Date", at(0))] + extra, expected: expected,
                status: status)
        }
        let reused = [200, 203, 204, 404, 405, 410, 414, 501].map { row($0, .cached, []) }
        let refused = [201, 202, 403, 502, 503, 504, 599].map { row($0, .notCached, []) }
        return reused + refused + [row(599, .cached, [("Cache-Control", "public")])]
    }

    private static var variants: [CacheRow] {
        let row = {
            (id: String, vary: String, first: [(String, String)], second: [(String, String)], expected: Expected) in
            CacheRow(
                id: id, response: [("Expires", at(5000)), ("Date", at(0)), ("Vary", vary)], expected: expected,
                first: first, second: second)
        }
        let two = [("Foo", "1"), ("Bar", "abc")]
        let three = two + [("Baz", "789")]
        return [
            row("vary-match", "Foo", [("Foo", "1")], [("Foo", "1")], .cached),
            row("vary-no-match", "Foo", [("Foo", "1")], [("Foo", "2")], .notCached),
            row("vary-omit", "Foo", [("Foo", "1")], [], .notCached),
            row("vary-omit-stored", "Foo", [], [("Foo", "1")], .notCached),
            row("vary-cache-key", "Foo", [("Foo", "1"), ("Other", "2")], [("Foo", "1"), ("Other", "3")], .cached),
            row("vary-2-match", "Foo, Bar", two, two, .cached),
            row("vary-2-no-match", "Foo, Bar", two, [("Foo", "2"), ("Bar", "abc")], .notCached),
            row("vary-2-match-omit", "Foo, Bar", [("Foo", "1")], [], .notCached),
            row("vary-3-match", "Foo, Bar, Baz", three, three.reversed(), .cached),
            row("vary-3-no-match", "Foo, Bar, Baz", three, two + [("Baz", "0")], .notCached),
            row(
                "vary-3-omit", "Foo, Bar, Baz", [("Foo", "1"), ("Baz", "789")], [("Foo", "1"), ("Baz", "789")], .cached),
            row("vary-star", "*", three, three, .notCached),
            row("vary-normalise-space", "Foo", [("Foo", "1,2")], [("Foo", " 1, 2 ")], .cached),
            row("vary-normalise-combine", "Foo", [("Foo", "1, 2")], [("Foo", "1"), ("Foo", "2")], .cached),
            row("vary-syntax-case", "FOO", [("foo", "1")], [("Foo", "1")], .cached),
        ]
    }

    /// Directives of the request.
    private static var wishes: [CacheRow] {
        let row = { (id: String, response: [(String, String)], wish: String, expected: Expected) in
            CacheRow(id: id, response: response, expected: expected, second: [("Cache-Control", wish)])
        }
        let hour = [("Cache-Control", "max-age=3600")]
        return [
            row("ccreq-ma0", hour, "max-age=0", .notCached),
            row("ccreq-ma1", hour, "max-age=1", .notCached),
            row("ccreq-magreaterage", hour + [("Age", "1800")], "max-age=600", .notCached),
            row("ccreq-min-fresh", [("Cache-Control", "max-age=1500")], "min-fresh=2000", .notCached),
            row(
                "ccreq-min-fresh-age", [("Cache-Control", "max-age=1500"), ("Age", "1000")], "min-fresh=1000",
                .notCached),
            row("ccreq-no-cache", hour, "no-cache", .notCached),
            row("ccreq-no-cache-lm", hour + [("Last-Modified", at(-10_000))], "no-cache", .modifiedValidated),
            row("ccreq-no-cache-etag", hour + [("ETag", "\"abc\"")], "no-cache", .etagValidated),
            row("ccreq-no-store", hour, "no-store", .notCached),
        ]
    }
}
