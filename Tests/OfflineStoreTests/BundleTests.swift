import FoundationEssentials
import ServiceDesk
import Testing

@testable import OfflineStore

@Suite struct BundleTests {
    private let fixture = BundleFixture()

    @Test func `a bundle is taken whole, and only its new parts are fetched the next time`() async throws {
        let shelf = try fixture.shelf()
        #expect(shelf.inUse() == nil)
        try await fixture.fetch(try fixture.publish(1), into: shelf)
        #expect(try fixture.version(in: shelf) == 1)
        let second = try #require(try shelf.considered(try fixture.publish(2)))
        #expect(
            shelf.missing(of: second.manifest).map(\.name.text) == [
                "catalogue/1.jsonl", "languages/vi.yaml", "survey.yaml",
            ])
        try await fixture.fetch(fixture.manifestFile, into: shelf)
        #expect(try fixture.version(in: shelf) == 2)
        #expect(shelf.inUse()?.names(in: "guides") == ["birth.yaml"])
        #expect(try shelf.inUse()?.catalogue().count == 1)
    }

    @Test func `the bundle in use is nothing new`() async throws {
        let shelf = try fixture.shelf()
        let file = try fixture.publish(1)
        try await fixture.fetch(file, into: shelf)
        #expect(try shelf.considered(file) == nil)
    }

    @Test func `going back is refused, also after the mark of the highest version is lost`() async throws {
        let shelf = try fixture.shelf()
        let first = try fixture.publish(1)
        try await fixture.fetch(first, into: shelf)
        try await fixture.fetch(try fixture.publish(5), into: shelf)
        #expect(throws: BundleFault.older(offered: 1, held: 5)) { try shelf.considered(first) }
        for mark in ["", "abc", "-7", "99999999999999999999"] {
            try Data(mark.utf8).write(to: URL(filePath: shelf.folder.path + "/highest-version"))
            #expect(throws: BundleFault.older(offered: 1, held: 5)) { try shelf.considered(first) }
        }
        #expect(try fixture.version(in: shelf) == 5)
    }

    @Test func `one version never has two contents`() async throws {
        let shelf = try fixture.shelf()
        try await fixture.fetch(try fixture.publish(3), into: shelf)
        let line = try SignedManifest.line(
            of: BundleManifest(
                version: 3, made: "later", parts: try SignedManifest(file: fixture.manifestFile).manifest.parts)
        )
        let file = try SignedManifest.file(line: line, signature: try fixture.key.signature(of: line))
        #expect(throws: BundleFault.sameVersion(3)) { try shelf.considered(file) }
    }

    @Test func `a bundle signed by somebody else is refused`() async throws {
        let file = try fixture.publish(1, key: BundleSigningKey())
        let shelf = try fixture.shelf()
        #expect(throws: BundleFault.wrongSignature) { try shelf.considered(file) }
    }

    @Test func `no byte of the manifest can be changed`() async throws {
        let file = try fixture.publish(1)
        let shelf = try fixture.shelf()
        var accepted = 0
        for place in file.indices {
            var changed = file
            changed[place] ^= 1
            if (try? shelf.considered(changed)) != nil { accepted += 1 }
        }
        for length in 0..<file.count where (try? shelf.considered(Array(file[..<length]))) != nil { accepted += 1 }
        #expect(accepted == 0)
    }

    @Test func `a part that is changed, cut, longer or missing keeps the old bundle in use`() async throws {
        let shelf = try fixture.shelf()
        try await fixture.fetch(try fixture.publish(1), into: shelf)
        let file = try fixture.publish(2)
        let manifest = try SignedManifest(file: file).manifest
        for part in shelf.missing(of: manifest) {
            let good = try #require(fixture.web.parts.bytes(of: part.sha256))
            var flipped = good
            flipped[good.count / 2] ^= 0x20
            for bad in [flipped, Array(good.dropLast()), good + [10], []] {
                await #expect(throws: BundleFault.damaged(part.name)) {
                    try await shelf.store(part, from: BundleFixture.pieces(bad))
                }
            }
        }
        let signed = try #require(try shelf.considered(file))
        #expect(throws: BundleFault.self) { try shelf.take(signed) }
        #expect(try fixture.version(in: shelf) == 1)
        try await fixture.fetch(file, into: shelf)
        #expect(try fixture.version(in: shelf) == 2)
    }

    @Test func `a stream that breaks leaves nothing behind`() async throws {
        let shelf = try fixture.shelf()
        let part = try #require(try SignedManifest(file: try fixture.publish(1)).manifest.parts.first)
        await #expect(throws: BundleFixture.PowerCut.self) {
            try await shelf.store(part, from: AsyncThrowingStream { throw BundleFixture.PowerCut() })
        }
        #expect(shelf.folder.parts.names().isEmpty)
    }

    @Test(arguments: BundleShelf.Step.allCases)
    func `a power cut at any step leaves one whole bundle in use, and the next try succeeds`(
        _ step: BundleShelf.Step
    ) async throws {
        try await fixture.fetch(try fixture.publish(1), into: try fixture.shelf())
        let file = try fixture.publish(2)
        await #expect(throws: BundleFixture.PowerCut.self) {
            try await fixture.fetch(file, into: try fixture.shelf(stoppingAt: step))
        }
        let after = try fixture.version(in: try fixture.shelf())
        #expect(after == (step == .swapped || step == .swept ? 2 : 1))
        try await fixture.fetch(file, into: try fixture.shelf())
        #expect(try fixture.version(in: try fixture.shelf()) == 2)
    }

    @Test func `damage on the disk brings the last good bundle back, and the newest is fetched again`() async throws {
        let shelf = try fixture.shelf()
        try await fixture.fetch(try fixture.publish(1), into: shelf)
        try await fixture.fetch(try fixture.publish(2), into: shelf)
        let survey = try #require(shelf.inUse()?.manifest.parts.first { $0.name.text == "survey.yaml" })
        try Data("x".utf8).write(to: URL(filePath: shelf.folder.path(of: survey)))
        #expect(try fixture.version(in: shelf) == 1)
        #expect(shelf.highestVersion == 2)
        try await fixture.fetch(fixture.manifestFile, into: shelf)
        #expect(try fixture.version(in: shelf) == 2)
        try Data("x".utf8).write(to: URL(filePath: shelf.folder.path + "/manifest.jsonl"))
        #expect(try fixture.version(in: shelf) == 1)
    }

    @Test func `what two bundles do not need is swept`() async throws {
        let shelf = try fixture.shelf()
        for version in 1...4 { try await fixture.fetch(try fixture.publish(version), into: shelf) }
        // Three parts of version 4, three of version 3 and one that both have.
        #expect(shelf.folder.parts.names().count == 7)
        #expect(!shelf.folder.directory.names().contains { $0.hasSuffix(".new") })
    }

    @Test func `a folder with a damaged part does not verify`() throws {
        try fixture.publish(1)
        #expect(try fixture.web.verify(key: fixture.publicKey).version == 1)
        let name = try #require(fixture.web.parts.names().first)
        try Data("x".utf8).write(to: URL(filePath: fixture.web.parts.path(name)))
        #expect(throws: BundleFault.self) { try fixture.web.verify(key: fixture.publicKey) }
    }

    @Test func `a maker never goes back either`() throws {
        try fixture.publish(4)
        #expect(throws: BundleFault.older(offered: 4, held: 4)) { try fixture.publish(4) }
    }

    @Test func `a key is 32 bytes of base64`() {
        #expect(BundlePublicKey("") == nil)
        #expect(BundlePublicKey("AAAA") == nil)
        #expect(BundleSigningKey("not a key") == nil)
        #expect(BundleSigningKey(fixture.key.secretText + "\n")?.publicText == fixture.key.publicText)
    }
}
