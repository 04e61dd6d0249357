import Crypto
import FoundationEssentials

/// Hides what private rows are about and what they say.
///
/// A row is found by a keyed hash (HMAC-SHA256) of its subject and its value is sealed with AES-256-GCM; table, subject
/// and form of the row are bound to it, so that a value moved to another row does not open.
struct Seal: Sendable {
    /// Every sealed value has this length, for the length of a word would tell the word.
    private static let padded = 64

    private let key: StoreKey
    private let table: String

    init(table: String, key: StoreKey) {
        self.table = table
        self.key = key
    }

    /// The keyed hash of a subject; other tables have other hashes of the same subject.
    func hash(_ subject: String) -> Data {
        let code = HMAC<SHA256>.authenticationCode(for: Array(subject.utf8), using: key.key(for: "hash \(table)"))
        return Data(code)
    }

    /// Seals a short text; throws when it is longer than 62 bytes of UTF-8.
    func seal(_ text: String, of hash: Data) throws -> Data {
        var bytes = Array(text.utf8)
        guard bytes.count < Self.padded - 1 else { throw CryptoKitError.incorrectParameterSize }
        bytes.insert(UInt8(bytes.count), at: 0)
        bytes += [UInt8](repeating: 0, count: Self.padded - bytes.count)
        let box = try AES.GCM.seal(bytes, using: key.key(for: "seal \(table)"), authenticating: bound(to: hash))
        guard let combined = box.combined else { throw CryptoKitError.incorrectParameterSize }
        return combined
    }

    /// The text; `nil` for a value that was damaged, moved or sealed with another key.
    func open(_ sealed: Data, of hash: Data) -> String? {
        guard let box = try? AES.GCM.SealedBox(combined: sealed) else { return nil }
        let opened = try? AES.GCM.open(box, using: key.key(for: "seal \(table)"), authenticating: bound(to: hash))
        guard let bytes = opened, let count = bytes.first.map(Int.init), count < bytes.count else { return nil }
        return String(decoding: bytes.dropFirst().prefix(count), as: UTF8.self)
    }

    private func bound(to hash: Data) -> Data {
        Data("\(table) 1 ".utf8) + hash
    }
}
