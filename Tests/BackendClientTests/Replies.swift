import Foundation

typealias Step = RawServer.Step

extension RawServer.Step {
    static func send(_ text: String) -> Step { .send(Array(text.utf8)) }
}

/// A well-formed HTTP answer.
func http(_ status: Int, _ headers: [String] = [], _ body: String = "") -> [Step] {
    http(status, headers, Array(body.utf8))
}

func http(_ status: Int, _ headers: [String] = [], _ body: [UInt8]) -> [Step] {
    let lines = ["HTTP/1.1 \(status) X", "Content-Length: \(body.count)"] + headers
    return [.send(Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body)]
}

/// A head whose body follows in other steps.
func head(_ status: Int, _ headers: [String]) -> Step {
    .send((["HTTP/1.1 \(status) X"] + headers).joined(separator: "\r\n") + "\r\n\r\n")
}

let asJSON = ["Content-Type: application/json"]
let asLines = ["Content-Type: application/jsonl"]
let asProblem = ["Content-Type: application/problem+json"]
let asHTML = ["Content-Type: text/html; charset=utf-8"]

func json(_ body: String) -> [Step] { http(200, asJSON, body) }

func problem(_ status: Int, _ type: String, _ headers: [String] = []) -> [Step] {
    http(status, asProblem + headers, #"{"type":"urn:kiosk:problem:\#(type)","title":"x"}"#)
}

let portalPage = "<!DOCTYPE html><html><body>Đăng nhập Wi-Fi</body></html>"
