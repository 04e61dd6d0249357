import ServiceDesk

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Says whether other processes have a part of the store open.
///
/// Everyone who has the part open holds the lock shared; only who holds it alone may read the file's raw bytes, move
/// it aside or put another in its place. Closing a raw descriptor of a SQLite file drops the locks of every connection
/// of the process, and a closing connection unlinks its log by name: both are harmless only when nobody else is there.
final class PartLock: Sendable {
    private let descriptor: Int32
    private let name: String

    init(_ name: String, in directory: StateDirectory) throws(StoreError) {
        descriptor = open(directory.path(name), O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        self.name = name
        guard descriptor >= 0 else { throw StateDirectory.error("open \(name)", errno) }
    }

    deinit { _ = close(descriptor) }

    /// Takes the part: alone when nobody else has it, and then answers true; else together with the others.
    func enter(patience: Duration) throws(StoreError) -> Bool {
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
        try wait(for: LOCK_SH, patience: patience)
        return false
    }

    /// Waits until nobody else has the part open.
    func holdAlone(patience: Duration) throws(StoreError) {
        do { try wait(for: LOCK_EX, patience: patience) } catch {
            // A failed conversion may have given up the shared lock (flock(2)).
            try wait(for: LOCK_SH, patience: patience)
            throw error
        }
    }

    /// Lets others in again.
    func share(patience: Duration) throws(StoreError) { try wait(for: LOCK_SH, patience: patience) }

    private func wait(for mode: Int32, patience: Duration) throws(StoreError) {
        let clock = ContinuousClock()
        let end = clock.now.advanced(by: patience)
        while flock(descriptor, mode | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR else { throw StateDirectory.error("lock \(name)", errno) }
            guard clock.now < end else { throw StoreError(.busy, detail: "\(name) is held by another process") }
            // Two processes that both want the lock alone must not meet again at the same instant.
            if mode == LOCK_EX { _ = flock(descriptor, LOCK_UN) }
            // `flock` cannot wait with a limit. The pause is bounded by `patience` and met only while another process
            // opens the same store.
            usleep(UInt32.random(in: 2_000...15_000))
        }
    }
}
