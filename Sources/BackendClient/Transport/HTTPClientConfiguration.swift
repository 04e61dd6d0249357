import AsyncHTTPClient
import NIOCore
import NIOSSL

extension HTTPClient.Configuration {
    /// The one configuration of the client; every trap it avoids was measured (research/dependencies.md).
    init(_ settings: BackendSettings) throws(BackendSettingsFault) {
        self.init()
        tlsConfiguration = try Self.security(settings)
        httpVersion = .http1Only
        // A token never follows a redirect, and none of this API is at another address.
        redirectConfiguration = .disallow
        // Without this a refused port takes the whole deadline.
        connectionPool.retryConnectionEstablishment = false
        // Shorter than the keep-alive of common servers, so that a request rarely meets a closing connection.
        connectionPool.idleTimeout = .seconds(4)
        timeout.connect = settings.deadlines.connect.timeAmount
        // Silence is bounded by `Deadline`: a read time-out here would also fire while the store is slow.
        timeout.read = nil
        // With a limit on what one piece can unfold to (25 times; the real catalogue has 9); `BodyReader` bounds the
        // whole. Taken from there because naming a limit here would need one more package.
        decompression = HTTPClient.Configuration.singletonConfiguration.decompression
        proxy = settings.proxy.map { .server(host: $0.host, port: $0.port) }
    }

    /// What is trusted, and what the kiosk shows of itself.
    static func security(_ settings: BackendSettings) throws(BackendSettingsFault) -> TLSConfiguration {
        var security = TLSConfiguration.makeClientConfiguration()
        security.minimumTLSVersion = .tlsv12
        if let path = settings.authoritiesPath {
            guard let authorities = try? NIOSSLCertificate.fromPEMFile(path), !authorities.isEmpty else {
                throw .authorities(path: path)
            }
            security.trustRoots = .certificates(authorities)
        }
        if let own = settings.clientCertificate {
            guard let chain = try? NIOSSLCertificate.fromPEMFile(own.chainPath), !chain.isEmpty else {
                throw .clientCertificate(path: own.chainPath)
            }
            guard let key = try? NIOSSLPrivateKey(file: own.keyPath, format: .pem) else {
                throw .clientCertificate(path: own.keyPath)
            }
            security.certificateChain = chain.map { .certificate($0) }
            security.privateKey = .privateKey(key)
        }
        return security
    }
}

extension Duration {
    /// The same length for NIO; settings are at most an hour, so nothing overflows.
    var timeAmount: TimeAmount {
        .milliseconds(max(1, components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000))
    }
}
