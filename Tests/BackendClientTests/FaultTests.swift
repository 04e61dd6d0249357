package import BackendFaults
import ServiceDesk
import Testing

@testable import BackendClient

@Suite struct FaultTests {
    @Test(arguments: Fault.all)
    func `a fault ends within its deadline with its code`(_ fault: Fault) async throws {
        try await withBackend(
            { _ in fault.steps },
            change: {
                $0.bearerToken = "secret-1"
                if fault.isEndless { $0.deadlines.answer = .milliseconds(300) }
            },
            { backend, server in
                var error: BackendError?
                do throws(BackendError) { _ = try await backend.notices() } catch let caught { error = caught }
                #expect(error?.code == fault.code)
                #expect(error?.retryAfter == fault.wait)
                // On a loaded machine a short deadline may pass before the request is read.
                let least = fault.isEndless ? 0 : fault.times
                #expect((least...fault.times).contains(server.seen.count))
            }
        )
    }

    @Test func `a refused port cannot be connected to`() async throws {
        let backend = try KioskAPIBackend(try settings(port: 1), logger: silent)
        let error = await #expect(throws: BackendError.self) { try await backend.notices() }
        #expect(error?.code == .cannotConnect)
        await backend.shutdown()
    }

    @Test func `a backend is reached over IPv6, and the diagnosis too`() async throws {
        // A machine without IPv6 cannot say anything here.
        guard let server = try? RawServer(isIPv6: true, { _ in json(#"{"notices":[]}"#) }) else { return }
        defer { server.stop() }
        var settings = try settings(port: server.port)
        settings.address = try BackendAddress("http://[::1]:\(server.port)")
        let backend = try KioskAPIBackend(settings, logger: silent)
        let notices = try await backend.notices()
        await backend.shutdown()
        #expect(notices.isEmpty)
        let diagnosis = BackendDiagnosis(settings, livenessPath: "/", logger: silent)
        let open = try await diagnosis.connections()
        #expect(open == ["::1"])
    }

    @Test func `a name that does not exist cannot be connected to`() async throws {
        let address = try BackendAddress("http://kiosk.invalid:80")
        let backend = try KioskAPIBackend(BackendSettings(address: address, kioskID: "k"), logger: silent)
        let error = await #expect(throws: BackendError.self) { try await backend.notices() }
        #expect(error?.code == .cannotConnect || error?.code == .timedOut)
        await backend.shutdown()
    }

    @Test func `plain HTTP on the secure port is insecure`() async throws {
        let server = try RawServer(greeting: Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8), steps: [])
        defer { server.stop() }
        var settings = try settings(port: server.port)
        settings.address = try BackendAddress("https://127.0.0.1:\(server.port)")
        let backend = try KioskAPIBackend(settings, logger: silent)
        let error = await #expect(throws: BackendError.self) { try await backend.notices() }
        #expect(error?.code == .insecure)
        await backend.shutdown()
    }

    @Test func `after shutdown nothing is asked and shutting down again is fine`() async throws {
        try await withBackend({ _ in json(#"{"notices":[]}"#) }) { backend, server in
            await backend.shutdown()
            let error = await #expect(throws: BackendError.self) { try await backend.notices() }
            #expect(error?.code == .cannotConnect)
            #expect(server.seen.isEmpty)
        }
    }

    @Test func `a cancelled question ends without an answer`() async throws {
        try await withBackend({ _ in [.silence] }) { backend, _ in
            let question = Task { try await backend.notices() }
            question.cancel()
            let error = await #expect(throws: BackendError.self) { try await question.value }
            #expect(error?.code == .cancelled)
        }
    }
}

extension Fault: CustomTestStringConvertible {
    /// The row's name.
    package var testDescription: String { name }
}
