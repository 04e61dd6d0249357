import BackendAPI
import FoundationEssentials
import NIOHTTP1
import PracticeBackend
import PublicServices
import Testing

@Suite struct RecordTests {
    static let id = "019ac000-0000-7000-8000-000000000001"
    static let rating = #"{"survey":"s","surveyVersion":1,"answers":{"overall":"very"},"day":"2026-11-23","kiosk":"k"}"#

    @Test func `a new record gets 201 and a receipt of its bytes`() async throws {
        try await PracticeWorld.with { world async throws in
            let path = BackendPath.record(.rating, id: Self.id)
            let answer = try await world.put(path, Self.rating)
            let receipt = try answer.body(ReceiptBody.self)
            let kept = try #require(try await world.backend.records().first)
            #expect(answer.status == 201)
            #expect(answer.headers.first(name: "location") == path)
            #expect(receipt.confirms(id: Self.id, digest: kept.digest))
            #expect(receipt.receiptNumber == "PH-261123-000001")
            #expect(kept.payload == Array(Self.rating.utf8))
            #expect(kept.receivedAt == PracticeWorld.start)
            #expect(try await world.get(path).body(ReceiptBody.self) == receipt)
        }
    }

    @Test func `the digest is SHA-256 of the bytes as sent`() async throws {
        try await PracticeWorld.with { world async throws in
            let json = #"{"day":"2026-11-23","kiosk":"k"}"#
            let answer = try await world.put(BackendPath.record(.difficultyReport, id: Self.id), json)
            // printf '%s' '{"day":"2026-11-23","kiosk":"k"}' | sha256sum
            #expect(
                try answer.body(ReceiptBody.self).sha256
                    == "930b501701ee4c65fab4f5ebf1e79065cec7ccb4db9335cba72dc4dad5243738"
            )
        }
    }

    @Test func `the same bytes again give the same receipt and one row`() async throws {
        try await PracticeWorld.with { world async throws in
            let path = BackendPath.record(.rating, id: Self.id)
            let first = try await world.put(path, Self.rating)
            let again = try await world.put(BackendPath.record(.rating, id: Self.id.uppercased()), Self.rating)
            #expect(again.status == 200)
            #expect(again.text == first.text)
            #expect(try await world.backend.records().count == 1)
        }
    }

    @Test func `other bytes or another kind under the id are refused`() async throws {
        try await PracticeWorld.with { world async throws in
            let path = BackendPath.record(.rating, id: Self.id)
            _ = try await world.put(path, Self.rating)
            let other = try await world.put(path, Self.rating + " ")
            #expect(other.status == 422)
            #expect(other.problem == .recordDiffers)
            let report = try await world.put(
                BackendPath.record(.difficultyReport, id: Self.id), #"{"day":"2026-11-23","kiosk":"k"}"#
            )
            #expect(report.problem == .recordDiffers)
            #expect(try await world.get(BackendPath.record(.reminder, id: Self.id)).problem == .notFound)
            #expect(try await world.backend.records().count == 1)
        }
    }

    @Test func `fifty at once under one id are one row`() async throws {
        try await PracticeWorld.with { world async throws in
            let receipts = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<50 {
                    group.addTask { try await world.put(BackendPath.record(.rating, id: Self.id), Self.rating).text }
                }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(receipts.count == 1)
            #expect(try await world.backend.records().count == 1)
        }
    }

    @Test(arguments: [
        (RecordKind.rating, "{}"),
        (.rating, #"{"survey":"s","surveyVersion":1,"answers":{},"day":"2026-11-23","kiosk":"k"}"#),
        (.reminder, #"{"day":"2026-11-23","kiosk":"k"}"#), (.pageReport, #"{"day":"2026-11-23","kiosk":"k"}"#),
        (.difficultyReport, #"{"day":"31/31/2026","kiosk":"k"}"#),
    ])
    func `an incomplete record is refused`(kind: RecordKind, json: String) async throws {
        try await PracticeWorld.with { world async throws in
            let answer = try await world.put(BackendPath.record(kind, id: Self.id), json)
            #expect(answer.problem == .invalidRecord)
            #expect(try await world.backend.records().isEmpty)
        }
    }

    @Test(arguments: ["", "[]", "null", "{", "<html>"])
    func `what is no JSON object is refused`(body: String) async throws {
        try await PracticeWorld.with { world async throws in
            let answer = try await world.put(BackendPath.record(.rating, id: Self.id), body)
            #expect(answer.problem == .invalidRequest)
        }
    }

    @Test func `an id that is no UUID is refused`() async throws {
        try await PracticeWorld.with { world async throws in
            #expect(try await world.put("/v1/ratings/17", Self.rating).problem == .invalidRequest)
            #expect(try await world.get("/v1/ratings/17").problem == .invalidRequest)
        }
    }

    @Test func `records outlive a restart over the same file, samples are made anew`() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).sqlite").path
        defer { for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: file + end) } }
        let path = BackendPath.record(.rating, id: Self.id)
        var receipt: ReceiptBody?
        try await PracticeWorld.with({ $0.databasePath = file }) { world async throws in
            receipt = try await world.put(path, Self.rating).body(ReceiptBody.self)
        }
        let nextDay = PracticeWorld.start + 86_400
        try await PracticeWorld.with({
            $0.databasePath = file
            $0.now = { nextDay }
        }) { world async throws in
            #expect(try await world.get(path).body(ReceiptBody.self) == receipt)
            #expect(try await world.put(path, Self.rating).status == 200)
            let sample = try #require(world.backend.samples.dossier(.registered))
            #expect(sample.code.text == "H43.12-261124-0001")
            #expect(try await world.lookUp(sample.code).status == 200)
        }
    }
}
