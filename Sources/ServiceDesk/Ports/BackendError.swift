/// Why the backend gave no usable answer.
///
/// What to do next is decided on `code` alone, never on text.
package struct BackendError: Error, Equatable, Sendable {
    package enum Code: Equatable, Sendable {
        /// Refused, unreachable, name not found, reset.
        case cannotConnect
        case timedOut
        /// Certificate or protocol of the secure connection.
        case insecure
        /// Something between kiosk and backend answered in its place.
        case captivePortal
        /// HTML, half a JSON, wrong types, too large.
        case badAnswer
        /// 5xx.
        case serverFailed
        /// 401, 403, 426: no request will work until an operator acts.
        case refused
        /// 429, or 503 with a time.
        case busy
        /// 409: still being worked on.
        case conflict
        /// 422 and other 4xx: this request will never be taken.
        case rejected
        /// The backend does not offer this.
        case notOffered
        /// The asker went away; says nothing about the backend.
        case cancelled
    }

    /// The longest wait that a backend is believed, whatever it says.
    ///
    /// An hour: a kiosk must not stay silent for days over one wrong number.
    package static let longestWait = Duration.seconds(3_600)

    package var code: Code
    /// How long to wait, where the backend said so (RFC 9110 Retry-After); up to `longestWait`.
    package let retryAfter: Duration?
    /// For the operator; holds no code, name or reference.
    package var detail: String

    package init(_ code: Code, retryAfter: Duration? = nil, detail: String = "") {
        self.code = code
        self.retryAfter = retryAfter.map { min($0, Self.longestWait) }
        self.detail = detail
    }
}
