/// What a raw server does.
package typealias Step = RawServer.Step

extension RawServer.Step {
    /// Sends a text.
    package static func send(_ text: String) -> Step { .send(Array(text.utf8)) }
}

/// A well-formed HTTP answer.
package func http(_ status: Int, _ headers: [String] = [], _ body: String = "") -> [Step] {
    http(status, headers, Array(body.utf8))
}

/// A well-formed HTTP answer.
package func http(_ status: Int, _ headers: [String] = [], _ body: [UInt8]) -> [Step] {
    let lines = ["HTTP/1.1 \(status) X", "Content-Length: \(body.count)"] + headers
    return [.send(Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body)]
}

/// A head whose body follows in other steps.
package func head(_ status: Int, _ headers: [String]) -> Step {
    .send((["HTTP/1.1 \(status) X"] + headers).joined(separator: "\r\n") + "\r\n\r\n")
}

/// Header of a JSON answer.
package let asJSON = ["Content-Type: application/json"]
/// Header of JSON lines.
package let asLines = ["Content-Type: application/jsonl"]
/// Header of a problem.
package let asProblem = ["Content-Type: application/problem+json"]
/// Header of a page for people.
package let asHTML = ["Content-Type: text/html; charset=utf-8"]

/// A good JSON answer.
package func json(_ body: String) -> [Step] { http(200, asJSON, body) }

/// A problem in the contract's words.
package func problem(_ status: Int, _ type: String, _ headers: [String] = []) -> [Step] {
    http(status, asProblem + headers, #"{"type":"urn:kiosk:problem:\#(type)","title":"x"}"#)
}

/// What a captive portal shows.
package let portalPage = "<!DOCTYPE html><html><body>Đăng nhập Wi-Fi</body></html>"
