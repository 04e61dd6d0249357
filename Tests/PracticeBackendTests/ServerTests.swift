import BackendAPI
import FoundationEssentials
import Logging
import NIOHTTP1
import PracticeBackend
import PublicServices
import ServiceLifecycle
import Testing

@Suite struct ServerTests {
    @Test func `health tells version and clock`() async throws {
        try await PracticeWorld.with { world async throws in
            let health = try await world.get(BackendPath.health).body(HealthBody.self)
            #expect(health == HealthBody(now: PracticeWorld.start))
        }
    }

    @Test(arguments: [
        "/", "/v1", "/v2/health", "/v1/ratings", "/v1/ratings/", "/v1/people/1", "/v1/procedures/%zz", "//",
    ])
    func `an unknown path is a problem`(path: String) async throws {
        try await PracticeWorld.with { world async throws in
            let answer = try await world.get(path)
            #expect(answer.status == 404)
            #expect(answer.problem == .notFound)
            #expect(answer.headers.first(name: HeaderName.contentType) == MediaType.problem)
        }
    }

    @Test(arguments: [
        ("DELETE", BackendPath.catalogue, "GET, HEAD"), ("GET", BackendPath.dossierLookups, "POST"),
        ("POST", BackendPath.record(.rating, id: RecordTests.id), "GET, HEAD, PUT"),
    ])
    func `an unknown method is a problem that names the known ones`(
        method: String, path: String, allowed: String
    ) async throws {
        try await PracticeWorld.with { world async throws in
            let answer = try await world.send(method, path)
            #expect(answer.problem == .methodNotAllowed)
            #expect(answer.headers.first(name: "allow") == allowed)
        }
    }

    @Test func `HEAD gives the head of GET`() async throws {
        try await PracticeWorld.with { world async throws in
            let head = try await world.send("HEAD", BackendPath.catalogue)
            let whole = try await world.get(BackendPath.catalogue)
            #expect(head.bytes.isEmpty)
            #expect(head.headers.first(name: "content-length") == "\(whole.bytes.count)")
            #expect(head.headers.first(name: HeaderName.etag) == whole.headers.first(name: HeaderName.etag))
        }
    }

    @Test func `a body too large or of another type is refused`() async throws {
        try await PracticeWorld.with { world async throws in
            let large = [UInt8](repeating: 32, count: BodyLimit.request + 1)
            #expect(try await world.send("POST", BackendPath.dossierLookups, body: large).problem == .tooLarge)
            let form = try await world.send(
                "POST", BackendPath.dossierLookups, type: "text/plain", body: Array("{}".utf8)
            )
            #expect(form.problem == .unsupportedMediaType)
            let charset = try await world.send(
                "POST", BackendPath.paymentLookups, type: "application/json; charset=utf-8",
                body: Array(#"{"reference":"MAU0001"}"#.utf8)
            )
            #expect(charset.status == 200)
        }
    }

    @Test(arguments: ["", "{", "[]", "null", #"{"lastFour":"1001"}"#, #"{"code":7}"#])
    func `a question that cannot be read is refused`(json: String) async throws {
        try await PracticeWorld.with { world async throws in
            #expect(try await world.post(BackendPath.dossierLookups, json).problem == .invalidRequest)
        }
    }

    @Test func `with a token everything but health needs it`() async throws {
        try await PracticeWorld.with({ $0.bearerToken = "mau-token" }) { world async throws in
            #expect(try await world.get(BackendPath.health).status == 200)
            let refused = try await world.get(BackendPath.survey)
            #expect(refused.problem == .unauthorised)
            #expect(refused.headers.first(name: "www-authenticate") == "Bearer")
            for value in ["mau-token", "Bearer mau-toke", "Bearer mau-token2", "Bearer "] {
                let answer = try await world.get(BackendPath.survey, headers: [(HeaderName.authorization, value)])
                #expect(answer.status == 401)
            }
            let header = [(HeaderName.authorization, "Bearer mau-token")]
            #expect(try await world.get(BackendPath.survey, headers: header).status == 200)
        }
    }

    @Test func `a port that is taken is told to who waits for it`() async throws {
        try await PracticeWorld.with { world async throws in
            var configuration = PracticeConfiguration(catalogue: .procedures([]))
            configuration.port = try await world.backend.port
            let second = try await buildPracticeBackend(configuration: configuration)
            async let port = second.port
            await #expect(throws: (any Error).self) { try await second.run() }
            do {
                Issue.record("listens on \(try await port)")
            } catch {
                #expect(!(error is CancellationError))
            }
        }
    }

    @Test func `a graceful shutdown ends it and frees the port`() async throws {
        let configuration = PracticeConfiguration(catalogue: .procedures(PracticeWorld.procedures(1)))
        let backend = try await buildPracticeBackend(configuration: configuration)
        let group = ServiceGroup(
            configuration: .init(
                services: [.init(service: backend, successTerminationBehavior: .gracefullyShutdownGroup)],
                logger: configuration.logger
            )
        )
        async let running: Void = group.run()
        let port = try await backend.port
        let world = PracticeWorld(backend: backend, address: "http://127.0.0.1:\(port)")
        #expect(try await world.get(BackendPath.health).status == 200)
        await group.triggerGracefulShutdown()
        try await running
        await #expect(throws: (any Error).self) { try await world.get(BackendPath.health) }
    }

    @Test func `a catalogue file that is not there is told at once`() async {
        let configuration = PracticeConfiguration(catalogue: .files(["/nowhere/at/all.jsonl"]))
        await #expect(throws: (any Error).self) { try await buildPracticeBackend(configuration: configuration) }
    }
}
