import FoundationEssentials
import Glibc
import Synchronization

/// A pipe whose two ends are closed one by one, at the latest with the object.
final class Pipe: Sendable {
    struct Failure: Error {}

    let reading: Int32
    let writing: Int32
    private let isOpen = Mutex((reading: true, writing: true))

    init() throws {
        // A named one can be opened so that no program which another test starts at this moment inherits an end.
        let path = FileManager.default.temporaryDirectory.appending(path: "pipe-\(UUID())").path
        guard mkfifo(path, 0o600) == 0 else { throw Failure() }
        defer { unlink(path) }
        reading = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        writing = open(path, O_WRONLY | O_CLOEXEC)
        guard reading >= 0, writing >= 0, fcntl(reading, F_SETFL, 0) == 0 else { throw Failure() }
    }

    deinit {
        closeReading()
        closeWriting()
    }

    /// Closes the reading end; returns when nobody reads any more.
    ///
    /// A program that another test is starting has a copy of every end until its first instruction.
    func closeReading() {
        let isWritingOpen = isOpen.withLock { isOpen in
            if isOpen.reading { close(reading) }
            isOpen.reading = false
            return isOpen.writing
        }
        guard isWritingOpen else { return }
        var end = pollfd(fd: writing, events: 0, revents: 0)
        _ = poll(&end, 1, 10_000)
    }

    func closeWriting() {
        isOpen.withLock { isOpen in
            if isOpen.writing { close(writing) }
            isOpen.writing = false
        }
    }

    func write(_ bytes: [UInt8]) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes { Glibc.write(writing, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            sent += count
        }
    }

    func readToEnd() -> String {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while case let count = read(reading, &chunk, chunk.count), count > 0 { bytes += chunk.prefix(count) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
