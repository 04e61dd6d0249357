import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import ServiceDesk

/// From the errors of AsyncHTTPClient, NIO and NIOSSL to codes: by type and code, never by text.
enum TransportFailure {
    static func backendError(_ error: any Error) -> BackendError {
        switch error {
        case let error as BackendError: error
        case is Deadline.Passed: BackendError(.timedOut, detail: "deadline passed")
        case is BodyReader.TooLarge: BackendError(.badAnswer, detail: "answer too large")
        case let error as BodyReader.Broken: duringBody(error.cause)
        case is CancellationError: BackendError(.cancelled, detail: "cancelled")
        case let error as HTTPClientError: BackendError(code(error), detail: error.shortDescription)
        case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError:
            BackendError(.insecure, detail: "secure connection failed")
        case is HTTPParserError: BackendError(.badAnswer, detail: "not HTTP")
        case ChannelError.connectTimeout: BackendError(.timedOut, detail: "no connection in time")
        case is NIOConnectionError, is IOError, is ChannelError, is SocketAddressError:
            BackendError(.cannotConnect, detail: "connection failed")
        default: BackendError(.badAnswer, detail: "unreadable answer")
        }
    }

    /// Whether the other side closed a connection that stood, before it sent the head of an answer.
    static func isClosedConnection(_ error: any Error) -> Bool {
        switch error {
        case let error as HTTPClientError: error == .remoteConnectionClosed
        case let error as IOError: error.errnoCode == ECONNRESET || error.errnoCode == EPIPE
        default: false
        }
    }

    /// After the head a closed connection is half an answer, and unknown errors come from decompression.
    private static func duringBody(_ error: any Error) -> BackendError {
        switch error {
        case let error as HTTPClientError where error == .remoteConnectionClosed: cutShort
        case NIOSSLError.uncleanShutdown, is HTTPParserError: cutShort
        default: backendError(error)
        }
    }

    private static var cutShort: BackendError { BackendError(.badAnswer, detail: "answer cut short") }

    private static func code(_ error: HTTPClientError) -> BackendError.Code {
        switch error {
        case .readTimeout, .writeTimeout, .deadlineExceeded, .connectTimeout, .getConnectionFromPoolTimeout,
            .tlsHandshakeTimeout, .httpProxyHandshakeTimeout, .socksHandshakeTimeout:
            .timedOut
        case .cancelled: .cancelled
        case .proxyAuthenticationRequired: .refused
        case .invalidProxyResponse: .badAnswer
        default: .cannotConnect
        }
    }
}
