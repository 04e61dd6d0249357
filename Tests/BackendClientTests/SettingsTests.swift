import BackendFaults
import Logging
import PublicServices
import ServiceDesk
import Synchronization
import Testing

@testable import BackendClient

@Suite struct SettingsTests {
    @Test(arguments: [
        ("https://a.example/api/", "https://a.example/api"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("HTTPS://[::1]:8443/x/y//", "HTTPS://[::1]:8443/x/y"),
    ])
    func `an address is kept without slashes at its end`(_ typed: String, _ text: String) throws {
        #expect(try BackendAddress(typed).text == text)
    }

    @Test(arguments: [
        ("", BackendSettingsFault.addressScheme), ("backend.example", .addressScheme), ("/v1", .addressScheme),
        ("ftp://a.example", .addressScheme), ("file:///etc/passwd", .addressScheme),
        ("http+unix://%2Ftmp%2Fx", .addressScheme), ("unix:///tmp/x", .addressScheme),
        ("https://", .addressUnreadable), ("https:///v1", .addressUnreadable),
        ("https://a b.example", .addressUnreadable), ("https://a.example\r\nX: y", .addressUnreadable),
        ("https://a.example:99999", .addressUnreadable), ("https://ví.example", .addressUnreadable),
        ("https://me:secret@a.example", .addressWithCredentials), ("https://me@a.example", .addressWithCredentials),
        ("https://a.example?x=1", .addressWithQuery), ("https://a.example/#x", .addressWithQuery),
    ])
    func `an address that cannot be used is refused`(_ typed: String, _ fault: BackendSettingsFault) {
        #expect(throws: fault) { _ = try BackendAddress(typed) }
    }

    @Test(arguments: ["", "a b", "máy-1", "a\r\nx", String(repeating: "a", count: 65)])
    func `a kiosk id that cannot be a header is refused`(_ id: String) throws {
        let settings = BackendSettings(address: try BackendAddress("http://127.0.0.1"), kioskID: id)
        #expect(throws: BackendSettingsFault.kioskID) { try KioskAPIBackend(settings, logger: silent) }
    }

    @Test func `a token, proxy, deadline or file that cannot be used is refused`() throws {
        let good = BackendSettings(address: try BackendAddress("https://127.0.0.1"), kioskID: "k")
        let faults: [(BackendSettingsFault, (inout BackendSettings) -> Void)] = [
            (.bearerToken, { $0.bearerToken = "a\r\nX: y" }), (.bearerToken, { $0.bearerToken = "" }),
            (.proxy, { $0.proxy = .init(host: "", port: 1) }), (.proxy, { $0.proxy = .init(host: "a", port: 0) }),
            (.deadline, { $0.deadlines.answer = .zero }), (.deadline, { $0.deadlines.connect = .seconds(9999) }),
            (.authorities(path: "/none.pem"), { $0.authoritiesPath = "/none.pem" }),
            (
                .clientCertificate(path: "/none.pem"),
                { $0.clientCertificate = .init(chainPath: "/none.pem", keyPath: "/none.key") }
            ),
        ]
        for (fault, change) in faults {
            var settings = good
            change(&settings)
            let changed = settings
            #expect(throws: fault) { try KioskAPIBackend(changed, logger: silent) }
        }
    }

    @Test func `the log holds template, status and duration and nothing of the citizen`() async throws {
        let lines = LogLines()
        let logger = Logger(label: "test") { _ in RecordingHandler(lines: lines) }
        try await withBackend({ _ in problem(404, "not-found") }, logger: logger) { backend, _ in
            _ = try await backend.dossier(Sample.dossier(), secondFactor: .lastFour("9876"))
            _ = try await backend.payment(Sample.reference())
            _ = try await backend.receipt(for: Sample.record())
        }
        let all = lines.all
        #expect(all.count == 3)
        #expect(
            all.map { $0["path"] } == [
                "POST /v1/dossiers/lookups", "POST /v1/payments/lookups", "GET /v1/ratings/{id}",
            ])
        #expect(all.allSatisfy { Set($0.keys) == ["path", "status", "milliseconds"] && $0["status"] == "404" })
        let text = "\(all)"
        for secret in [Sample.dossierText, "9876", Sample.referenceText, Sample.ratingID] {
            #expect(!text.contains(secret))
        }
    }
}

/// Log lines as their metadata.
private final class LogLines: Sendable {
    private let lines = Mutex<[[String: String]]>([])
    var all: [[String: String]] { lines.withLock { $0 } }
    func add(_ metadata: Logger.Metadata) {
        let line = metadata.mapValues { "\($0)" }
        lines.withLock { $0.append(line) }
    }
}

private struct RecordingHandler: LogHandler {
    let lines: LogLines
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        lines.add(event.metadata ?? [:])
    }
}
