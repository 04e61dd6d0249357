import Crypto
import ServiceDesk

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Writes a part of a bundle piece by piece beside its place, and puts it there only when every byte is as signed.
enum PartWriter {
    /// - Throws: `BundleFault`, or what the stream throws.
    static func write(
        _ part: BundleManifest.Part,
        from pieces: some AsyncSequence<[UInt8], any Error>,
        to parts: StateDirectory
    ) async throws {
        let beside = "\(part.sha256).\(getpid())-\(UInt32.random(in: 0 ... .max)).new"
        do {
            try await fill(beside, with: part, from: pieces, in: parts)
            try parts.move(beside, to: part.sha256)
        } catch {
            parts.remove(beside)
            if let error = error as? StoreError { throw BundleFault.store(error.detail) }
            throw error
        }
    }

    private static func fill(
        _ name: String,
        with part: BundleManifest.Part,
        from pieces: some AsyncSequence<[UInt8], any Error>,
        in parts: StateDirectory
    ) async throws {
        let descriptor = open(parts.path(name), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StateDirectory.error("create part", errno) }
        defer { _ = close(descriptor) }
        var hash = SHA256()
        var size = 0
        for try await piece in pieces {
            size += piece.count
            guard size <= part.size else { throw BundleFault.damaged(part.name) }
            hash.update(data: piece)
            try StateDirectory.put(piece, into: descriptor, "part")
        }
        guard size == part.size, HexDigest.text(hash.finalize()) == part.sha256 else {
            throw BundleFault.damaged(part.name)
        }
        guard fsync(descriptor) == 0 else { throw StateDirectory.error("sync part", errno) }
    }
}
