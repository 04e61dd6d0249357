import Crypto
package import ServiceDesk

/// A folder that holds a content bundle: `manifest.jsonl` and `parts/` with one file per SHA-256.
///
/// The same form is served by a web server and kept by a kiosk. Equal parts of two versions are one file, so a new
/// version brings only what changed.
package struct BundleFolder: Sendable {
    package let path: String
    let directory: StateDirectory
    let parts: StateDirectory

    package init(path: String) {
        self.path = path
        directory = StateDirectory(path: path)
        parts = StateDirectory(path: path + "/parts")
    }

    /// The path of a part below the folder's address.
    package static func address(of part: BundleManifest.Part) -> String { "parts/\(part.sha256)" }

    /// The file of a part.
    package func path(of part: BundleManifest.Part) -> String { parts.path(part.sha256) }

    /// Makes the folders.
    func make() throws(BundleFault) {
        do {
            try directory.make()
            try parts.make()
        } catch { throw .store(error.detail) }
    }

    /// The signed manifest of the folder.
    ///
    /// - Throws: `BundleFault`.
    package func signed(_ name: String = SignedManifest.fileName, key: BundlePublicKey) throws(BundleFault)
        -> SignedManifest
    {
        guard let file = directory.bytes(of: name) else { throw .notABundle("no \(name)") }
        let signed = try SignedManifest(file: file)
        try key.check(signed)
        return signed
    }

    /// The bytes of a part, checked.
    ///
    /// - Throws: `BundleFault.damaged`.
    package func bytes(of part: BundleManifest.Part) throws(BundleFault) -> [UInt8] {
        guard let bytes = parts.bytes(of: part.sha256), bytes.count == part.size,
            HexDigest.text(SHA256.hash(data: bytes)) == part.sha256
        else { throw .damaged(part.name) }
        return bytes
    }

    /// Whether a part is there with every byte as the manifest says.
    package func holds(_ part: BundleManifest.Part) -> Bool {
        (try? bytes(of: part)) != nil
    }

    /// Checks manifest, signature and every part: what `kiosk bundle verify` does.
    ///
    /// - Throws: `BundleFault`.
    package func verify(key: BundlePublicKey) throws(BundleFault) -> BundleManifest {
        let manifest = try signed(key: key).manifest
        for part in manifest.parts { _ = try bytes(of: part) }
        return manifest
    }
}
