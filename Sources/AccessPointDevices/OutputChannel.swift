#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Why something could not be written.
package enum OutputError: Error, Equatable {
    /// Nobody reads any more: closed pipe, hung-up terminal, closed descriptor.
    case closed
    /// The other side took nothing for the whole time allowed.
    case stalled
    /// Any other failure, as `errno`.
    case failed(code: Int32)
}

/// One open file descriptor that bytes are written to, whole or with an error.
struct OutputChannel: Sendable {
    let descriptor: Int32
    /// How long one piece of output may wait for a reader that takes nothing, in milliseconds.
    ///
    /// It counts where a write does not wait by itself: on a descriptor that never waits, or with `asksFirst`.
    var patience: Int32 = 5_000
    /// Writes little at a time, and only what the system says has room: for a descriptor whose writes wait.
    var asksFirst = false
    /// Starts a terminal's output again that somebody stopped, as by Scroll Lock, once it took nothing for a while.
    var startsAgain = false

    var isTerminal: Bool { isatty(descriptor) == 1 }

    /// Makes a reader that went away an error of `write` rather than the end of the process.
    static func ignoreBrokenPipes() {
        signal(SIGPIPE, SIG_IGN)
    }

    /// Writes all of a text's UTF-8.
    func write(_ text: String) throws(OutputError) { try write(Array(text.utf8)) }

    /// Writes all bytes.
    func write(_ bytes: [UInt8]) throws(OutputError) {
        var sent = 0
        var wait = OutputWait(patience: patience)
        while sent < bytes.count {
            if asksFirst { try waitForRoom(&wait) }
            let count = try writeSome(bytes[sent...].prefix(asksFirst ? Self.littleAtATime : .max))
            sent += count
            if count > 0 { wait = OutputWait(patience: patience) } else { try waitForRoom(&wait) }
        }
    }

    /// Starts the output of a terminal again, whoever stopped it.
    ///
    /// Only what was stopped by a program is started by one: so it is stopped first.
    func startAgain() {
        tcflow(descriptor, TCOOFF)
        tcflow(descriptor, TCOON)
    }

    /// Bytes; a terminal that says it can be written to has room for more.
    private static let littleAtATime = 64

    /// How many bytes were taken; 0 when there is no room now.
    private func writeSome(_ bytes: ArraySlice<UInt8>) throws(OutputError) -> Int {
        #if canImport(Glibc)
        let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        #elseif canImport(Musl)
        let written = bytes.withUnsafeBytes { Musl.write(descriptor, $0.baseAddress, $0.count) }
        #else
        let written = bytes.withUnsafeBytes { Darwin.write(descriptor, $0.baseAddress, $0.count) }
        #endif
        if written >= 0 { return written }
        switch errno {
        case EINTR, EAGAIN: return 0
        case EPIPE, EIO, EBADF, ENXIO: throw .closed
        default: throw .failed(code: errno)
        }
    }

    private func waitForRoom(_ wait: inout OutputWait) throws(OutputError) {
        while true {
            guard let pause = wait.nextPause() else { throw .stalled }
            var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            let ready = poll(&request, 1, pause)
            if ready > 0 { return }
            if ready < 0, errno != EINTR { throw .failed(code: errno) }
            if ready == 0, startsAgain { startAgain() }
        }
    }
}

/// One wait of an output that takes nothing.
private struct OutputWait {
    /// In milliseconds.
    let patience: Int32
    private let started = ContinuousClock.now
    private var looks = 0

    init(patience: Int32) { self.patience = patience }

    /// Milliseconds to wait for room now; `nil` when patience is at its end.
    ///
    /// A terminal may say that it has room and then take nothing, as with room for one byte before a line end, which
    /// is two: from the second look on it is left alone for a moment.
    mutating func nextPause() -> Int32? {
        let waited = started.duration(to: .now) / .milliseconds(1)
        guard waited < Double(patience) else { return nil }
        looks += 1
        if looks > 2 { _ = poll(nil, 0, 5) }
        return max(1, min(patience / 5, patience - Int32(waited)))
    }
}
