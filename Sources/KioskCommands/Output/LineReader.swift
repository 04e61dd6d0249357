import Glibc

/// Reads a file line by line, without holding it in memory; a line is at most 4 MB.
final class LineReader {
    private static let longestLine = 4_000_000
    private let path: String
    private var descriptor: Int32 = -1
    private var buffer: [UInt8] = []
    private var start = 0
    private var isAtEnd = false
    private var isOpen = false

    /// - Parameter path: `-` is standard input. Opened at the first line.
    init(path: String) { self.path = path }

    deinit { if descriptor > 0 { close(descriptor) } }

    /// The next line without its end; `nil` after the last.
    ///
    /// - Throws: `ConfigurationFault` when the file cannot be read or a line is too long.
    func next() throws -> String? {
        guard let line = try nextBytes() else { return nil }
        return String(decoding: line, as: UTF8.self)
    }

    /// The next line as bytes.
    func nextBytes() throws -> ArraySlice<UInt8>? {
        try openIfNeeded()
        while true {
            if let end = buffer[start...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { start = end + 1 }
                return withoutReturn(buffer[start..<end])
            }
            if isAtEnd {
                defer { start = buffer.count }
                return start < buffer.count ? withoutReturn(buffer[start...]) : nil
            }
            try fill()
        }
    }

    private func withoutReturn(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    }

    private func openIfNeeded() throws {
        guard !isOpen else { return }
        descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw ConfigurationFault(file: path, mend: "cannot be read: \(reason)") }
        isOpen = true
    }

    private func fill() throws {
        buffer.removeFirst(start)
        start = 0
        guard buffer.count < Self.longestLine else { throw ConfigurationFault(file: path, mend: "a line is too long") }
        var chunk = [UInt8](repeating: 0, count: 65_536)
        let count = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
        if count < 0, errno != EINTR { throw ConfigurationFault(file: path, mend: "cannot be read: \(reason)") }
        if count == 0 { isAtEnd = true }
        if count > 0 { buffer += chunk[0..<count] }
    }

    private var reason: String { String(cString: strerror(errno)) }
}
