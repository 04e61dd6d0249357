import FoundationEssentials
import Glibc

/// A real nginx with the project's own site-cache configuration, put on loopback.
struct Nginx {
    struct Failed: Error, CustomStringConvertible {
        var description: String
    }

    let port: Int
    private let child: pid_t

    /// Starts it and waits until it answers.
    ///
    /// - Throws: `Failed` when nginx is not there or does not start.
    init(root: String, repository: String, backendPort: Int) throws {
        port = Self.freePort()
        let file = root + "/nginx.conf"
        let shipped = try String(contentsOfFile: repository + "/kiosk-config/site-cache/nginx.conf", encoding: .utf8)
        let own = Self.onLoopback(shipped, root: root, port: port, backendPort: backendPort)
        try Data(own.utf8).write(to: URL(filePath: file))
        let errors = root + "/nginx.err"
        guard let child = Child.start(["nginx", "-p", root, "-c", file, "-g", "daemon off;"], errors: errors) else {
            throw Failed(description: "nginx is not installed (apt install nginx-light)")
        }
        self.child = child
        guard Self.isListening(port) else {
            kill(child, SIGTERM)
            throw Failed(description: (try? String(contentsOfFile: errors, encoding: .utf8)) ?? "nginx did not start")
        }
    }

    func stop() {
        kill(child, SIGTERM)
        _ = Child.end(of: child)
    }

    /// The shipped file with the addresses, folders and the security of the upstream changed, nothing else.
    static func onLoopback(_ shipped: String, root: String, port: Int, backendPort: Int) -> String {
        let changes = [
            ("/run/kiosk-site-cache.pid", root + "/nginx.pid"), ("/var/log/nginx/", root + "/"),
            ("/var/cache/kiosk-site", root + "/cache"), ("listen 8080;", "listen 127.0.0.1:\(port);"),
            ("server api.example.gov.vn:443;", "server 127.0.0.1:\(backendPort);"),
            ("https://province", "http://province"),
        ]
        let changed = changes.reduce(shipped) { $0.replacing($1.0, with: $1.1) }
        return changed.split(separator: "\n", omittingEmptySubsequences: false)
            .filter { !$0.contains("proxy_ssl_") }.joined(separator: "\n")
    }

    private static func freePort() -> Int {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(listener) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        _ = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && getsockname(listener, $0, &length) == 0
            }
        }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    private static func isListening(_ port: Int) -> Bool {
        for _ in 0..<200 {
            let probe = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            defer { close(probe) }
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = UInt16(port).bigEndian
            address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            let isOpen = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(probe, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
                }
            }
            if isOpen { return true }
            poll(nil, 0, 25)
        }
        return false
    }
}
