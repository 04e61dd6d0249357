import BackendFaults
import FoundationEssentials
import Testing

/// A content bundle on its whole way: made by the province, served over HTTP, fetched by a kiosk, read by a citizen.
@Suite struct BundleFleetTests {
    private let kiosk: KioskProgram
    private let province: ProvinceDesk

    init() throws {
        kiosk = try KioskProgram()
        province = try ProvinceDesk()
    }

    private func withServer(
        _ body: (_ server: ContentServer, _ environment: [String]) async throws -> Void
    ) async throws {
        try province.write(edition: 1)
        let server = try ContentServer(folder: try await province.publish())
        defer { server.stop() }
        // Everything the kiosk needs comes with the bundle; the backend has nothing.
        try await body(
            server,
            [
                "KIOSK_BUNDLE_URL=\(server.address)", "KIOSK_BACKEND_URL=\(server.address)",
                "KIOSK_BUNDLE_PUBLIC_KEY=\(try await province.publicKey())",
            ])
    }

    /// Whether a citizen reads this edition, on the first page and of its procedure, and nothing of another.
    private func expectEdition(
        _ edition: Int, _ environment: [String], _ place: SourceLocation = #_sourceLocation
    ) async throws {
        let visit = try await kiosk.run(["visit"], input: "0\n", environment: environment)
        #expect(visit.output.contains(ProvinceDesk.sentence(edition)), "\(visit)", sourceLocation: place)
        let procedure = try await kiosk.run(["procedure", "9.999001"], environment: environment)
        #expect(procedure.output.contains("Thủ tục của gói số \(edition)"), "\(procedure)", sourceLocation: place)
    }

    @Test func `what the province publishes is on the citizen's screen, and only what changed is fetched`() async throws
    {
        try await withServer { server, environment in
            let first = try await kiosk.run(["sync"], environment: environment)
            #expect(first.status == 0 && first.output.contains("bundle: version 1 taken"), "\(first)")
            try await expectEdition(1, environment)
            let again = try await kiosk.run(["sync"], environment: environment)
            #expect(again.output.contains("bundle: version 1, unchanged"), "\(again)")
            #expect(server.seen.last?.has("if-none-match:") == true, "\(server.seen.suffix(4))")
            try province.write(edition: 2)
            try await province.publish()
            let second = try await kiosk.run(["sync"], environment: environment)
            #expect(second.output.contains("bundle: version 2 taken, 2 of "), "\(second)")
            try await expectEdition(2, environment)
        }
    }

    @Test func `what is not as the province signed it is refused and named, and the last good bundle stays`()
        async throws
    {
        try await withServer { server, environment in
            let old = try await province.publish(folder: "old")
            for _ in 0..<2 { try await province.publish() }
            #expect(try await kiosk.run(["sync"], environment: environment).output.contains("version 3 taken"))
            let expectRefused = { (status: Int32, words: String) async throws in
                let run = try await kiosk.run(["sync"], environment: environment)
                #expect(run.status == status && run.errors.contains(words), "\(run)")
                try await expectEdition(1, environment)
            }
            server.serve(old)
            try await expectRefused(2, "bundle 1 is older than bundle 3, which was taken before")
            try province.write(edition: 2)
            for _ in 0..<4 { server.serve(try await province.publish(key: "stranger", folder: "stranger")) }
            try await expectRefused(2, "not signed with the key in bundle.publicKey")
            server.serve(try await province.publish())
            server.cutParts(true)
            try await expectRefused(3, "see kiosk doctor")
            server.cutParts(false)
            let taken = try await kiosk.run(["sync"], environment: environment)
            #expect(taken.output.contains("version 4 taken"), "\(taken)")
            try await expectEdition(2, environment)
        }
    }

    @Test func `content that no kiosk could use is not made into a bundle`() async throws {
        try province.spoilLanguage()
        let refusal = await #expect(throws: ProvinceDesk.NotPublished.self) { try await province.publish() }
        #expect(refusal?.run.status == 2 && refusal?.run.errors.contains("vi.yaml") == true)
        #expect(refusal?.run.errors.contains("welcome.title") == true)
    }

    @Test func `a part that was changed on the server is named, and the last good bundle stays`() async throws {
        try await withServer { server, environment in
            #expect(try await kiosk.run(["sync"], environment: environment).status == 0)
            try province.write(edition: 2)
            let parts = try await province.publish() + "/parts/"
            for name in try FileManager.default.contentsOfDirectory(atPath: parts) {
                let text = try String(contentsOfFile: parts + name, encoding: .utf8)
                let changed = text.replacing("gói số 2", with: "gói số 3")
                try Data(changed.utf8).write(to: URL(filePath: parts + name))
            }
            let run = try await kiosk.run(["sync"], environment: environment)
            #expect(run.status == 2 && run.errors.contains("is missing or damaged"), "\(run)")
            try await expectEdition(1, environment)
            _ = server
        }
    }
}
