import BackendAPI
import BackendFaults
import PublicServices
import ServiceDesk
import Testing

@testable import BackendClient

/// Nothing but the echo of id and digest is a receipt.
@Suite struct ReceiptTests {
    @Test(arguments: OutboxRecord.Kind.allCases, [200, 201])
    func `a record is put under its id and its receipt read`(_ kind: OutboxRecord.Kind, _ status: Int) async throws {
        let receipt = try Sample.receipt()
        try await withBackend({ _ in http(status, asJSON, receipt) }) { backend, server in
            let record = try Sample.record(kind)
            let got = try await backend.submit(record)
            #expect(got == DeliveryReceipt(id: record.id, digest: record.digest, number: "BN-1"))
            let request = try #require(server.seen.first)
            #expect(request.line == "PUT /v1/\(RecordKind(kind).rawValue)/\(Sample.ratingID) HTTP/1.1")
            #expect(request.body == record.payload, "the payload is sent byte for byte")
            #expect(request.has("idempotency-key: \"\(Sample.ratingID)\""))
            #expect(request.has("content-type: application/json"))
        }
    }

    @Test func `a receipt handed out before is found by id`() async throws {
        let receipt = try Sample.receipt(id: Sample.ratingID.uppercased())
        try await withBackend({ _ in json(receipt) }) { backend, server in
            let found = try await backend.receipt(for: Sample.record())
            #expect(found?.number == "BN-1")
            #expect(server.seen.first?.line == "GET /v1/ratings/\(Sample.ratingID) HTTP/1.1")
            #expect(server.seen.first?.body.isEmpty == true)
        }
    }

    static let falseReceipts: [(String, BackendError.Code, [Step])] = [
        ("empty object", .badAnswer, json("{}")),
        ("no id", .badAnswer, json(#"{"sha256":"\#(digest)","receiptNumber":"1"}"#)),
        ("null id", .badAnswer, json(#"{"id":null,"sha256":"\#(digest)","receiptNumber":"1"}"#)),
        ("another id", .badAnswer, json(receipt(id: "01935f3c-7b1a-7c3d-8e4f-1234567890ac"))),
        ("another digest", .badAnswer, json(receipt(digest: String(repeating: "0", count: 64)))),
        ("shortened digest", .badAnswer, json(receipt(digest: String(digest.prefix(63))))),
        ("no number", .badAnswer, json(#"{"id":"\#(Sample.ratingID)","sha256":"\#(digest)"}"#)),
        ("empty number", .badAnswer, json(receipt(number: ""))),
        (
            "number as a number", .badAnswer,
            json(
                #"{"id":"\#(Sample.ratingID)","sha256":"\#(digest)","receiptNumber":1}"#)
        ),
        ("list around it", .badAnswer, json("[\(receipt())]")),
        ("text around it", .badAnswer, json("\"ok\"")),
        ("our own payload", .badAnswer, json(#"{"answers":{"overall":"satisfied"},"day":"2026-11-23"}"#)),
        ("202 with a receipt", .badAnswer, http(202, asJSON, receipt())),
        ("203 with a receipt", .badAnswer, http(203, asJSON, receipt())),
        ("204", .badAnswer, [.send("HTTP/1.1 204 No Content\r\n\r\n")]),
        ("304", .badAnswer, http(304)),
        ("302 with a receipt", .captivePortal, http(302, asJSON + ["Location: /ok"], receipt())),
        ("HTML with a receipt in it", .captivePortal, http(200, asHTML, receipt())),
        ("receipt as text", .badAnswer, http(200, ["Content-Type: text/plain"], receipt())),
        ("receipt as a problem", .badAnswer, http(200, asProblem, receipt())),
        ("receipt without a type", .badAnswer, http(200, [], receipt())),
        (
            "receipt in a foreign charset", .badAnswer,
            http(
                200, ["Content-Type: application/json; charset=utf-16"], receipt())
        ),
        ("cut receipt", .badAnswer, json(String(receipt().dropLast(3)))),
        (
            "receipt cut by the network", .badAnswer,
            [
                head(200, asJSON + ["Content-Length: 900"]), .send(receipt()), .close,
            ]
        ),
        ("two receipts", .badAnswer, json(receipt() + receipt())),
        ("404 in the contract's words", .rejected, problem(404, "not-found")),
        ("404 of somebody else", .badAnswer, http(404)),
        ("409 with a receipt", .conflict, http(409, asJSON, receipt())),
        ("422 with a receipt", .rejected, http(422, asJSON, receipt())),
        ("403 with a receipt", .refused, http(403, asJSON, receipt())),
        ("413", .rejected, problem(413, "too-large")),
        ("500 with a receipt", .serverFailed, http(500, asJSON, receipt())),
        ("id as a number", .badAnswer, json(#"{"id":1,"sha256":"\#(digest)","receiptNumber":"1"}"#)),
        ("id cut", .badAnswer, json(receipt(id: String(Sample.ratingID.dropLast())))),
        ("id with a blank", .badAnswer, json(receipt(id: Sample.ratingID + " "))),
        ("null digest", .badAnswer, json(#"{"id":"\#(Sample.ratingID)","sha256":null,"receiptNumber":"1"}"#)),
        (
            "digest in a list", .badAnswer,
            json(#"{"id":"\#(Sample.ratingID)","sha256":["\#(digest)"],"receiptNumber":"1"}"#)
        ),
        ("digest of no bytes", .badAnswer, json(receipt(digest: Sample.digest([])))),
        ("digest with a sign too many", .badAnswer, json(receipt(digest: digest + "0"))),
        ("receipt one level down", .badAnswer, json(#"{"data":\#(receipt())}"#)),
        ("null", .badAnswer, json("null")),
        ("true", .badAnswer, json("true")),
        ("nothing", .badAnswer, json("")),
        ("206 with a receipt", .badAnswer, http(206, asJSON, receipt())),
        ("207 with a receipt", .badAnswer, http(207, asJSON, receipt())),
        ("receipt behind a prefix", .badAnswer, json(")]}',\n" + receipt())),
        ("receipt in a script", .badAnswer, http(200, ["Content-Type: text/javascript"], "f(\(receipt()))")),
        ("receipt said to be gzip", .badAnswer, http(200, asJSON + ["Content-Encoding: gzip"], receipt())),
        ("reset after reading", .cannotConnect, [.reset]),
        ("closed after reading", .cannotConnect, [.close]),
    ]

    @Test(arguments: falseReceipts.indices)
    func `a false receipt is never counted`(_ index: Int) async throws {
        let (name, code, steps) = Self.falseReceipts[index]
        try await withBackend({ _ in steps }) { backend, server in
            let error = await #expect(throws: BackendError.self, "\(name)") {
                try await backend.submit(Sample.record())
            }
            #expect(error?.code == code, "\(name)")
            #expect(server.seen.count == 1, "\(name): sent once")
        }
    }

    /// All there is: false receipts, and everything a network or a broken server can say in their place.
    static let malformed: [Fault] =
        falseReceipts.map { Fault($0.0, $0.1, $0.2) } + Fault.connection + Fault.framing + Fault.content
        + Fault.status

    @Test func `there are more than sixty malformed answers`() { #expect(Self.malformed.count >= 60) }

    @Test(.timeLimit(.minutes(10)), arguments: malformed)
    func `no malformed answer counts as sent, and each ends by its deadline`(_ fault: Fault) async throws {
        try await withBackend(
            { _ in fault.steps },
            change: { if fault.isEndless { $0.deadlines.answer = .milliseconds(300) } },
            { backend, server in
                await #expect(throws: BackendError.self, "\(fault.name)") {
                    try await backend.submit(Sample.record())
                }
                // On a loaded machine a short deadline may pass before the request is read.
                #expect((fault.isEndless ? 0...1 : 1...1).contains(server.seen.count), "\(fault.name): sent once")
            }
        )
    }

    @Test func `a record damaged on the disk is not sent`() async throws {
        try await withBackend({ _ in [.close] }) { backend, server in
            var record = try Sample.record()
            record.payload[3] ^= 1
            let damaged = record
            let error = await #expect(throws: BackendError.self) { try await backend.submit(damaged) }
            #expect(error?.code == .rejected)
            #expect(server.seen.isEmpty)
        }
    }

    private static let digest = (try? Sample.record().digest) ?? ""

    private static func receipt(
        id: String = Sample.ratingID,
        digest: String? = nil,
        number: String = "BN-1"
    ) -> String {
        (try? Sample.receipt(id: id, digest: digest, number: number)) ?? ""
    }
}
