import BackendAPI
import Foundation
import PublicServices
import Testing
import Yams

/// The decoders against bodies drawn from the contract's own schemas.
@Suite struct GeneratedContractTests {
    private let schemas: [String: Any]

    init() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = root.appending(path: "kiosk-config/backend-api.yaml")
        let contract = try #require(try Yams.load(yaml: String(contentsOf: file, encoding: .utf8)) as? [String: Any])
        schemas = try #require((contract["components"] as? [String: Any])?["schemas"] as? [String: Any])
    }

    private static let decoders: [(name: String, read: @Sendable (Data) throws -> Void)] = [
        ("Health", { _ = try WireJSON.body(HealthBody.self, from: $0) }),
        ("CatalogueHeader", { _ = try WireJSON.body(CatalogueHeaderLine.self, from: $0) }),
        ("CatalogueChanges", { _ = try WireJSON.body(CatalogueChangesBody.self, from: $0) }),
        ("Procedure", { _ = try WireJSON.body(Procedure.self, from: $0) }),
        ("DossierLookup", { _ = try WireJSON.body(DossierLookup.self, from: $0) }),
        ("Dossier", { _ = try WireJSON.body(DossierBody.self, from: $0) }),
        ("PaymentLookup", { _ = try WireJSON.body(PaymentLookup.self, from: $0) }),
        ("Payment", { _ = try WireJSON.body(PaymentBody.self, from: $0) }),
        ("Heartbeat", { _ = try WireJSON.body(HeartbeatBody.self, from: $0) }),
        ("HeartbeatReceipt", { _ = try WireJSON.body(HeartbeatReceiptBody.self, from: $0) }),
        ("Survey", { _ = try WireJSON.body(SurveyBody.self, from: $0) }),
        ("Notices", { _ = try WireJSON.body(NoticesBody.self, from: $0) }),
        ("Rating", { _ = try WireJSON.body(SatisfactionRating.self, from: $0) }),
        ("Reminder", { _ = try WireJSON.body(ReminderPayload.self, from: $0) }),
        ("PageReport", { _ = try WireJSON.body(PageReportPayload.self, from: $0) }),
        ("DifficultyReport", { _ = try WireJSON.body(DifficultyReportPayload.self, from: $0) }),
        ("Receipt", { _ = try WireJSON.body(ReceiptBody.self, from: $0) }),
        ("Problem", { _ = try WireJSON.body(ProblemDetails.self, from: $0) }),
    ]

    @Test(arguments: decoders.map(\.name))
    func `whatever the schema allows is read, with unknown fields and missing optional ones`(_ name: String) throws {
        let decoder = try #require(Self.decoders.first { $0.name == name })
        var sampler = SchemaSampler(schemas: schemas, seed: name.utf8.reduce(7) { $0 &* 31 &+ UInt64($1) })
        for _ in 0..<300 {
            let body = try sampler.body(name)
            #expect(throws: Never.self, "\(String(decoding: body, as: UTF8.self))") { try decoder.read(body) }
        }
    }

    @Test func `a generated dossier keeps its degree and its days`() throws {
        var sampler = SchemaSampler(schemas: schemas, seed: 11)
        var days = 0
        for _ in 0..<300 {
            let bytes = try sampler.body("Dossier")
            let raw = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
            let body = try WireJSON.body(DossierBody.self, from: bytes)
            #expect(body.degree == raw["degree"] as? String)
            guard let text = (raw["detail"] as? [String: Any])?["dueOn"] as? String else { continue }
            days += 1
            #expect(body.detail?.dueOn != nil, "\(text)")
        }
        #expect(days > 50)
    }

    @Test func `every schema that a kiosk reads has a decoder here`() {
        let parts: Set<String> = [
            "Day", "Time", "DegreeOfCompletion", "DossierState", "ProcedureCode", "Texts", "DossierDetail",
        ]
        #expect(Set(schemas.keys) == parts.union(Self.decoders.map(\.name)))
    }
}
