import AsyncHTTPClient
package import FoundationEssentials
import NIOCore
import NIOSSL
import NIOTLS
package import ServiceDesk

/// What is to be said of a backend's certificate.
package enum CertificateFinding: Equatable, Sendable {
    case trusted(until: Date)
    case expired(since: Date)
    /// Also what a kiosk sees whose own clock is years behind.
    case notYetValid(from: Date)
    case wrongName
    case unknownAuthority
}

extension BackendDiagnosis {
    /// The certificate of the backend; directly, also when a proxy is configured.
    ///
    /// - Parameter now: our clock, against which validity is judged.
    /// - Throws: `BackendError` when there is no secure connection to speak of.
    package func certificate(now: Date) async throws(BackendError) -> CertificateFinding {
        guard let address = try await resolved().first else { throw BackendError(.cannotConnect) }
        let trouble: BackendError
        do throws(BackendError) {
            return .trusted(until: try await handshake(address, verifies: true).until)
        } catch { trouble = error }
        guard trouble.code == .insecure else { throw trouble }
        // Once more without judging, only to read the dates; nothing is sent over this connection.
        let shown = try await handshake(address, verifies: false)
        if now >= shown.until { return .expired(since: shown.until) }
        if now < shown.from { return .notYetValid(from: shown.from) }
        return trouble.detail == Self.nameTrouble ? .wrongName : .unknownAuthority
    }

    private static let nameTrouble = "the certificate is for another name"

    private func handshake(
        _ address: SocketAddress,
        verifies: Bool
    ) async throws(BackendError) -> (from: Date, until: Date) {
        let context: NIOSSLContext
        do {
            var configuration = try HTTPClient.Configuration.security(settings)
            if !verifies { configuration.certificateVerification = .none }
            context = try NIOSSLContext(configuration: configuration)
        } catch {
            throw BackendError(.refused, detail: "\(error)")
        }
        let result = HandshakeResult()
        let host = target.host
        try await connect(to: address) { channel in
            let promise = channel.eventLoop.makePromise(of: Void.self)
            do {
                let name = (try? SocketAddress(ipAddress: host, port: 0)) == nil ? host : nil
                let handler = try NIOSSLClientHandler(context: context, serverHostname: name)
                try channel.pipeline.syncOperations.addHandler(handler)
                try channel.pipeline.syncOperations.addHandler(HandshakeWatch(handler, promise, result))
            } catch {
                promise.fail(error)
            }
            return promise.futureResult
        }
        guard let dates = result.dates else { throw BackendError(.insecure, detail: "no certificate") }
        return dates
    }

    /// Ends the promise with the handshake.
    private final class HandshakeWatch: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        private let handler: NIOSSLClientHandler
        private let result: HandshakeResult
        private var promise: EventLoopPromise<Void>?

        init(_ handler: NIOSSLClientHandler, _ promise: EventLoopPromise<Void>, _ result: HandshakeResult) {
            self.handler = handler
            self.promise = promise
            self.result = result
        }

        func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
            guard case TLSUserEvent.handshakeCompleted = event else { return }
            if let own = handler.peerCertificate {
                result.dates = (
                    Date(timeIntervalSince1970: Double(own.notValidBefore)),
                    Date(timeIntervalSince1970: Double(own.notValidAfter))
                )
            }
            promise?.succeed()
            promise = nil
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            let isName = (error as? NIOSSLExtraError) == .failedToValidateHostname
            promise?.fail(isName ? BackendError(.insecure, detail: BackendDiagnosis.nameTrouble) : error)
            promise = nil
            context.close(promise: nil)
        }

        func channelInactive(context: ChannelHandlerContext) {
            promise?.fail(BackendError(.insecure, detail: "closed within the handshake"))
            promise = nil
        }
    }
}
