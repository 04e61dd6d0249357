import BackendClient
import BackendFaults
import FoundationEssentials
import KioskTestSupport
import Logging
import ServiceDesk
import Testing

@testable import KioskCommands

/// The doctor's way to the province: it names the cause of a fault, and who can mend it.
@Suite struct BackendChecksTests {
    private func examine(
        _ address: String,
        clock: ManualClock = ManualClock(),
        change: (inout BackendSettings) -> Void = { _ in }
    ) async throws -> [Doctor.Entry] {
        var settings = BackendSettings(address: try BackendAddress(address), kioskID: "k-01")
        settings.deadlines.answer = .seconds(30)
        change(&settings)
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let backend = try KioskAPIBackend(settings, logger: logger)
        let checks = BackendChecks(
            diagnosis: BackendDiagnosis(settings, livenessPath: backend.livenessPath, logger: logger),
            backend: backend, address: settings.address, hasProxy: settings.proxy != nil, clock: clock
        ).list
        var entries: [Doctor.Entry] = []
        _ = await Doctor(checks: checks, clock: clock).examine { entries.append($0) }
        await backend.shutdown()
        return entries
    }

    private func examine(
        clock: ManualClock = ManualClock(),
        change: (inout BackendSettings) -> Void = { _ in },
        _ reply: @escaping @Sendable (RawServer.Seen) -> [Step]
    ) async throws -> [Doctor.Entry] {
        let server = try RawServer(reply)
        defer { server.stop() }
        return try await examine("http://127.0.0.1:\(server.port)", clock: clock, change: change)
    }

    private func named(_ name: String, _ entries: [Doctor.Entry]) throws -> Doctor.Entry {
        try #require(entries.first { $0.check == name })
    }

    @Test func `a good backend is ok in every line`() async throws {
        let entries = try await examine(Province.good)
        #expect(entries.count == 12)
        #expect(entries.allSatisfy { $0.state == .ok }, "\(entries.map(\.line))")
    }

    @Test func `a name that does not exist is the network's, and nothing behind it is looked at`() async throws {
        let entries = try await examine("http://kiosk.invalid")
        #expect(entries.first?.state == .broken)
        #expect(entries.first?.mender == .network)
        #expect(entries.dropFirst().allSatisfy { $0.state == .skipped })
    }

    @Test func `a port that refuses is named`() async throws {
        let entry = try named("connection", try await examine("http://127.0.0.1:1"))
        #expect(entry.state == .broken)
        #expect(entry.finding.contains("refuses"))
    }

    @Test(arguments: [http(200, asHTML, portalPage), http(302, ["Location: http://portal.test/"]), http(511)])
    func `a captive portal is said in plain words`(_ steps: [Step]) async throws {
        let entry = try named("portal", try await examine { _ in steps })
        #expect(entry.state == .broken)
        #expect(entry.line.contains("sign in to the network"))
        #expect(entry.mender == .network)
    }

    @Test func `silence is a broken line, not a wait without end`() async throws {
        let entry = try named(
            "portal", try await examine(change: { $0.deadlines.answer = .milliseconds(300) }) { _ in [.silence] })
        #expect(entry.state == .broken)
        #expect(entry.finding.contains("no answer in time"))
    }

    @Test(arguments: [(90.0, Finding.State.look), (7200, .broken), (-7200, .broken), (20, .ok)])
    func `a clock that is off is this kiosk's to mend`(_ seconds: Double, _ state: Finding.State) async throws {
        let clock = ManualClock()
        clock.jump(by: seconds)
        let entry = try named("clock", try await examine(clock: clock, Province.good))
        #expect(entry.state == state, "\(entry.line)")
        #expect(state == .ok || entry.finding.contains(seconds > 0 ? "ahead" : "behind"))
    }

    @Test func `a refused token is named`() async throws {
        let entries = try await examine { request in
            request.line.contains("health") ? Province.good(request) : problem(401, "unauthorised")
        }
        let entry = try named("token", entries)
        #expect(entry.state == .broken)
        #expect(entry.finding.contains("backend.token"))
    }

    @Test(arguments: [
        ("notices", json(#"{"error":"x"}"#), "cannot be read"), ("dossiers", http(500), "system fails"),
        ("payments", http(501), "does not offer"), ("catalogue", json("{}"), "cannot be read"),
        ("ratings", problem(429, "too-many-requests"), "asks to wait"),
    ])
    func `an endpoint of another shape is named alone`(
        _ name: String, _ steps: [Step], _ words: String
    ) async throws {
        let entries = try await examine { request in request.line.contains(name) ? steps : Province.good(request) }
        let entry = try named("endpoint \(name)", entries)
        #expect(entry.state != .ok && entry.finding.contains(words), "\(entry.line)")
        #expect(entries.count { $0.state != .ok } == 1, "\(entries.map(\.line))")
    }

    @Test(arguments: [
        (TestCertificates.good, true, "trusted until"), (TestCertificates.good, false, "nobody trusted signed"),
        (TestCertificates.otherName, true, "not for 127.0.0.1"), (TestCertificates.expired, true, "ran out on 2021"),
    ])
    func `a certificate is judged in words`(_ certificate: String, _ isKnown: Bool, _ words: String) async throws {
        let server = try await SecureServer(certificate: certificate)
        let directory = try TemporaryDirectory()
        try directory.write(TestCertificates.authority, to: "ca.pem")
        let entries = try await examine("https://127.0.0.1:\(server.port)") {
            if isKnown { $0.authoritiesPath = directory.path + "/ca.pem" }
        }
        await server.stop()
        let entry = try named("certificate", entries)
        #expect(entry.finding.contains(words), "\(entry.line)")
    }

    @Test func `a kiosk whose clock is years behind hears that it is its own clock`() async throws {
        let server = try await SecureServer(certificate: TestCertificates.good)
        let clock = ManualClock(Date(timeIntervalSince1970: 946_684_800))
        let entries = try await examine("https://127.0.0.1:\(server.port)", clock: clock)
        await server.stop()
        let entry = try named("certificate", entries)
        #expect(entry.finding.contains("clock is behind"), "\(entry.line)")
        #expect(entry.mender == .kiosk)
    }
}
