import Crypto
import FoundationEssentials
import ServiceDesk
import Synchronization

/// The 32-byte key of a kiosk and what is derived from it.
///
/// Comes from a credential or from `store.key`, which is made at the first use with mode 0600.
final class StoreKey: Sendable {
    static let name = "store.key"
    private static let length = 32

    private let directory: StateDirectory
    private let given: [UInt8]?
    private let report: StoreReport
    private let loaded = Mutex<SymmetricKey?>(nil)

    init(given: [UInt8]?, directory: StateDirectory, report: StoreReport) {
        self.given = given
        self.directory = directory
        self.report = report
    }

    /// A key for one purpose.
    func key(for purpose: String) -> SymmetricKey {
        let code = HMAC<SHA256>.authenticationCode(for: Array(purpose.utf8), using: master())
        return SymmetricKey(data: code)
    }

    private func master() -> SymmetricKey {
        loaded.withLock { loaded in
            if let loaded { return loaded }
            let key = SymmetricKey(data: load())
            loaded = key
            return key
        }
    }

    private func load() -> [UInt8] {
        if let given, given.count >= Self.length { return given }
        if let kept = kept() { return kept }
        return make()
    }

    private func kept() -> [UInt8]? {
        guard let bytes = directory.bytes(of: Self.name), bytes.count == Self.length else { return nil }
        return bytes
    }

    /// A new key; one that cannot be kept on the disk serves until the program ends.
    private func make() -> [UInt8] {
        let fresh = SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }
        if directory.exists(Self.name) {
            report.add(StoreNotice(.keyReplaced, detail: "\(Self.name) cannot be read or is not 32 bytes"))
        }
        do {
            try directory.make()
            if directory.exists(Self.name) { try directory.replace(Self.name, with: fresh) } else { try add(fresh) }
        } catch {
            return fresh
        }
        // Another process may have been the first.
        return kept() ?? fresh
    }

    private func add(_ key: [UInt8]) throws(StoreError) {
        let beside = "\(Self.name).\(UInt32.random(in: 0 ... .max)).new"
        defer { directory.remove(beside) }
        try directory.writeNew(key, to: beside)
        try directory.addName(beside, to: Self.name)
    }
}
