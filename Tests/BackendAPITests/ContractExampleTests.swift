import BackendAPI
import Foundation
import PublicServices
import Testing
import Yams

/// `kiosk-config/backend-api.yaml` is the truth: what it shows must be what the decoders read.
@Suite struct ContractExampleTests {
    private let contract: [String: Any]

    init() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = root.appending(path: "kiosk-config/backend-api.yaml")
        contract = try #require(try Yams.load(yaml: String(contentsOf: file, encoding: .utf8)) as? [String: Any])
    }

    @Test func `every example decodes with the decoder of its kind`() throws {
        let examples = try #require(section("components", "examples"))
        #expect(examples.count >= 40)
        for (name, example) in examples.sorted(by: { $0.key < $1.key }) {
            let value = try #require((example as? [String: Any])?["value"], "\(name) has no value")
            if let text = value as? String {
                try read(lines: text, name: name)
            } else {
                let bytes = try JSONSerialization.data(withJSONObject: value)
                #expect(throws: Never.self, "\(name)") { try read(bytes, name: name) }
            }
        }
    }

    @Test func `the contract has exactly the paths of the code`() throws {
        let paths = try #require(section("paths"))
        let records = RecordKind.allCases.map { "/v1/\($0.rawValue)/{id}" }
        let others = [
            BackendPath.health, BackendPath.catalogue, "\(BackendPath.procedures)/{code}", BackendPath.dossierLookups,
            BackendPath.paymentLookups, BackendPath.survey, BackendPath.notices,
            BackendPath.heartbeats,
        ]
        #expect(Set(paths.keys) == Set(records + others))
    }

    @Test func `the contract shows every problem with its status`() throws {
        let examples = try #require(section("components", "examples"))
        let shown = examples.filter { $0.key.hasPrefix("Problem") }.compactMap { _, example in
            (example as? [String: Any])?["value"] as? [String: Any]
        }
        for type in ProblemType.allCases {
            let problem = shown.first { $0["type"] as? String == type.uri }
            #expect(problem?["status"] as? Int == type.status, "\(type)")
            #expect(problem?["title"] as? String == type.title, "\(type)")
        }
    }

    private func section(_ names: String...) -> [String: Any]? {
        names.reduce(contract as [String: Any]?) { $0?[$1] as? [String: Any] }
    }

    private func read(lines text: String, name: String) throws {
        #expect(name == "Catalogue")
        var splitter = LineSplitter()
        let lines = try splitter.lines(adding: Array(text.utf8))
        let header = try WireJSON.body(CatalogueHeaderLine.self, from: try #require(lines.first))
        let procedures = try lines.dropFirst().map { try WireJSON.body(Procedure.self, from: $0) }
        #expect(procedures.count == header.catalogue.count)
    }

    private func read(_ bytes: Data, name: String) throws {
        switch name {
        case _ where name.hasPrefix("Problem"): try readProblem(bytes)
        case _ where name.hasPrefix("DossierLookup"): _ = try WireJSON.body(DossierLookup.self, from: bytes)
        case _ where name.hasPrefix("Dossier"): try readDossier(bytes)
        case "PaymentLookup": _ = try WireJSON.body(PaymentLookup.self, from: bytes)
        case _ where name.hasPrefix("Payment"): try readPayment(bytes)
        case _ where name.hasPrefix("Procedure"): _ = try WireJSON.body(Procedure.self, from: bytes)
        case _ where name.hasPrefix("Health"): _ = try WireJSON.body(HealthBody.self, from: bytes)
        case "CatalogueChanges": _ = try WireJSON.body(CatalogueChangesBody.self, from: bytes)
        case "HeartbeatReceipt": _ = try WireJSON.body(HeartbeatReceiptBody.self, from: bytes)
        case _ where name.hasPrefix("Heartbeat"): #expect(try WireJSON.body(HeartbeatBody.self, from: bytes).isSound)
        case "Survey": #expect(try WireJSON.body(SurveyBody.self, from: bytes).survey.faults(languages: ["vi"]) == [])
        case "Notices": #expect(try WireJSON.body(NoticesBody.self, from: bytes).all.allSatisfy { $0.from != nil })
        case "Rating": _ = try WireJSON.body(SatisfactionRating.self, from: bytes)
        case "Reminder": _ = try WireJSON.body(ReminderPayload.self, from: bytes)
        case "PageReport": _ = try WireJSON.body(PageReportPayload.self, from: bytes)
        case "DifficultyReport": _ = try WireJSON.body(DifficultyReportPayload.self, from: bytes)
        case "Receipt":
            let receipt = try WireJSON.body(ReceiptBody.self, from: bytes)
            #expect(receipt.confirms(id: receipt.id, digest: receipt.sha256))
        default: Issue.record("no decoder for the example \(name)")
        }
    }

    private func readProblem(_ bytes: Data) throws {
        let problem = try WireJSON.body(ProblemDetails.self, from: bytes)
        #expect(problem.known?.status == problem.status)
    }

    private func readDossier(_ bytes: Data) throws {
        let body = try WireJSON.body(DossierBody.self, from: bytes)
        let status = try body.status(for: try #require(DossierCode(stored: body.code)))
        #expect((status.detail == nil) == (body.detail == nil))
        if let state = status.detail?.state { #expect(state.degree == status.degree) }
    }

    private func readPayment(_ bytes: Data) throws {
        let body = try WireJSON.body(PaymentBody.self, from: bytes)
        let payment = try body.payment(for: try #require(PaymentReference(typed: body.reference)))
        #expect((payment.dossierCode == nil) == (body.dossierCode == nil))
    }
}
