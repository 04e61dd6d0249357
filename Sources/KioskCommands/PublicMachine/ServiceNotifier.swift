import Glibc
import Synchronization

/// Tells systemd that the kiosk is ready and alive: datagrams `KEY=value` to `$NOTIFY_SOCKET` (sd_notify(3)).
///
/// Without systemd there is no socket, and nothing is sent.
final class ServiceNotifier: Sendable {
    private let address: [UInt8]?
    private let interval: Duration?
    private let lastSent = Mutex<ContinuousClock.Instant?>(nil)

    /// - Parameters:
    ///   - socket: a path, or `@name` for an abstract socket.
    ///   - watchdogMicroseconds: `$WATCHDOG_USEC`; life is reported twice in this time.
    init(
        socket: String? = ServiceNotifier.variable("NOTIFY_SOCKET"),
        watchdogMicroseconds: String? = ServiceNotifier.variable("WATCHDOG_USEC")
    ) {
        address = socket.flatMap { Self.bytes(of: $0) }
        interval = watchdogMicroseconds.flatMap { Int64($0) }.map { .microseconds($0 / 2) }
    }

    /// Sends one message; nothing can be done when nobody listens.
    func send(_ message: String) {
        guard let address else { return }
        let socket = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { return }
        defer { close(socket) }
        let bytes = Array(message.utf8)
        var name = sockaddr_un()
        name.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: address) }
        // An abstract name ends with its last byte, a path with the null byte behind it; both may be given exactly.
        let length = socklen_t(MemoryLayout<sa_family_t>.size + address.count)
        withUnsafePointer(to: &name) { name in
            name.withMemoryRebound(to: sockaddr.self, capacity: 1) { name in
                _ = sendto(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL), name, length)
            }
        }
    }

    /// Reports life when half of the watchdog's time has passed since the last report.
    func keepAlive() {
        guard let interval else { return }
        let isDue = lastSent.withLock { last in
            guard last.map({ $0.duration(to: .now) >= interval }) ?? true else { return false }
            last = .now
            return true
        }
        if isDue { send("WATCHDOG=1") }
    }

    private static func bytes(of path: String) -> [UInt8]? {
        var bytes = Array(path.utf8)
        if bytes.first == UInt8(ascii: "@") { bytes[0] = 0 }
        let room = MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1
        return bytes.isEmpty || bytes.count > room ? nil : bytes
    }

    static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
