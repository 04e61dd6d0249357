import Dispatch
package import Glibc
import Synchronization

/// A terminal without a screen: the tests type at one end, the code under test sits at the other.
package final class PseudoTerminal: Sendable {
    /// What could not be done.
    package struct Failure: Error { package let step: String }

    /// Where the code under test reads and writes.
    package let slave: Int32
    /// The path of that end.
    package let slavePath: String
    private let master: Int32
    private let isHungUp = Mutex(false)
    private let unread = Mutex<[UInt8]>([])
    // Waiting blocks a thread, and the test's own are few.
    private let queue = DispatchQueue(label: "pseudo-terminal")

    package init(columns: Int = 80, rows: Int = 24) throws {
        master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var unlock: Int32 = 0
        var number: UInt32 = 0
        // TIOCSPTLCK and TIOCGPTN, whose macros Swift cannot read.
        guard master >= 0, ioctl(master, 0x4004_5431, &unlock) == 0, ioctl(master, 0x8004_5430, &number) == 0 else {
            throw Failure(step: "open the pseudo-terminal")
        }
        slavePath = "/dev/pts/\(number)"
        slave = open(slavePath, O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard slave >= 0 else { throw Failure(step: "open \(slavePath)") }
        resize(columns: columns, rows: rows)
    }

    deinit {
        hangUp()
        close(slave)
    }

    package func resize(columns: Int, rows: Int) {
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    }

    package func type(_ text: String) { type(Array(text.utf8)) }

    package func type(_ bytes: [UInt8]) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            sent += count
        }
    }

    package func hangUp() {
        isHungUp.withLock { isHungUp in
            if !isHungUp { close(master) }
            isHungUp = true
        }
    }

    package var mode: termios {
        var mode = termios()
        tcgetattr(slave, &mode)
        return mode
    }

    /// Everything shown up to and including `marker`, which must come within two minutes: a loaded machine is no fault.
    @discardableResult
    package func shown(through marker: String) async throws -> String {
        let bytes = await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: self.readThrough(Array(marker.utf8))) }
        }
        guard let bytes else {
            throw Failure(
                step: "see \(marker.debugDescription) after \(unread.withLock { String(decoding: $0, as: UTF8.self) })")
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Reads what is shown, so that the other side can go on writing, until the task is cancelled; gives the text.
    package func drain() -> Task<String, Never> {
        Task {
            var shown: [UInt8] = []
            while !Task.isCancelled {
                let chunk = await withCheckedContinuation { continuation in
                    queue.async { continuation.resume(returning: self.readSome(within: 20)) }
                }
                // The last of it is enough to see how it ended.
                shown = (shown + chunk).suffix(1 << 20)
            }
            return String(decoding: shown, as: UTF8.self)
        }
    }

    /// Fills what holds output until it is read, so that the terminal takes no more.
    package func fill() throws {
        let screen = open(slavePath, O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
        guard screen >= 0 else { throw Failure(step: "open \(slavePath) once more") }
        defer { close(screen) }
        let line = [UInt8](repeating: UInt8(ascii: "x"), count: 64)
        // The kernel moves what it holds on to where the reader takes it, and has room once more.
        var request = pollfd(fd: screen, events: Int16(POLLOUT), revents: 0)
        while poll(&request, 1, 100) > 0 {
            while write(screen, line, line.count) > 0 {}
        }
    }

    /// Waits until the other side has taken everything typed, at most two minutes.
    package func settled() async {
        for _ in 0..<12_000 {
            var waiting: Int32 = 0
            // FIONREAD, whose macro Swift cannot read.
            guard ioctl(slave, 0x541B, &waiting) == 0, waiting > 0 else { return }
            try? await Task.sleep(for: .milliseconds(10))
        }
    }

    private func readSome(within milliseconds: Int32) -> [UInt8] {
        var request = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        guard poll(&request, 1, milliseconds) == 1 else { return [] }
        var chunk = [UInt8](repeating: 0, count: 65_536)
        let count = read(master, &chunk, chunk.count)
        return Array(chunk.prefix(max(0, count)))
    }

    private func readThrough(_ marker: [UInt8]) -> [UInt8]? {
        while true {
            let found = unread.withLock { unread -> [UInt8]? in
                guard let end = Self.end(of: marker, in: unread) else { return nil }
                defer { unread.removeFirst(end) }
                return Array(unread.prefix(end))
            }
            if let found { return found }
            var request = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
            guard poll(&request, 1, 120_000) == 1 else { return nil }
            var chunk = [UInt8](repeating: 0, count: 65_536)
            let count = read(master, &chunk, chunk.count)
            guard count > 0 else { return nil }
            unread.withLock { $0 += chunk.prefix(count) }
        }
    }

    private static func end(of marker: [UInt8], in bytes: [UInt8]) -> Int? {
        guard bytes.count >= marker.count else { return nil }
        return (0...(bytes.count - marker.count)).first { bytes[$0...].starts(with: marker) }.map { $0 + marker.count }
    }
}
