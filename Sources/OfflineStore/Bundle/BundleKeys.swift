import Crypto
import FoundationEssentials
import ServiceDesk

/// The public half of the key that signs content bundles (Ed25519, RFC 8032), as the configuration writes it.
package struct BundlePublicKey: Sendable {
    /// Base64 of 32 bytes.
    package let text: String
    private let key: Curve25519.Signing.PublicKey

    /// Reads the key; `nil` for anything but base64 of 32 bytes.
    package init?(_ text: String) {
        guard let data = Data(base64Encoded: text), let key = try? Curve25519.Signing.PublicKey(rawRepresentation: data)
        else { return nil }
        self.text = text
        self.key = key
    }

    /// - Throws: `BundleFault.wrongSignature`.
    func check(_ signed: SignedManifest) throws(BundleFault) {
        guard key.isValidSignature(signed.signature, for: signed.signedBytes) else { throw .wrongSignature }
    }
}

/// The secret half; it stays with the province and never comes to a kiosk.
package struct BundleSigningKey {
    private let key: Curve25519.Signing.PrivateKey

    /// A new key.
    package init() { key = Curve25519.Signing.PrivateKey() }

    /// Reads the text of a key file; `nil` for anything but base64 of 32 bytes.
    package init?(_ text: String) {
        let line = text.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? ""
        guard let data = Data(base64Encoded: line),
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: data)
        else { return nil }
        self.key = key
    }

    /// What the key file holds.
    package var secretText: String { key.rawRepresentation.base64EncodedString() }

    /// What goes into `bundle.publicKey` of every kiosk.
    package var publicText: String { key.publicKey.rawRepresentation.base64EncodedString() }

    /// The file `manifest.jsonl` of a manifest.
    func file(for manifest: BundleManifest) throws -> [UInt8] {
        let line = try SignedManifest.line(of: manifest)
        return try SignedManifest.file(line: line, signature: try signature(of: line))
    }

    /// The signature of a manifest's line.
    func signature(of line: [UInt8]) throws -> [UInt8] {
        Array(try key.signature(for: SignedManifest.signedBytes(of: line)))
    }
}
