import Foundation
import Glibc
import Synchronization

/// Stands between kiosk and backend on 127.0.0.1 and writes down every byte the kiosk sends.
///
/// What it records before an empty line is what servers and proxies on the way would write into their logs.
package final class RecordingProxy: Sendable {
    /// What could not be done.
    package struct Failure: Error { package let step: String }

    /// Where it listens.
    package let port: Int
    private let listener: Int32
    private let target: Int
    private let sent = Mutex<[[UInt8]]>([])
    private let isOpen = Mutex(true)

    /// Listens on a free port and hands everything on to `target`.
    package init(target: Int) throws {
        self.target = target
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = Self.loopback(port: 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, 64) == 0 && getsockname(listener, $0, &length) == 0
            }
        }
        guard listener >= 0, isListening else { throw Failure(step: "listen") }
        self.listener = listener
        port = Int(UInt16(bigEndian: address.sin_port))
        // Its work blocks: threads of its own, as those of the tests and of queues are few.
        Thread.detachNewThread { self.acceptAll() }
    }

    /// The request heads: first lines and headers, one text for each request.
    package var heads: [String] {
        sent.withLock { $0 }.flatMap { connection in
            let text = String(decoding: connection, as: UTF8.self)
            return text.split(separator: "\r\n\r\n").flatMap { piece -> [String] in
                // A body of JSON ends with its brace, the next head follows at once.
                let lines = piece.split(separator: "\r\n").map(String.init)
                guard let first = lines.first else { return [] }
                let start = Self.head(first)
                return start.isEmpty ? [] : [([start] + lines.dropFirst()).joined(separator: "\r\n")]
            }
        }
    }

    /// Everything the kiosk sent, heads and bodies.
    package var everything: String {
        sent.withLock { $0 }.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
    }

    /// Goes away: new connections are refused; may be called again.
    package func stop() {
        let wasOpen = isOpen.withLock { isOpen in
            defer { isOpen = false }
            return isOpen
        }
        guard wasOpen else { return }
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    /// The request line at the end of a piece that may begin with the body before it.
    private static func head(_ line: String) -> String {
        for method in ["POST /", "GET /", "PUT /", "HEAD /"] {
            if let range = line.ranges(of: method).last { return String(line[range.lowerBound...]) }
        }
        return ""
    }

    private static func loopback(port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        address.sin_port = UInt16(port).bigEndian
        return address
    }

    private func acceptAll() {
        while isOpen.withLock({ $0 }) {
            let client = accept(listener, nil, nil)
            guard client >= 0 else { return }
            _ = fcntl(client, F_SETFD, FD_CLOEXEC)
            let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
            var address = Self.loopback(port: target)
            let isConnected = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(server, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
                }
            }
            guard isConnected else {
                close(client)
                close(server)
                continue
            }
            let index = sent.withLock { sent in
                sent.append([])
                return sent.count - 1
            }
            Thread.detachNewThread { self.relay(from: client, to: server, recordingAt: index) }
            Thread.detachNewThread { self.relay(from: server, to: client, recordingAt: nil) }
        }
    }

    private func relay(from source: Int32, to sink: Int32, recordingAt index: Int?) {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(source, &chunk, chunk.count)
            guard count > 0 else { break }
            if let index { sent.withLock { $0[index] += chunk.prefix(count) } }
            var done = 0
            while done < count {
                let written = chunk[done..<count].withUnsafeBytes { write(sink, $0.baseAddress, $0.count) }
                guard written > 0 else { break }
                done += written
            }
        }
        shutdown(sink, Int32(SHUT_WR))
        // The descriptor that is read is closed by its reader alone.
        close(source)
    }
}
