import AsyncHTTPClient
import BackendAPI
import FoundationEssentials
import NIOCore
import NIOHTTP1
import PracticeBackend
import PublicServices
import Synchronization
import Testing

/// A fresh practice backend on a free port and a client for one test.
struct PracticeWorld: Sendable {
    let backend: PracticeBackend
    let address: String

    /// Monday, 23 November 2026, 10:48:01 UTC.
    static let start = Date(timeIntervalSince1970: 1_795_430_881)

    static func with(
        _ change: (inout PracticeConfiguration) -> Void = { _ in },
        perform test: (PracticeWorld) async throws -> Void
    ) async throws {
        var configuration = PracticeConfiguration(catalogue: .procedures(procedures(3)))
        configuration.now = { start }
        change(&configuration)
        try await withPracticeBackend(configuration) { backend, port in
            try await test(PracticeWorld(backend: backend, address: "http://127.0.0.1:\(port)"))
        }
    }

    static func procedures(_ count: Int, name: String = "Thủ tục") -> [Procedure] {
        (0..<count).compactMap { index in
            ProcedureCode("1.\(100_000 + index)").map { Procedure(code: $0, name: "\(name) \(index)", field: "Mẫu") }
        }
    }

    struct Answer {
        let status: Int
        let headers: HTTPHeaders
        let bytes: [UInt8]

        var text: String { String(decoding: bytes, as: UTF8.self) }
        var problem: ProblemType? { try? WireJSON.body(ProblemDetails.self, from: bytes).known }

        func body<Body: Decodable>(_ type: Body.Type) throws -> Body { try WireJSON.body(type, from: bytes) }
    }

    func get(_ path: String, headers: [(String, String)] = []) async throws -> Answer {
        try await send("GET", path, headers: headers)
    }

    func post(_ path: String, _ json: String) async throws -> Answer {
        try await send("POST", path, body: Array(json.utf8))
    }

    func put(_ path: String, _ json: String) async throws -> Answer {
        try await send("PUT", path, body: Array(json.utf8))
    }

    func lookUp(_ code: DossierCode, _ factor: SecondFactor? = nil) async throws -> Answer {
        let question = DossierLookup(code: code, secondFactor: factor)
        return try await send("POST", BackendPath.dossierLookups, body: WireJSON.bytes(of: question))
    }

    func send(
        _ method: String,
        _ path: String,
        headers: [(String, String)] = [],
        type: String? = MediaType.json,
        body: [UInt8]? = nil
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: address + path)
        request.method = .init(rawValue: method)
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        if let body {
            if let type { request.headers.add(name: HeaderName.contentType, value: type) }
            request.body = .bytes(body)
        }
        let response = try await Self.client.execute(request, timeout: .seconds(30))
        var bytes = ByteBuffer()
        for try await part in response.body { bytes.writeImmutableBuffer(part) }
        return Answer(
            status: Int(response.status.code), headers: response.headers, bytes: Array(bytes.readableBytesView)
        )
    }

    /// A client that says what it got: it follows nothing and tries nothing twice.
    private static let client: HTTPClient = {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.connectionPool.retryConnectionEstablishment = false
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()
}
