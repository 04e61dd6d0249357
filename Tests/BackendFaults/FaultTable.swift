package import ServiceDesk

/// One fault of a backend or network and the code it must lead to.
package struct Fault: Sendable {
    /// What is wrong, in words.
    package var name: String
    /// The code it must lead to; `nil` when the answer is good all the same.
    package var code: BackendError.Code?
    /// What the server does.
    package var steps: [Step]
    /// Faults that only a deadline ends get a short one.
    package var isEndless = false
    /// How long the kiosk is asked to wait.
    package var wait: Duration?
    /// How often a question arrives: one whose connection was closed before an answer is asked once more.
    package var times = 1

    /// A row of the table.
    package init(
        _ name: String,
        _ code: BackendError.Code?,
        _ steps: [Step],
        isEndless: Bool = false,
        wait: Duration? = nil,
        times: Int = 1
    ) {
        self.name = name
        self.code = code
        self.steps = steps
        self.isEndless = isEndless
        self.wait = wait
        self.times = times
    }
}

extension Fault {
    /// Every row that a raw server can play.
    package static var all: [Fault] { connection + framing + content + status + harmless }

    /// Odd, and read all the same.
    package static let harmless: [Fault] = [
        Fault("byte order mark", nil, json("\u{FEFF}" + #"{"notices":[]}"#)),
        Fault("duplicate keys", nil, json(#"{"notices":[],"notices":[]}"#)),
        Fault(
            "a few hints before the answer", nil,
            [.send(String(repeating: "HTTP/1.1 103 Early Hints\r\n\r\n", count: 9))] + json(#"{"notices":[]}"#)),
        Fault("unknown fields", nil, json(#"{"notices":[],"later":{"a":[1]}}"#)),
    ]

    /// Connections that hang, drip or break.
    package static let connection: [Fault] = [
        Fault("black hole", .timedOut, [.silence], isEndless: true),
        Fault(
            "slow head", .timedOut, [.send("HTTP/1.1 200 OK\r\nX: "), .drip(Array(repeating: 72, count: 9000))],
            isEndless: true),
        Fault("slow header fields", .timedOut, [.send("HTTP/1.1 200 OK\r\n"), .silence], isEndless: true),
        Fault(
            "dripping body", .timedOut,
            [head(200, asJSON + ["Content-Length: 9000"]), .drip(Array(repeating: 32, count: 9000))], isEndless: true
        ),
        Fault(
            "stall within the body", .timedOut,
            [head(200, asJSON + ["Content-Length: 900"]), .send("{"), .silence], isEndless: true
        ),
        Fault("closed without a word", .cannotConnect, [.close], times: 2),
        Fault("reset without a word", .cannotConnect, [.reset], times: 2),
        Fault(
            "reset within the body", .cannotConnect,
            [
                head(200, asJSON + ["Content-Length: 900"]), .send("{\"notices\""), .reset,
            ]),
        Fault("closed within the head", .badAnswer, [.send("HTTP/1.1 200 OK\r\nContent-Ty"), .close]),
        Fault(
            "storm of 100 Continue", .timedOut,
            [
                .flood(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8), total: 500_000), .silence,
            ], isEndless: true),
        Fault(
            "storm of 103 Early Hints without end", .timedOut,
            [
                .flood(Array("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n".utf8), total: 1_000_000), .silence,
            ], isEndless: true),
    ]

    /// Broken HTTP and bodies without end.
    package static let framing: [Fault] = [
        Fault("not HTTP", .badAnswer, [.send("SSH-2.0-OpenSSH_9.2\r\n\r\n"), .close]),
        Fault("HTTP/0.9 text", .badAnswer, [.send("hello\r\n\r\n"), .close]),
        Fault(
            "truncated by length", .badAnswer,
            [
                head(200, asJSON + ["Content-Length: 900"]), .send("{\"notices\":[]}"), .close,
            ]),
        Fault(
            "truncated within a chunk", .badAnswer,
            [
                head(200, asJSON + ["Transfer-Encoding: chunked"]), .send("ff\r\n{\"notices\":[]}"), .close,
            ]),
        Fault(
            "last chunk missing", .badAnswer,
            [
                head(200, asJSON + ["Transfer-Encoding: chunked"]), .send("e\r\n{\"notices\":[]}\r\n"), .close,
            ]),
        Fault(
            "chunk size that is no number", .badAnswer,
            [
                head(200, asJSON + ["Transfer-Encoding: chunked"]), .send("zz\r\n{}\r\n"), .close,
            ]),
        Fault(
            "two content lengths", .badAnswer,
            [
                head(200, asJSON + ["Content-Length: 14", "Content-Length: 15"]), .send("{\"notices\":[]}"), .close,
            ]),
        Fault(
            "length and chunks", .badAnswer,
            [
                head(200, asJSON + ["Content-Length: 14", "Transfer-Encoding: chunked"]),
                .send("e\r\n{\"notices\":[]}\r\n0\r\n\r\n"), .close,
            ]),
        Fault("negative content length", .badAnswer, [head(200, asJSON + ["Content-Length: -1"]), .close]),
        Fault(
            "head of 2 MB", .badAnswer,
            [
                head(200, asJSON + ["X: " + String(repeating: "a", count: 2_000_000)]), .close,
            ]),
        Fault(
            "oversized body announced", .badAnswer,
            [
                head(200, asJSON + ["Content-Length: 536870912"]), .flood(spaces, total: 4_000_000), .close,
            ]),
        Fault(
            "oversized body without a length", .badAnswer,
            [
                head(200, asJSON), .flood(spaces, total: 64_000_000), .close,
            ]),
        Fault("gzip bomb", .badAnswer, http(200, asJSON + ["Content-Encoding: gzip"], bomb)),
        Fault("broken gzip", .badAnswer, http(200, asJSON + ["Content-Encoding: gzip"], "no gzip at all")),
    ]

    /// Bodies that are not the answer.
    package static let content: [Fault] = [
        Fault("empty body", .badAnswer, json("")),
        Fault("half a JSON", .badAnswer, json(#"{"notices":[{"id":"a","#)),
        Fault("wrong types", .badAnswer, json(#"{"notices":"none"}"#)),
        Fault("another object", .badAnswer, json(#"{"error":"x"}"#)),
        Fault("null", .badAnswer, json("null")),
        Fault("list in place of an object", .badAnswer, json("[]")),
        Fault("NaN", .badAnswer, json(#"{"notices":[{"id":"a","text":{},"priority":NaN}]}"#)),
        Fault("number beyond 64 bits", .badAnswer, json(#"{"notices":[{"id":"a","text":{},"priority":1e999}]}"#)),
        Fault("trailing comma", .badAnswer, json(#"{"notices":[],}"#)),
        Fault("words behind the JSON", .badAnswer, json(#"{"notices":[]} end"#)),
        Fault("deep lists", .badAnswer, json(String(repeating: "[", count: 100_000))),
        Fault(
            "deep objects in a field nobody reads", .badAnswer,
            json(
                #"{"notices":[],"x":"# + String(repeating: #"{"a":"#, count: 65) + "1"
                    + String(repeating: "}", count: 66)
            )),
        Fault(
            "invalid UTF-8", .badAnswer,
            http(200, asJSON, Array(#"{"notices":[],"x":""#.utf8) + [0xC3, 0x28, 0x22, 0x7D])),
        Fault(
            "overlong UTF-8", .badAnswer,
            http(200, asJSON, Array(#"{"notices":[],"x":""#.utf8) + [0xC0, 0xAF, 0x22, 0x7D])),
        Fault(
            "UTF-16", .badAnswer,
            http(200, asJSON, Array(#"{"notices":[]}"#.utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })),
        Fault("NUL byte in a text", .badAnswer, json("{\"notices\":[],\"x\":\"\u{0}\"}")),
        Fault(
            "wrong charset", .badAnswer,
            http(200, ["Content-Type: application/json; charset=windows-1258"], #"{"notices":[]}"#)),
        Fault("plain text", .badAnswer, http(200, ["Content-Type: text/plain"], #"{"notices":[]}"#)),
        Fault("no content type", .badAnswer, http(200, [], #"{"notices":[]}"#)),
        Fault("HTML with the type of JSON", .badAnswer, json(portalPage)),
    ]

    /// What statuses mean.
    package static let status: [Fault] = [
        Fault("HTML 200", .captivePortal, http(200, asHTML, portalPage)),
        Fault("HTML 200 without a type", .captivePortal, http(200, [], portalPage)),
        Fault("302 to a portal", .captivePortal, http(302, ["Location: http://portal.test/"], portalPage)),
        Fault("301 loop", .captivePortal, http(301, ["Location: /v1/notices"])),
        Fault("307 to another host", .captivePortal, http(307, ["Location: http://127.0.0.2:1/v1/notices"])),
        Fault("511", .captivePortal, http(511, asHTML, portalPage)),
        Fault("404 in HTML", .captivePortal, http(404, asHTML, portalPage)),
        Fault("bare 404", .badAnswer, http(404)),
        Fault("404 in foreign JSON", .badAnswer, http(404, asJSON, #"{"message":"no"}"#)),
        Fault("404 in the contract's words", .notOffered, problem(404, "not-found")),
        Fault("304 without a condition", .badAnswer, http(304)),
        Fault("204", .badAnswer, [.send("HTTP/1.1 204 No Content\r\n\r\n")]),
        Fault("202", .badAnswer, http(202, asJSON, #"{"notices":[]}"#)),
        Fault("203 by a proxy", .badAnswer, http(203, asJSON, #"{"notices":[]}"#)),
        Fault("206", .badAnswer, http(206, asJSON, #"{"notices":[]}"#)),
        Fault("status 999", .badAnswer, http(999, asJSON, "{}")),
        Fault("400", .rejected, problem(400, "invalid-request")),
        Fault("401", .refused, problem(401, "unauthorised", ["WWW-Authenticate: Basic realm=\"x\""])),
        Fault("403", .refused, problem(403, "forbidden")),
        Fault("407", .refused, http(407)),
        Fault("408", .timedOut, http(408)),
        Fault("409", .conflict, problem(409, "conflict")),
        Fault("422", .rejected, problem(422, "invalid-record")),
        Fault("426", .refused, problem(426, "upgrade-required")),
        Fault("429", .busy, problem(429, "too-many-requests")),
        Fault("429 with seconds", .busy, http(429, ["Retry-After: 7"]), wait: .seconds(7)),
        Fault("429 with a day", .busy, http(429, ["Retry-After: 86400"]), wait: .seconds(3600)),
        Fault("429 with nonsense", .busy, http(429, ["Retry-After: soon"])),
        Fault("500", .serverFailed, problem(500, "server-failed")),
        Fault("500 in HTML", .serverFailed, http(500, asHTML, "<html>stack trace</html>")),
        Fault("501", .notOffered, http(501)),
        Fault("502", .serverFailed, http(502)),
        Fault("503 without a time", .serverFailed, problem(503, "unavailable")),
        Fault("503 with seconds", .busy, http(503, ["Retry-After: 30"]), wait: .seconds(30)),
        Fault(
            "503 with a date", .busy, http(503, ["Retry-After: Mon, 23 Nov 2026 10:02:00 GMT"]), wait: .seconds(120)
        ),
        Fault("503 with a past date", .busy, http(503, ["Retry-After: Mon, 23 Nov 2020 10:02:00 GMT"]), wait: .zero),
    ]

    private static let spaces = [UInt8](repeating: 32, count: 65_536)
}
