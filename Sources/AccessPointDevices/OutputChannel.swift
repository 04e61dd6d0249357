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
    var patience: Int32 = 5_000

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
        while sent < bytes.count {
            sent += try writeSome(bytes[sent...])
        }
    }

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
        case EINTR: return 0
        case EAGAIN:
            try waitUntilWritable()
            return 0
        case EPIPE, EIO, EBADF, ENXIO: throw .closed
        default: throw .failed(code: errno)
        }
    }

    private func waitUntilWritable() throws(OutputError) {
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        let ready = poll(&request, 1, patience)
        if ready == 0 { throw .stalled }
        if ready < 0, errno != EINTR { throw .failed(code: errno) }
    }
}
