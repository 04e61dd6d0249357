import FoundationEssentials
import ServiceDesk

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The directory that holds the state of a kiosk, and the careful ways to write in it.
///
/// Every method throws a `StoreError`: `full`, `readOnly` or `failed`.
struct StateDirectory: Sendable {
    let path: String

    func path(_ name: String) -> String { path + "/" + name }

    /// Makes the directory, readable by the owner only.
    func make() throws(StoreError) {
        var partial = path.hasPrefix("/") ? "" : "."
        for component in path.split(separator: "/") {
            partial += "/" + component
            guard mkdir(partial, 0o700) != 0 else { continue }
            let cause = errno
            var facts = stat()
            guard stat(partial, &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR else {
                throw Self.error("make directory", cause)
            }
        }
    }

    func exists(_ name: String) -> Bool { access(path(name), F_OK) == 0 }

    /// Whether an error in opening or writing a SQLite file means that its bytes are damaged.
    ///
    /// A damaged header can name a form that SQLite may only read: a file that it calls read-only, though the system
    /// lets it be written, is such a one.
    func isDamage(_ error: StoreError, in name: String) -> Bool {
        switch error.code {
        case .damaged: true
        case .readOnly: access(path(name), W_OK) == 0 && access(path, W_OK) == 0
        default: false
        }
    }

    /// Makes an empty file that only the owner may read, and syncs it with its directory; leaves a file that is there.
    func create(_ name: String) throws(StoreError) {
        let descriptor = open(path(name), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            if errno == EEXIST { return }
            throw Self.error("create \(name)", errno)
        }
        defer { _ = close(descriptor) }
        guard fsync(descriptor) == 0 else { throw Self.error("sync \(name)", errno) }
        try sync()
    }

    /// Writes a whole file: beside it, synced, then renamed over it, then the directory synced.
    func replace(_ name: String, with bytes: [UInt8]) throws(StoreError) {
        let beside = "\(name).\(getpid())-\(UInt32.random(in: 0 ... .max)).new"
        do {
            try writeNew(bytes, to: beside)
            try move(beside, to: name)
        } catch {
            remove(beside)
            throw error
        }
    }

    /// Writes a new file and syncs it; the directory is not synced.
    func writeNew(_ bytes: [UInt8], to name: String) throws(StoreError) {
        let descriptor = open(path(name), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.error("create \(name)", errno) }
        defer { _ = close(descriptor) }
        try Self.put(bytes, into: descriptor, name)
        guard fsync(descriptor) == 0 else { throw Self.error("sync \(name)", errno) }
    }

    /// Writes all bytes to an open file, whose name is for the message.
    static func put(_ bytes: [UInt8], into descriptor: Int32, _ name: String) throws(StoreError) {
        var offset = 0
        while offset < bytes.count {
            let written = bytes[offset...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard written > 0 else { throw Self.error("write \(name)", errno) }
            offset += written
        }
    }

    /// The bytes of a file; `nil` when there is none or it cannot be read.
    func bytes(of name: String) -> [UInt8]? {
        let descriptor = open(path(name), O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { _ = close(descriptor) }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { return nil }
        return [UInt8](unsafeUninitializedCapacity: Int(facts.st_size)) { buffer, count in
            while count < buffer.count {
                let rest = UnsafeMutableBufferPointer(rebasing: buffer[count...])
                let got = read(descriptor, rest.baseAddress, rest.count)
                guard got > 0 else { return }
                count += got
            }
        }
    }

    func move(_ old: String, to new: String) throws(StoreError) {
        guard rename(path(old), path(new)) == 0 else { throw Self.error("rename \(old)", errno) }
        try sync()
    }

    /// Gives a file a second name; throws when that name is taken.
    func addName(_ old: String, to new: String) throws(StoreError) {
        guard link(path(old), path(new)) == 0 else { throw Self.error("link \(new)", errno) }
        try sync()
    }

    /// Removes a file if it is there.
    func remove(_ name: String) { unlink(path(name)) }

    /// Names of the files, sorted.
    func names() -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
    }

    /// Bytes of all files here, without those in folders.
    var bytesOfFiles: Int {
        names().reduce(0) { sum, name in
            var facts = stat()
            guard stat(path(name), &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { return sum }
            return sum + Int(facts.st_size)
        }
    }

    /// Makes the bytes of a file durable.
    func sync(_ name: String) throws(StoreError) {
        let descriptor = open(path(name), O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.error("open \(name)", errno) }
        defer { _ = close(descriptor) }
        guard fsync(descriptor) == 0 else { throw Self.error("sync \(name)", errno) }
    }

    /// Makes names in the directory durable.
    func sync() throws(StoreError) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.error("open directory", errno) }
        defer { _ = close(descriptor) }
        guard fsync(descriptor) == 0 else { throw Self.error("sync directory", errno) }
    }

    static func error(_ action: String, _ cause: Int32) -> StoreError {
        let detail = "\(action): \(String(cString: strerror(cause)))"
        switch cause {
        case ENOSPC, EDQUOT, EFBIG: return StoreError(.full, detail: detail)
        case EROFS, EACCES, EPERM, ENOTDIR, ENOENT: return StoreError(.readOnly, detail: detail)
        default: return StoreError(.failed, detail: detail)
        }
    }
}
