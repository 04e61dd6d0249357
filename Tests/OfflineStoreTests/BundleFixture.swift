import Crypto
import FoundationEssentials
import ServiceDesk
import Testing

@testable import OfflineStore

/// A web folder with a signed bundle and a kiosk's shelf, both gone with the test.
final class BundleFixture {
    /// A power cut in the middle of taking a bundle.
    struct PowerCut: Error {}

    let root = StoreFixture()
    let key = BundleSigningKey()

    var web: BundleFolder { BundleFolder(path: root.path + "/web") }

    var publicKey: BundlePublicKey {
        get throws { try #require(BundlePublicKey(key.publicText)) }
    }

    func shelf(stoppingAt stop: BundleShelf.Step? = nil) throws -> BundleShelf {
        BundleShelf(folder: BundleFolder(path: root.path + "/kiosk"), key: try publicKey) { step in
            if step == stop { throw PowerCut() }
        }
    }

    /// Two versions that share a part.
    static func content(_ version: Int) -> [String: String] {
        [
            "survey.yaml": "survey of version \(version)",
            "guides/birth.yaml": "the same in every version",
            "languages/vi.yaml": "xin chào \(version)",
            "catalogue/1.jsonl": String(repeating: "{\"version\":\(version)}\n", count: 5000),
        ]
    }

    @discardableResult
    func publish(_ version: Int, key: BundleSigningKey? = nil) throws -> [UInt8] {
        let contents = try Self.content(version).sorted { $0.key < $1.key }.map { name, text in
            (name: try #require(BundlePartName(name)), bytes: { Array(text.utf8) })
        }
        _ = try BundleMaker(folder: web, key: key ?? self.key)
            .make(version: version, made: "2026-11-23T10:00:00Z", contents: contents)
        return manifestFile
    }

    var manifestFile: [UInt8] { web.directory.bytes(of: SignedManifest.fileName) ?? [] }

    /// What a kiosk does with an offered manifest; the parts come from the web folder in pieces of 1,000 bytes.
    func fetch(_ file: [UInt8], into shelf: BundleShelf) async throws {
        guard let signed = try shelf.considered(file) else { return }
        for part in shelf.missing(of: signed.manifest) {
            let bytes = web.parts.bytes(of: part.sha256) ?? []
            try await shelf.store(part, from: Self.pieces(bytes))
        }
        try shelf.take(signed)
    }

    static func pieces(_ bytes: [UInt8]) -> AsyncThrowingStream<[UInt8], any Error> {
        AsyncThrowingStream { continuation in
            for start in stride(from: 0, to: bytes.count, by: 1000) {
                continuation.yield(Array(bytes[start..<min(start + 1000, bytes.count)]))
            }
            continuation.finish()
        }
    }

    /// The version in use, after checking that every text is of that version.
    func version(in shelf: BundleShelf) throws -> Int? {
        guard let content = shelf.inUse() else { return nil }
        let version = content.manifest.version
        for (name, text) in Self.content(version) where !name.hasPrefix("catalogue") {
            #expect(content.bytes(of: name) == Array(text.utf8), "\(name) of version \(version)")
        }
        return version
    }
}
