import FoundationEssentials

/// What a content bundle holds: the content of the whole fleet in one version, each part by its SHA-256.
package struct BundleManifest: Codable, Equatable, Sendable {
    /// One file.
    package struct Part: Codable, Hashable, Sendable {
        package var name: BundlePartName
        /// Bytes.
        package var size: Int
        /// SHA-256, 64 lower-case hexadecimal digits; also the part's file name, so that equal parts are one file.
        package var sha256: String

        package init(name: BundlePartName, size: Int, sha256: String) {
            self.name = name
            self.size = size
            self.sha256 = sha256
        }
    }

    /// The form described here.
    package static let currentFormat = 1
    /// Largest whole bundle in bytes.
    package static let largest = 96 * 1024 * 1024
    /// Most parts.
    package static let mostParts = 1000

    package var format: Int
    /// Grows with every bundle; a kiosk never goes back to a lower one.
    package var version: Int
    /// When it was made, ISO 8601, for the operator.
    package var made: String
    /// Sorted by name.
    package var parts: [Part]

    package init(version: Int, made: String, parts: [Part]) {
        format = Self.currentFormat
        self.version = version
        self.made = made
        self.parts = parts.sorted { $0.name < $1.name }
    }

    /// The part of a name.
    package func part(_ name: BundlePartName) -> Part? { parts.first { $0.name == name } }

    /// Checks everything that can be checked without the parts.
    ///
    /// - Throws: `BundleFault`.
    package func check() throws(BundleFault) {
        guard format == Self.currentFormat else { throw .unknownFormat(format) }
        guard version > 0 else { throw .notABundle("version \(version)") }
        guard (1...Self.mostParts).contains(parts.count) else { throw .notABundle("\(parts.count) parts") }
        guard Set(parts.map(\.name)).count == parts.count else { throw .notABundle("a name stands twice") }
        for part in parts {
            guard Self.isDigest(part.sha256) else { throw .notABundle("the SHA-256 of \(part.name)") }
            guard (1...part.name.largest).contains(part.size) else { throw .tooLarge(part.name) }
        }
        guard parts.reduce(0, { $0 + $1.size }) <= Self.largest else { throw .notABundle("too large as a whole") }
    }

    /// Whether a text is a SHA-256 as manifests write it.
    package static func isDigest(_ text: String) -> Bool {
        text.utf8.count == 64 && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }
}

/// The file `manifest.jsonl`: the manifest on its first line, the signature of that line on its second.
///
/// One file, so that no cache on the way can hand out a manifest with the signature of another.
package struct SignedManifest: Equatable, Sendable {
    package static let fileName = "manifest.jsonl"
    /// Largest file in bytes.
    package static let largest = 512 * 1024
    /// What is signed begins with this, so that a signature made for anything else is none here.
    package static let context = "kiosk-content-bundle-1\n"

    private struct SignatureLine: Codable { var signature: String }

    /// The whole file, byte for byte.
    package let file: [UInt8]
    package let manifest: BundleManifest
    package let signature: [UInt8]
    /// The bytes that the signature covers.
    package let signedBytes: [UInt8]

    /// Reads a file; the signature is not checked here.
    ///
    /// - Throws: `BundleFault`.
    package init(file: [UInt8]) throws(BundleFault) {
        guard file.count <= Self.largest else { throw .notABundle("the manifest is too large") }
        let lines = file.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard lines.count == 3, lines[2].isEmpty else { throw .notABundle("the manifest has not two lines") }
        let decoder = JSONDecoder()
        do {
            manifest = try decoder.decode(BundleManifest.self, from: Data(lines[0]))
            let line = try decoder.decode(SignatureLine.self, from: Data(lines[1]))
            signature = Data(base64Encoded: line.signature).map { Array($0) } ?? []
        } catch {
            throw .notABundle("the manifest cannot be read")
        }
        self.file = file
        signedBytes = Self.signedBytes(of: Array(lines[0]))
        try manifest.check()
    }

    /// The bytes to sign for a manifest's line.
    package static func signedBytes(of line: [UInt8]) -> [UInt8] { Array(context.utf8) + line }

    /// The line of a manifest.
    package static func line(of manifest: BundleManifest) throws -> [UInt8] {
        try JSONPayload.bytes(of: manifest)
    }

    /// The file for a line and its signature.
    package static func file(line: [UInt8], signature: [UInt8]) throws -> [UInt8] {
        let second = Array(try JSONEncoder().encode(SignatureLine(signature: Data(signature).base64EncodedString())))
        return line + [UInt8(ascii: "\n")] + second + [UInt8(ascii: "\n")]
    }
}

/// Why a content bundle is not taken; the one in use stays in use.
package enum BundleFault: Error, Equatable, Sendable {
    /// Not the form of a bundle; says where.
    case notABundle(String)
    /// Of a newer form than this kiosk knows.
    case unknownFormat(Int)
    /// Not signed with the key in the configuration.
    case wrongSignature
    /// Older than one taken before.
    case older(offered: Int, held: Int)
    /// The version is known with other content.
    case sameVersion(Int)
    /// Missing, shorter, longer or with other bytes.
    case damaged(BundlePartName)
    case tooLarge(BundlePartName)
    /// The content cannot be used; says which file and how to mend it.
    case unusable(String)
    /// The disk; says what.
    case store(String)
}

extension BundleFault: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notABundle(let what): "not a content bundle: \(what)"
        case .unknownFormat(let format):
            "the bundle has form \(format), this kiosk knows \(BundleManifest.currentFormat)"
        case .wrongSignature: "the bundle is not signed with the key in bundle.publicKey"
        case .older(let offered, let held): "bundle \(offered) is older than bundle \(held), which was taken before"
        case .sameVersion(let version):
            "bundle \(version) is known with other content; give the new one a higher version"
        case .damaged(let name): "part \(name) is missing or damaged"
        case .tooLarge(let name): "part \(name) is empty or too large"
        case .unusable(let why): "the bundle's content cannot be used: \(why)"
        case .store(let why): "the bundle cannot be kept: \(why)"
        }
    }
}
