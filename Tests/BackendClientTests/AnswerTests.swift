import BackendAPI
import BackendFaults
import PublicServices
import ServiceDesk
import Testing

@testable import BackendClient

@Suite struct AnswerTests {
    @Test func `a dossier is asked for in the body and never in the address`() async throws {
        let body = #"{"code":"\#(Sample.dossierText)","degree":"inProgress"}"#
        try await withBackend({ _ in json(body) }) { backend, server in
            let status = try await backend.dossier(Sample.dossier(), secondFactor: nil)
            #expect(status == DossierStatus(code: try Sample.dossier(), degree: .inProgress))
            let request = try #require(server.seen.first)
            #expect(request.line == "POST /v1/dossiers/lookups HTTP/1.1")
            #expect(!request.head.contains(Sample.dossierText))
            #expect(String(decoding: request.body, as: UTF8.self) == #"{"code":"\#(Sample.dossierText)"}"#)
            #expect(request.has("kiosk-id: k-01"))
            #expect(!request.has("authorization"))
            #expect(!request.has("cookie"))
        }
    }

    @Test func `detail comes only after a second factor`() async throws {
        let body = #"""
            {"code":"\#(Sample.dossierText)","degree":"inProgress",
             "detail":{"state":4,"procedureName":"A","agency":"B","dueOn":"02/12/2026"}}
            """#
        try await withBackend({ _ in json(body) }) { backend, server in
            let without = try await backend.dossier(Sample.dossier(), secondFactor: nil)
            #expect(without?.detail == nil)
            let with = try await backend.dossier(Sample.dossier(), secondFactor: .lastFour("1234"))
            #expect(with?.detail?.state == .processing)
            #expect(with?.detail?.dueOn == CalendarDay(year: 2026, month: 12, day: 2))
            #expect(String(decoding: server.seen[1].body, as: UTF8.self).contains(#""lastFour":"1234""#))
        }
    }

    @Test func `not found is nil only in the contract's words`() async throws {
        try await withBackend({ _ in problem(404, "not-found") }) { backend, _ in
            let dossier = try await backend.dossier(Sample.dossier(), secondFactor: nil)
            let payment = try await backend.payment(Sample.reference())
            let receipt = try await backend.receipt(for: Sample.record())
            #expect(dossier == nil)
            #expect(payment == nil)
            #expect(receipt == nil)
        }
    }

    @Test(arguments: [http(404), http(404, asHTML, portalPage), http(404, asJSON, "{}"), http(404, asProblem, "{}")])
    func `any other 404 is an error`(_ steps: [Step]) async throws {
        try await withBackend({ _ in steps }) { backend, _ in
            await #expect(throws: BackendError.self) { try await backend.dossier(Sample.dossier(), secondFactor: nil) }
            await #expect(throws: BackendError.self) { try await backend.payment(Sample.reference()) }
            await #expect(throws: BackendError.self) { try await backend.receipt(for: Sample.record()) }
        }
    }

    @Test func `a dossier with another code is a bad answer`() async throws {
        try await withBackend({ _ in json(#"{"code":"H43.12-261101-0002","degree":"finished"}"#) }) { backend, _ in
            let error = await #expect(throws: BackendError.self) {
                try await backend.dossier(Sample.dossier(), secondFactor: nil)
            }
            #expect(error == BackendError(.badAnswer, detail: "dossier: code"))
        }
    }

    @Test func `a payment is read with its amount and day`() async throws {
        let body = #"""
            {"reference":"\#(Sample.referenceText)","outcome":"unpaid","amount":"150000","office":"UBND xã",
             "dueOn":"2026-12-01","payer":"Nguyễn Văn A"}
            """#
        try await withBackend({ _ in json(body) }) { backend, server in
            let payment = try #require(try await backend.payment(Sample.reference()))
            #expect(payment.outcome == .unpaid)
            #expect(payment.amount == 150_000)
            #expect(payment.dueOn == CalendarDay(year: 2026, month: 12, day: 1))
            #expect(server.seen.first?.line == "POST /v1/payments/lookups HTTP/1.1")
        }
    }

    @Test(arguments: [
        #"{"reference":"OTHER-1234","outcome":"paid","amount":1,"office":"A"}"#,
        #"{"reference":"TT-2026.000123","outcome":"perhaps","amount":1,"office":"A"}"#,
        #"{"reference":"TT-2026.000123","outcome":"paid","amount":-1,"office":"A"}"#,
        #"{"reference":"TT-2026.000123","outcome":"paid","amount":1.5,"office":"A"}"#,
        #"{"reference":"TT-2026.000123","outcome":"paid","amount":1,"currency":"USD","office":"A"}"#,
        #"{"reference":"TT-2026.000123","outcome":"paid","office":"A"}"#,
    ])
    func `a payment half understood is never told`(_ body: String) async throws {
        try await withBackend({ _ in json(body) }) { backend, _ in
            let error = await #expect(throws: BackendError.self) { try await backend.payment(Sample.reference()) }
            #expect(error?.code == .badAnswer)
        }
    }

    @Test func `notices are read through a byte order mark, chunks and hints`() async throws {
        let body = "\u{FEFF}" + #"{"notices":[{"id":"a","text":{"vi":"Nghỉ lễ"},"from":"20261120","priority":"2"}]}"#
        let chunks = body.utf8.map { [UInt8]("1\r\n".utf8) + [$0] + [UInt8]("\r\n".utf8) }.flatMap(\.self)
        let steps: [Step] = [
            .send("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"),
            head(200, ["content-type: Application/JSON; charset=\"UTF-8\"", "Transfer-Encoding: chunked"]),
            .send(chunks + Array("0\r\n\r\n".utf8)),
        ]
        try await withBackend({ _ in steps }) { backend, server in
            let notices = try await backend.notices()
            #expect(notices.map(\.text) == [["vi": "Nghỉ lễ"]])
            #expect(notices.first?.priority == 2)
            #expect(server.seen.first?.line == "GET /v1/notices HTTP/1.1")
        }
    }

    @Test func `nesting of 64 is read and duplicate keys do not trap`() async throws {
        let deep = String(repeating: "[", count: 63) + String(repeating: "]", count: 63)
        try await withBackend({ _ in json(#"{"notices":[],"notices":[],"x":\#(deep)}"#) }) { backend, _ in
            let notices = try await backend.notices()
            #expect(notices.isEmpty)
        }
    }

    @Test func `health tells what is offered`() async throws {
        let body =
            #"{"status":"ok","version":"1","now":"2026-11-23T17:00:00+07:00","capabilities":{"reminders":false}}"#
        try await withBackend({ _ in json(body) }) { backend, server in
            let health = try await backend.health()
            #expect(health.isWell)
            #expect(!health.capabilities.reminders)
            #expect(health.capabilities.paymentByReference)
            try await backend.reach()
            #expect(server.seen.map(\.line) == Array(repeating: "GET /v1/health HTTP/1.1", count: 2))
        }
    }

    @Test func `a prefix in the address and a token are used`() async throws {
        let server = try RawServer(steps: json(#"{"notices":[]}"#))
        defer { server.stop() }
        var settings = try settings(port: server.port, prefix: "/tinh/api/")
        settings.bearerToken = "secret-1"
        let backend = try KioskAPIBackend(settings, logger: silent)
        _ = try await backend.notices()
        await backend.shutdown()
        #expect(server.seen.first?.line == "GET /tinh/api/v1/notices HTTP/1.1")
        #expect(server.seen.first?.has("authorization: Bearer secret-1") == true)
    }

    @Test func `a redirect takes the token nowhere`() async throws {
        let other = try RawServer(steps: json(#"{"notices":[]}"#))
        defer { other.stop() }
        let port = other.port
        try await withBackend(
            { _ in http(302, ["Location: http://127.0.0.1:\(port)/v1/notices"]) },
            change: { $0.bearerToken = "secret-1" },
            { backend, _ in
                await #expect(throws: BackendError.self) { try await backend.notices() }
                #expect(other.seen.isEmpty)
            }
        )
    }

    @Test func `a proxy is asked for a tunnel to the backend`() async throws {
        let proxy = try RawServer { request in
            request.line.hasPrefix("CONNECT") ? [.send("HTTP/1.1 200 OK\r\n\r\n")] : json(#"{"notices":[]}"#)
        }
        defer { proxy.stop() }
        let backend = try behindProxy(proxy)
        _ = try await backend.notices()
        await backend.shutdown()
        #expect(proxy.seen.map(\.line) == ["CONNECT backend.invalid:80 HTTP/1.1", "GET /api/v1/notices HTTP/1.1"])
    }

    @Test(arguments: [
        (http(407), BackendError.Code.refused), (http(403), .badAnswer), ([.close], .cannotConnect),
        ([.send("nonsense\r\n\r\n"), .close], .cannotConnect),
    ])
    func `a proxy that refuses has its code`(_ steps: [Step], _ code: BackendError.Code) async throws {
        let proxy = try RawServer(steps: steps)
        defer { proxy.stop() }
        let backend = try behindProxy(proxy)
        let error = await #expect(throws: BackendError.self) { try await backend.notices() }
        await backend.shutdown()
        #expect(error?.code == code)
    }

    private func behindProxy(_ proxy: RawServer) throws -> KioskAPIBackend {
        var settings = BackendSettings(address: try BackendAddress("http://backend.invalid/api"), kioskID: "k-01")
        settings.proxy = BackendSettings.Proxy(host: "127.0.0.1", port: proxy.port)
        return try KioskAPIBackend(settings, logger: silent)
    }

    @Test func `a compressed answer is unfolded`() async throws {
        // gzip of {"notices":[]} with a stored block.
        let body = Array(#"{"notices":[]}"#.utf8)
        let gzip: [UInt8] =
            [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1, 14, 0, 0xF1, 0xFF] + body + CRC.gzip(body) + [14, 0, 0, 0]
        try await withBackend({ _ in http(200, asJSON + ["Content-Encoding: gzip"], gzip) }) { backend, server in
            let notices = try await backend.notices()
            #expect(notices.isEmpty)
            #expect(server.seen.first?.has("accept-encoding: gzip") == true)
        }
    }
}

private enum CRC {
    /// CRC-32 in the byte order of gzip (RFC 1952 §8).
    static func gzip(_ bytes: [UInt8]) -> [UInt8] {
        var value: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            value ^= UInt32(byte)
            for _ in 0..<8 { value = value & 1 == 1 ? (value >> 1) ^ 0xEDB8_8320 : value >> 1 }
        }
        value = ~value
        return (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }
}
