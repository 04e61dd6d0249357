import Crypto
package import ServiceDesk

/// Makes a content bundle for a web server.
package struct BundleMaker {
    private let folder: BundleFolder
    private let key: BundleSigningKey

    /// - Parameter folder: the folder to serve; parts of an older version in it stay.
    package init(folder: BundleFolder, key: BundleSigningKey) {
        self.folder = folder
        self.key = key
    }

    /// The version of the bundle that the folder holds now; 0 for none.
    ///
    /// - Throws: `BundleFault` for a folder that holds something that this key did not sign.
    package func heldVersion() throws(BundleFault) -> Int {
        guard folder.directory.exists(SignedManifest.fileName) else { return 0 }
        guard let key = BundlePublicKey(key.publicText) else { throw .wrongSignature }
        return try folder.signed(key: key).manifest.version
    }

    /// Writes the parts, then the manifest, which puts the new version in force at once.
    ///
    /// - Parameter contents: each part's name and bytes, asked for one after the other.
    /// - Throws: `BundleFault`, or what reading a part throws.
    package func make(
        version: Int,
        made: String,
        contents: [(name: BundlePartName, bytes: () throws -> [UInt8])]
    ) throws -> BundleManifest {
        let held = try heldVersion()
        guard version > held else { throw BundleFault.older(offered: version, held: held) }
        try folder.make()
        var parts: [BundleManifest.Part] = []
        for content in contents {
            let bytes = try content.bytes()
            let digest = HexDigest.text(SHA256.hash(data: bytes))
            let part = BundleManifest.Part(name: content.name, size: bytes.count, sha256: digest)
            if !folder.holds(part) { try folder.parts.replace(digest, with: bytes) }
            parts.append(part)
        }
        let manifest = BundleManifest(version: version, made: made, parts: parts)
        try manifest.check()
        try folder.directory.replace(SignedManifest.fileName, with: try key.file(for: manifest))
        return manifest
    }
}
