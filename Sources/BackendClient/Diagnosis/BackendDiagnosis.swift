import BackendAPI
package import FoundationEssentials
import Glibc
package import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
package import ServiceDesk

/// The way to a backend, looked at one step after the other: name, connection, certificate, who answers.
///
/// For the operator's `kiosk doctor`; nothing of a citizen is sent. With a proxy the first two steps concern the proxy.
package struct BackendDiagnosis: Sendable {
    let settings: BackendSettings
    private let livenessPath: String
    private let logger: Logger
    private let clock = SystemClock()

    /// - Parameter livenessPath: a path that says whether anything answers (`ConnectedBackend.livenessPath`).
    package init(_ settings: BackendSettings, livenessPath: String, logger: Logger) {
        self.settings = settings
        self.livenessPath = livenessPath
        self.logger = logger
    }

    /// Where a connection goes first.
    package var target: (host: String, port: Int) {
        if let proxy = settings.proxy { return (proxy.host, proxy.port) }
        let host = settings.address.host
        return (host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host, settings.address.port)
    }

    /// The addresses of the name, IPv6 and IPv4, in the system's order.
    package func addresses() async throws(BackendError) -> [String] {
        try await resolved().compactMap(\.ipAddress)
    }

    /// The addresses that take a connection; the others are left out.
    package func connections() async throws(BackendError) -> [String] {
        var open: [String] = []
        var last = BackendError(.cannotConnect, detail: "no address")
        for address in try await resolved() {
            do throws(BackendError) {
                try await connect(to: address) { channel in channel.eventLoop.makeSucceededVoidFuture() }
                if let text = address.ipAddress { open.append(text) }
            } catch { last = error }
        }
        guard !open.isEmpty else { throw last }
        return open
    }

    /// What answers at the backend's address, with its clock and how long it took.
    package func greeting() async throws(BackendError) -> BackendGreeting {
        let transport: HTTPTransport
        do {
            transport = try HTTPTransport(settings, logger: logger)
        } catch {
            throw BackendError(.refused, detail: "\(error)")
        }
        let start = clock.uptime
        let result: Result<BackendAnswer, BackendError>
        do throws(BackendError) {
            result = .success(try await transport.answer(.get(livenessPath)))
        } catch {
            result = .failure(error)
        }
        let took = clock.uptime - start
        await transport.shutdown()
        return BackendGreeting(try result.get(), took: took)
    }

    /// Opens a connection, lets `prepare` set it up and waits for it, and closes.
    func connect(
        to address: SocketAddress,
        _ prepare: @escaping @Sendable (any Channel) -> EventLoopFuture<Void>
    ) async throws(BackendError) {
        do {
            let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connectTimeout(settings.deadlines.connect.timeAmount)
                .connect(to: address).get()
            defer { channel.close(promise: nil) }
            try await Deadline.within(settings.deadlines.answer) {
                try await channel.eventLoop.flatSubmit { prepare(channel) }.get()
            }
        } catch {
            throw TransportFailure.backendError(error)
        }
    }

    func resolved() async throws(BackendError) -> [SocketAddress] {
        let (host, port) = target
        // The resolver cannot be interrupted, so it is left behind when it takes too long.
        let found = await clock.limited(to: .seconds(5)) { () async -> [SocketAddress] in
            (try? await NIOThreadPool.singleton.runIfActive { Self.look(up: host, port: port) }) ?? []
        }
        guard let found else { throw BackendError(.timedOut, detail: "the name server does not answer") }
        guard !found.isEmpty else { throw BackendError(.cannotConnect, detail: "no such name") }
        return found
    }

    private static func look(up host: String, port: Int) -> [SocketAddress] {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, "\(port)", &hints, &list) == 0 else { return [] }
        defer { freeaddrinfo(list) }
        var found: [SocketAddress] = []
        var next = list
        while let entry = next?.pointee {
            var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
            let isNumeric = getnameinfo(
                entry.ai_addr, entry.ai_addrlen, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST)
            let name = String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            if isNumeric == 0, let address = try? SocketAddress(ipAddress: name, port: port) { found.append(address) }
            next = entry.ai_next
        }
        return found
    }
}

/// What answered at a backend's address.
package struct BackendGreeting: Equatable, Sendable {
    package var status: Int
    /// A page for people, a redirect or 511 (RFC 6585 §6): not the backend.
    package var isPortal: Bool
    /// The other side's clock, `Date` (RFC 9110 §6.6.1).
    package var clock: Date?
    package var took: Duration

    init(_ answer: BackendAnswer, took: Duration) {
        status = answer.head.status
        isPortal = (300...399).contains(status) || status == 511 || (status == 200 && answer.head.isHTML)
        clock = answer.head.headers.first(name: HeaderName.date).flatMap(HTTPDate.read)
        self.took = took
    }
}
