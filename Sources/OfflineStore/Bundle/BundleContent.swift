import Crypto
package import ServiceDesk

/// The content of a bundle: every part but the procedures read and checked, so that one reading is one version.
package struct BundleContent: Sendable {
    package let manifest: BundleManifest
    /// The signed manifest, byte for byte.
    let file: [UInt8]
    private let folder: BundleFolder
    private let texts: [String: [UInt8]]

    /// - Throws: `BundleFault.damaged` when a part is not as signed.
    init(_ signed: SignedManifest, in folder: BundleFolder) throws(BundleFault) {
        var texts: [String: [UInt8]] = [:]
        for part in signed.manifest.parts {
            if part.name.isCatalogue {
                guard folder.parts.exists(part.sha256) else { throw .damaged(part.name) }
            } else {
                texts[part.name.text] = try folder.bytes(of: part)
            }
        }
        manifest = signed.manifest
        file = signed.file
        self.folder = folder
        self.texts = texts
    }

    /// The bytes of a file of `kiosk-config`, `survey.yaml`; `nil` when the bundle does not bring it.
    package func bytes(of name: String) -> [UInt8]? { texts[name] }

    /// Names in a folder of `kiosk-config`, `guides`, sorted; empty when the bundle brings none.
    package func names(in folder: String) -> [String] {
        let prefix = folder + "/"
        return texts.keys.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }.sorted()
    }

    /// Tells one catalogue from another; `nil` when the bundle brings none.
    package var catalogueIdentity: String? {
        let parts = manifest.parts.filter(\.name.isCatalogue)
        guard !parts.isEmpty else { return nil }
        let digests = parts.map(\.sha256).joined(separator: "\n")
        return "bundle " + HexDigest.text(SHA256.hash(data: Array(digests.utf8)).prefix(8))
    }

    /// The files of the catalogue in the order of their names, each checked.
    ///
    /// - Throws: `BundleFault.damaged`.
    package func catalogue() throws(BundleFault) -> [String] {
        var paths: [String] = []
        for part in manifest.parts where part.name.isCatalogue {
            _ = try folder.bytes(of: part)
            paths.append(folder.path(of: part))
        }
        return paths
    }
}
