import BackendAPI
import BackendFaults
import FoundationEssentials
import Testing

@testable import KioskCommands

/// What a backend of the kiosk API says in `/v1/health` that it does not offer.
@Suite struct OffersTests {
    private let kiosk: KioskProgram

    init() throws { kiosk = try KioskProgram() }

    private func backend(offering offers: String) throws -> RawServer {
        try RawServer { seen in
            let path = seen.line.split(separator: " ").dropFirst().first ?? ""
            return switch path {
            case "/v1/health": json(#"{"status":"ok","version":"1","capabilities":\#(offers)}"#)
            case "/v1/notices": json(#"{"notices":[]}"#)
            default: problem(404, "not-found")
            }
        }
    }

    private func talk(_ keys: String, with server: RawServer) async throws -> String {
        let environment = ["KIOSK_BACKEND_URL=http://127.0.0.1:\(server.port)"]
        return try await kiosk.run(["visit"], input: keys, environment: environment).output
    }

    @Test func `no citizen is asked for what the province said that it cannot use`() async throws {
        let server = try backend(offering: #"{"paymentByReference":false,"secondFactor":false}"#)
        defer { server.stop() }
        let environment = ["KIOSK_BACKEND_URL=http://127.0.0.1:\(server.port)"]
        let before = try await talk("2\nH43.12-240823-0010\n1\n1\n", with: server)
        #expect(before.contains("4 số cuối"), "\(before)")
        _ = try await kiosk.run(["sync"], environment: environment)
        let payment = try await talk("3\n", with: server)
        #expect(payment.contains("Tỉnh chưa mở việc này"), "\(payment)")
        let dossier = try await talk("2\nH43.12-240823-0010\n1\n1\n", with: server)
        #expect(!dossier.contains("4 số cuối"), "\(dossier)")
        #expect(server.seen.contains { $0.line.contains("/v1/dossiers/lookups") })
        #expect(!server.seen.contains { $0.line.contains("/v1/payments/lookups") })
    }

    @Test func `another backend is another's word, and a file that cannot be read says nothing`() throws {
        let folder = try TemporaryDirectory()
        let kept = KeptOffers(directory: folder.path, address: "https://a.example")
        var offers = CapabilitiesBody()
        offers.reminders = false
        kept.keep(offers)
        #expect(kept.load() == offers)
        #expect(KeptOffers(directory: folder.path, address: "https://b.example").load() == CapabilitiesBody())
        try folder.write("{", to: "offers.json")
        #expect(kept.load() == CapabilitiesBody())
        kept.keep(offers)
        #expect(kept.load() == offers)
    }
}
