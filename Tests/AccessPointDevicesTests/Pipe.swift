import Glibc
import Synchronization

/// A pipe whose two ends are closed one by one, at the latest with the object.
final class Pipe: Sendable {
    struct Failure: Error {}

    let reading: Int32
    let writing: Int32
    private let isOpen = Mutex((reading: true, writing: true))

    init() throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw Failure() }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        reading = ends[0]
        writing = ends[1]
    }

    deinit {
        closeReading()
        closeWriting()
    }

    func closeReading() {
        isOpen.withLock { isOpen in
            if isOpen.reading { close(reading) }
            isOpen.reading = false
        }
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
