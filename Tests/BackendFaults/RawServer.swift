import Foundation
import Glibc
import Synchronization

/// A server of plain sockets that sends exactly the bytes it is told, right or wrong.
///
/// One thread accepts; each connection has a thread that reads requests and plays the script's reply.
package final class RawServer: Sendable {
    /// What to do once a request has been read.
    package enum Step: Sendable {
        case send([UInt8])
        /// Sends one byte after another, with a pause before each, until the other side goes.
        case drip([UInt8])
        /// Sends the bytes again and again until the other side goes or this many bytes are sent.
        case flood([UInt8], total: Int)
        /// Keeps the connection and says nothing until the other side goes.
        case silence
        /// Ends with RST in place of FIN.
        case reset
        case close
    }

    /// A request as it was read.
    package struct Seen: Sendable {
        /// Request line and headers.
        package var head: String
        /// The body.
        package var body: [UInt8]
        /// The first line.
        package var line: String { String(head.prefix { $0 != "\r\n" }) }
        /// Whether a header is there.
        package func has(_ header: String) -> Bool { head.lowercased().contains(header.lowercased()) }
    }

    /// The port on 127.0.0.1.
    package let port: Int
    private let listener: Int32
    private let reply: @Sendable (Seen) -> [Step]
    private let greeting: [UInt8]
    private let state = Mutex((seen: [Seen](), isStopped: false))

    /// Listens on a free port of 127.0.0.1.
    ///
    /// - Parameters:
    ///   - greeting: Sent before anything is read.
    ///   - isIPv6: Listens on `::1` instead.
    package init(greeting: [UInt8] = [], isIPv6: Bool = false, _ reply: @escaping @Sendable (Seen) -> [Step]) throws {
        self.reply = reply
        self.greeting = greeting
        (listener, port) = try isIPv6 ? Self.listen6() : Self.listen4()
        Thread.detachNewThread { [self] in acceptAll() }
    }

    private static func listen4() throws -> (Int32, Int) {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let listener = try listen(AF_INET, &address)
        return (listener, Int(UInt16(bigEndian: address.sin_port)))
    }

    private static func listen6() throws -> (Int32, Int) {
        var address = sockaddr_in6()
        address.sin6_family = sa_family_t(AF_INET6)
        address.sin6_addr = in6addr_loopback
        let listener = try listen(AF_INET6, &address)
        return (listener, Int(UInt16(bigEndian: address.sin6_port)))
    }

    /// Binds, listens, and reads the address back with its port.
    private static func listen<Address>(_ family: Int32, _ address: inout Address) throws -> Int32 {
        let listener = socket(family, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var length = socklen_t(MemoryLayout<Address>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && Glibc.listen(listener, 64) == 0
                    && getsockname(listener, $0, &length) == 0
            }
        }
        guard listener >= 0, isListening else { throw POSIXError(.EADDRNOTAVAIL) }
        return listener
    }

    /// The same reply to every request.
    package convenience init(greeting: [UInt8] = [], steps: [Step]) throws {
        try self.init(greeting: greeting) { _ in steps }
    }

    /// All requests so far.
    package var seen: [Seen] { state.withLock { $0.seen } }

    /// Stops listening; threads of connections end by themselves.
    package func stop() {
        state.withLock { $0.isStopped = true }
        shutdown(listener, Int32(SHUT_RDWR))
    }

    private var isStopped: Bool { state.withLock { $0.isStopped } }

    private func acceptAll() {
        while !isStopped {
            let connection = accept(listener, nil, nil)
            guard connection >= 0 else { break }
            // A program that another test starts must not hold the connection open when this side closes it.
            _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
            Thread.detachNewThread { [self] in serve(connection) }
        }
        Glibc.close(listener)
    }

    private func serve(_ connection: Int32) {
        var pending: [UInt8] = []
        _ = send(greeting, connection)
        serving: while let request = read(connection, &pending) {
            state.withLock { $0.seen.append(request) }
            for step in reply(request) where !play(step, connection) { break serving }
        }
        Glibc.close(connection)
    }

    private func read(_ connection: Int32, _ pending: inout [UInt8]) -> Seen? {
        let mark = Array("\r\n\r\n".utf8)
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            if let end = pending.firstRange(of: mark) {
                let head = String(decoding: pending[..<end.upperBound], as: UTF8.self)
                let length = contentLength(head)
                if pending.count >= end.upperBound + length {
                    let body = Array(pending[end.upperBound..<end.upperBound + length])
                    pending.removeFirst(end.upperBound + length)
                    return Seen(head: head, body: body)
                }
            }
            guard waitForBytes(connection) else { return nil }
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            pending.append(contentsOf: buffer[..<count])
        }
    }

    private func contentLength(_ head: String) -> Int {
        head.lowercased().split(separator: "\r\n").lazy
            .filter { $0.hasPrefix("content-length:") }
            .compactMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) }
            .first ?? 0
    }

    /// Plays a step; `false` when the connection is over.
    private func play(_ step: Step, _ connection: Int32) -> Bool {
        switch step {
        case .send(let bytes): return send(bytes, connection)
        case .drip(let bytes):
            for byte in bytes {
                guard send([byte], connection), !isGone(connection, within: 20) else { return false }
            }
            return true
        case .flood(let bytes, let total):
            var sent = 0
            while sent < total {
                guard send(bytes, connection) else { return false }
                sent += bytes.count
            }
            return true
        case .silence:
            while !isStopped, !isGone(connection, within: 20) {}
            return false
        case .reset:
            var now = linger(l_onoff: 1, l_linger: 0)
            setsockopt(connection, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
            return false
        case .close:
            // Says goodbye even where a program started in that moment holds a copy.
            shutdown(connection, Int32(SHUT_RDWR))
            return false
        }
    }

    private func send(_ bytes: [UInt8], _ connection: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    private func waitForBytes(_ connection: Int32) -> Bool {
        var descriptor = pollfd(fd: connection, events: Int16(POLLIN), revents: 0)
        while !isStopped {
            if poll(&descriptor, 1, 20) != 0 { return true }
        }
        return false
    }

    private func isGone(_ connection: Int32, within milliseconds: Int32) -> Bool {
        var descriptor = pollfd(fd: connection, events: Int16(bitPattern: 0x2000), revents: 0)  // POLLRDHUP
        return poll(&descriptor, 1, milliseconds) > 0
    }
}
