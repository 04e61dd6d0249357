import Foundation

/// A request to an OpenCPS site, taken apart; the proxy's form becomes the request that it stands for.
struct OpenCPSRequest {
    var method: String
    /// Below the base, without the query.
    var path: String
    /// Query or form.
    var fields: [String: String]
    private let headers: [String: String]

    init(_ seen: RawServer.Seen) {
        let words = seen.line.split(separator: " ").map(String.init)
        method = words.first ?? ""
        let sides = (words.count > 1 ? words[1] : "").split(separator: "?", maxSplits: 1).map(String.init)
        path = String((sides.first ?? "").dropFirst(OpenCPSServer.base.count))
        var headers: [String: String] = [:]
        for line in seen.head.split(separator: "\r\n").dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            headers[line[..<colon].lowercased()] = line[line.index(after: colon)...].trimmingCharacters(
                in: .whitespaces)
        }
        self.headers = headers
        let isForm = headers["content-type"]?.hasPrefix("application/x-www-form-urlencoded") ?? false
        fields = Self.fields(isForm ? String(decoding: seen.body, as: UTF8.self) : sides.count > 1 ? sides[1] : "")
    }

    var wantsJSON: Bool { headers["accept"]?.hasPrefix("application/json") ?? false }
    var groupID: Int64? { headers["groupid"].flatMap { Int64($0) } }

    func header(_ name: String) -> String? { headers[name] }

    /// What a request to `/proxy` stands for.
    var unfolded: OpenCPSRequest {
        var request = self
        request.method = fields["method"] ?? "GET"
        request.path = fields["url"] ?? ""
        let data = Data((fields["data"] ?? "{}").utf8)
        request.fields = (try? JSONDecoder().decode([String: String].self, from: data)) ?? [:]
        return request
    }

    private static func fields(_ text: String) -> [String: String] {
        text.split(separator: "&").reduce(into: [:]) { fields, pair in
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map {
                String($0).removingPercentEncoding ?? ""
            }
            if sides.count == 2 { fields[sides[0]] = sides[1] }
        }
    }
}
