import FoundationEssentials
import Logging
import PublicServices
import ServiceDesk
import Testing

@testable import OfflineStore

@Suite struct AnswersTests {
    let fixture = StoreFixture()

    private func dossier(_ text: String = "H43.12-240823-0001") throws -> DossierCode {
        try #require(DossierCode(stored: text))
    }

    private func payment(_ text: String = "KB-2026.000123") throws -> PaymentReference {
        try #require(PaymentReference(typed: text))
    }

    @Test func `the last degree and outcome come back with their time after a restart`() async throws {
        let store = fixture.open()
        let seen = SeenPayment(outcome: .notArrived, asOf: Samples.noon)
        try await store.answers.save(.received, of: dossier(), asOf: Samples.noon.addingTimeInterval(-60))
        try await store.answers.save(.waitingForYou, of: dossier(), asOf: Samples.noon)
        try await store.answers.save(seen, of: payment())
        store.close()
        let answers = fixture.open().answers
        let degree = try await answers.degree(of: dossier())
        #expect(degree?.degree == .waitingForYou && degree?.asOf == Samples.noon)
        #expect(try await answers.outcome(of: payment()) == seen)
        #expect(try await answers.degree(of: dossier("H43.12-240823-0002")) == nil)
    }

    @Test func `what is old is forgotten`() async throws {
        let answers = fixture.open().answers
        try await answers.save(.received, of: dossier(), asOf: Samples.noon)
        try await answers.forget(before: Samples.noon)
        #expect(try await answers.degree(of: dossier()) != nil)
        try await answers.forget(before: Samples.noon.addingTimeInterval(1))
        #expect(try await answers.degree(of: dossier()) == nil)
    }

    @Test func `neither code nor reference nor word stands in any file`() async throws {
        let store = fixture.open()
        for degree in DegreeOfCompletion.allCases {
            try await store.answers.save(degree, of: dossier(), asOf: Samples.noon)
        }
        for outcome in PaymentOutcome.allCases {
            try await store.answers.save(SeenPayment(outcome: outcome, asOf: Samples.noon), of: payment())
        }
        try await store.ledger.recordFailure(.dossier(dossier()), at: Samples.noon)
        let secrets =
            [try dossier().text, try payment().text, "240823", "000123"]
            + DegreeOfCompletion.allCases.map(\.rawValue) + PaymentOutcome.allCases.map(\.rawValue)
        for round in 0..<2 {
            for name in fixture.names {
                let text = String(decoding: fixture.bytes(name), as: UTF8.self)
                for secret in secrets { #expect(!text.contains(secret), "\(secret) in \(name), round \(round)") }
            }
            store.close()
        }
        #expect(fixture.names.contains("cache.sqlite"))
    }

    @Test func `all sealed values have one length`() async throws {
        let key = StoreKey(
            given: nil, directory: StateDirectory(path: fixture.path), report: StoreReport(logger: .init(label: "t"))
        )
        let seal = Seal(table: "t", key: key)
        let hash = seal.hash("x")
        #expect(try seal.seal("a", of: hash).count == seal.seal("waitingForYou", of: hash).count)
        #expect(throws: (any Error).self) { try seal.seal(String(repeating: "a", count: 64), of: hash) }
    }

    @Test func `with another key nothing is found and nothing fails`() async throws {
        let store = fixture.open { $0.key = [UInt8](repeating: 1, count: 32) }
        try await store.answers.save(.received, of: dossier(), asOf: Samples.noon)
        let other = fixture.open { $0.key = [UInt8](repeating: 2, count: 32) }
        #expect(try await other.answers.degree(of: dossier()) == nil)
        #expect(try await store.answers.degree(of: dossier()) != nil)
        #expect(!fixture.names.contains(StoreKey.name))
    }

    @Test func `a value moved to another subject does not open`() async throws {
        let store = fixture.open()
        try await store.answers.save(.finished, of: dossier(), asOf: Samples.noon)
        try await store.answers.save(.received, of: dossier("H43.12-240823-0002"), asOf: Samples.noon)
        try RawFiles.execute(
            "UPDATE answer SET sealed = (SELECT sealed FROM answer ORDER BY subject LIMIT 1)",
            in: fixture.path + "/cache.sqlite"
        )
        let found = [
            try await store.answers.degree(of: dossier()),
            try await store.answers.degree(of: dossier("H43.12-240823-0002")),
        ]
        #expect(found.compactMap { $0 }.count == 1)
    }

    @Test func `the key file is made once, for the owner only, and a broken one is replaced with a word`() async throws
    {
        let store = fixture.open()
        try await store.answers.save(.received, of: dossier(), asOf: Samples.noon)
        let key = fixture.bytes(StoreKey.name)
        let attributes = try FileManager.default.attributesOfItem(atPath: fixture.path + "/" + StoreKey.name)
        #expect(key.count == 32)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        try fixture.put(Array(key.prefix(7)), StoreKey.name)
        let again = fixture.open()
        #expect(try await again.answers.degree(of: dossier()) == nil)
        #expect(again.takeNotices().map(\.kind) == [.keyReplaced])
        #expect(fixture.bytes(StoreKey.name).count == 32)
    }

    @Test func `failures are counted for the kiosk and for one code, across restarts`() async throws {
        let store = fixture.open()
        for second in 0..<5 {
            let subject = second < 3 ? LookupSubject.dossier(try dossier()) : .payment(try payment())
            try await store.ledger.recordFailure(subject, at: Samples.noon.addingTimeInterval(Double(second)))
        }
        store.close()
        let ledger = fixture.open().ledger
        #expect(try await ledger.failures(since: Samples.noon) == 5)
        #expect(try await ledger.failures(since: Samples.noon.addingTimeInterval(2)) == 3)
        #expect(try await ledger.failures(of: .dossier(dossier()), since: Samples.noon.addingTimeInterval(1)) == 2)
        #expect(try await ledger.failures(of: .payment(payment()), since: Samples.noon) == 2)
        try await ledger.forgetFailures(before: Samples.noon.addingTimeInterval(4))
        #expect(try await ledger.failures(since: .distantPast) == 1)
    }
}
