import BackendAPI
import Crypto
import FoundationEssentials
import NIOHTTP1
import PublicServices
import ServiceDesk

/// Every request that this kiosk can make to an OpenCPS site; there is no way to write another.
///
/// OpenCPS has requests that change payments, votes and dossiers without asking who one is
/// (research/opencps-wire.md §7.24). Numbers are typed and texts are escaped, so nothing typed can become a path.
enum OpenCPSEndpoint: Sendable {
    case ping
    /// Rows `start` up to, not including, `end`; without `end` the server sends everything.
    case procedures(start: Int, end: Int)
    /// A prefix search; the caller compares exactly.
    case dossiers(code: DossierCode)
    case dossier(id: Int64, secret: String)
    case steps(id: Int64)
    case payment(id: Int64, secret: String)
    /// The GET may renumber the questions: to be asked only when something is to be given.
    case questions(agency: String)
    case votes(on: Int64)
    case vote(on: Int64, choice: Int, comment: String)
}

/// An endpoint as method, path and parameters, before it is written for a site or for its proxy.
struct OpenCPSCall: Sendable {
    var isPost = false
    var path: String
    /// The path as it may be logged.
    var template: String
    var query: [(String, String)] = []
    var form: [(String, String)] = []
    /// The dossier's secret, as a header where the server reads one.
    var secretHeader: String?
    /// Newer sites want their key here.
    var needsKey = false
    var limit = BodyLimit.answer
}

extension OpenCPSEndpoint {
    /// Rows of a dossier search; a whole code matches few.
    static let searchRows = 20
    /// Procedures of one page; their texts are long.
    static let procedurePage = 50

    var call: OpenCPSCall {
        switch self {
        case .ping: OpenCPSCall(path: "/ping", template: "/ping")
        case .procedures(let start, let end): Self.procedures(start, end)
        case .dossiers(let code): Self.search(code)
        case .dossier(let id, let secret):
            OpenCPSCall(path: "/dossiers/\(id)", template: "/dossiers/{id}", secretHeader: secret)
        case .steps(let id): OpenCPSCall(path: "/dossiers/\(id)/sequences", template: "/dossiers/{id}/sequences")
        case .payment(let id, let secret):
            OpenCPSCall(
                path: "/dossiers/\(id)/payment", template: "/dossiers/{id}/payment", query: [("secretCode", secret)])
        case .questions(let agency):
            OpenCPSCall(
                path: "/postal/votings/govagency/\(BackendPath.percentEncoded(agency))",
                template: "/postal/votings/govagency/{agency}")
        case .votes(let id):
            OpenCPSCall(
                path: "/postal/votings/\(id)/results", template: "/postal/votings/{id}/results",
                limit: 8 * BodyLimit.answer)
        case .vote(let id, let choice, let comment): Self.vote(id, choice, comment)
        }
    }

    private static func procedures(_ start: Int, _ end: Int) -> OpenCPSCall {
        OpenCPSCall(
            path: "/serviceinfos", template: "/serviceinfos",
            query: [("start", "\(start)"), ("end", "\(end)"), ("sort", "serviceCode"), ("order", "false")],
            limit: 16 * BodyLimit.answer)
    }

    private static func search(_ code: DossierCode) -> OpenCPSCall {
        OpenCPSCall(
            path: "/dossiers", template: "/dossiers",
            query: [("dossierNo", code.text), ("start", "0"), ("end", "\(searchRows)")], needsKey: true)
    }

    private static func vote(_ id: Int64, _ choice: Int, _ comment: String) -> OpenCPSCall {
        OpenCPSCall(
            isPost: true, path: "/postal/votings/\(id)/results", template: "/postal/votings/{id}/results",
            form: [("selected", "\(choice)"), ("comment", comment), ("email", "")])
    }
}

extension OpenCPSCall {
    /// Written for this site: direct, or through the portal's proxy.
    func request(for site: OpenCPSSettings, now: Date) -> BackendRequest {
        var request = if let server = site.serverCode, path != "/ping" { viaProxy(server) } else { direct }
        request.headers += [(HeaderName.accept, MediaType.json), ("groupid", "\(site.groupID)")]
        if needsKey, let secret = site.siteSecret {
            request.headers.append(("authenkey", Self.key(secret, now: now)))
        }
        request.limit = limit
        return request
    }

    private var direct: BackendRequest {
        let address = query.isEmpty ? path : "\(path)?\(Self.encoded(query))"
        var request = BackendRequest(
            method: isPost ? .POST : .GET, path: address, template: template, isSafe: !isPost)
        if let secretHeader { request.headers.append(("secretcode", secretHeader)) }
        if isPost { request.setForm(form) }
        return request
    }

    /// The portal takes method, path and parameters in a form, so a secret stands in no address.
    private func viaProxy(_ server: String) -> BackendRequest {
        var parameters = Dictionary((isPost ? form : query), uniquingKeysWith: { _, last in last })
        if let secretHeader { parameters["secretKey"] = secretHeader }
        // A dictionary of texts can always be written.
        let data = (try? WireJSON.bytes(of: parameters)) ?? []
        var request = BackendRequest(
            method: .POST, path: "/proxy", template: "/proxy \(template)", isSafe: !isPost)
        request.setForm([
            ("method", isPost ? "POST" : "GET"), ("url", path), ("data", String(decoding: data, as: UTF8.self)),
            ("serverCode", server),
        ])
        return request
    }

    /// MD5 of the site's secret and the minute in milliseconds since 1970 (research/opencps-wire.md §1.4); weak, and
    /// the server's own choice.
    private static func key(_ secret: String, now: Date) -> String {
        let minute = Int64(now.timeIntervalSince1970 / 60) * 60_000
        return HexDigest.text(Insecure.MD5.hash(data: Array("\(secret)\(minute)".utf8)))
    }

    static func encoded(_ fields: [(String, String)]) -> String {
        fields.map { "\($0.0)=\(BackendPath.percentEncoded($0.1))" }.joined(separator: "&")
    }
}

extension BackendRequest {
    fileprivate mutating func setForm(_ fields: [(String, String)]) {
        headers.append((HeaderName.contentType, "application/x-www-form-urlencoded"))
        body = Array(OpenCPSCall.encoded(fields).utf8)
    }
}
