import BackendFaults
import Foundation
import ServiceDesk
import Testing

@testable import BackendClient

@Suite struct SecureTests {
    @Test func `the province's own authority is trusted`() async throws {
        try await withSecure(TestCertificates.good, authority: TestCertificates.authority) { backend in
            let notices = try await backend.notices()
            #expect(notices.isEmpty)
        }
    }

    @Test(arguments: [
        ("unknown authority", TestCertificates.good, nil),
        ("wrong name", TestCertificates.otherName, TestCertificates.authority),
        ("expired", TestCertificates.expired, TestCertificates.authority),
    ])
    func `a certificate that cannot be trusted is insecure`(
        _ name: String,
        _ certificate: String,
        _ authority: String?
    ) async throws {
        try await withSecure(certificate, authority: authority) { backend in
            let error = await #expect(throws: BackendError.self, "\(name)") { try await backend.notices() }
            #expect(error?.code == .insecure, "\(name)")
        }
    }

    @Test func `a client certificate is shown when demanded`() async throws {
        let demanding = TestCertificates.authority
        try await withSecure(TestCertificates.good, authority: demanding, demanding: demanding) { backend in
            let notices = try await backend.notices()
            #expect(notices.isEmpty)
        }
    }

    @Test func `without the client certificate demanded the connection is insecure`() async throws {
        let demanding = TestCertificates.authority
        try await withSecure(
            TestCertificates.good, authority: demanding, demanding: demanding, shows: false
        ) { backend in
            let error = await #expect(throws: BackendError.self) { try await backend.notices() }
            #expect(error?.code == .insecure)
        }
    }

    @Test func `a plain backend on the address of a secure one ends in an error`() async throws {
        let server = try RawServer(steps: [.silence])
        defer { server.stop() }
        var settings = try settings(port: server.port)
        settings.address = try BackendAddress("https://127.0.0.1:\(server.port)")
        settings.deadlines.answer = .milliseconds(300)
        let backend = try KioskAPIBackend(settings, logger: silent)
        let error = await #expect(throws: BackendError.self) { try await backend.notices() }
        #expect(error?.code == .timedOut)
        await backend.shutdown()
    }

    private func withSecure(
        _ certificate: String,
        authority: String?,
        demanding: String? = nil,
        shows: Bool = true,
        _ body: (KioskAPIBackend) async throws -> Void
    ) async throws {
        let server = try await SecureServer(certificate: certificate, authority: demanding)
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func file(_ name: String, _ text: String) throws -> String {
            let url = folder.appending(path: name)
            try text.write(to: url, atomically: true, encoding: .utf8)
            return url.path
        }
        var settings = try settings(port: server.port)
        settings.address = try BackendAddress("https://127.0.0.1:\(server.port)")
        settings.authoritiesPath = try authority.map { try file("ca.pem", $0) }
        if demanding != nil, shows {
            settings.clientCertificate = BackendSettings.ClientCertificate(
                chainPath: try file("own.pem", TestCertificates.good),
                keyPath: try file("own.key", TestCertificates.key)
            )
        }
        let backend = try KioskAPIBackend(settings, logger: silent)
        do { try await body(backend) } catch { Issue.record(error) }
        await backend.shutdown()
        await server.stop()
    }
}
