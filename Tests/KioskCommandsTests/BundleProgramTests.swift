import FoundationEssentials
import Testing

/// `kiosk bundle`: the real program.
@Suite struct BundleProgramTests {
    private let kiosk: KioskProgram

    init() throws { kiosk = try KioskProgram() }

    private func made() async throws -> (key: String, folder: String) {
        let file = kiosk.directory.path + "/province.key"
        let folder = kiosk.directory.path + "/web"
        let key = try await kiosk.run(["bundle", "key", file])
        #expect(key.status == 0)
        let run = try await kiosk.run(["bundle", "make", "--key-file", file, "--output", folder])
        #expect(run.status == 0)
        #expect(run.output.hasPrefix("bundle 1: "))
        return (key.output.filter { !$0.isWhitespace }, folder)
    }

    @Test func `the content of this repository makes a bundle that verifies`() async throws {
        let (key, folder) = try await made()
        let run = try await kiosk.run(["bundle", "verify", folder, "--public-key", key])
        #expect(run.status == 0)
        #expect(run.output.contains("all as signed"))
        let again = try await kiosk.run(["bundle", "key", kiosk.directory.path + "/province.key"])
        #expect(again.output.filter { !$0.isWhitespace } == key)
    }

    @Test func `a changed part is named and ends with 2`() async throws {
        let (key, folder) = try await made()
        let part = try #require(try FileManager.default.contentsOfDirectory(atPath: folder + "/parts").first)
        try Data("x".utf8).write(to: URL(filePath: folder + "/parts/" + part))
        let run = try await kiosk.run(["bundle", "verify", folder, "--public-key", key])
        #expect(run.status == 2)
        #expect(run.errors.contains("is missing or damaged"))
    }

    @Test func `another key is said, and a key file never overwritten`() async throws {
        let (_, folder) = try await made()
        let other = try await kiosk.run(["bundle", "key", kiosk.directory.path + "/other.key"])
        let run = try await kiosk.run([
            "bundle", "verify", folder, "--public-key", other.output.filter { !$0.isWhitespace },
        ])
        #expect(run.status == 2)
        #expect(run.errors.contains("not signed with the key"))
        try kiosk.directory.write("something else", to: "taken")
        #expect(try await kiosk.run(["bundle", "key", kiosk.directory.path + "/taken"]).status == 2)
    }
}
