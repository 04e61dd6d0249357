/// Why a request failed (RFC 9457, `application/problem+json`).
///
/// Decisions are made on `type`, never on texts.
package struct ProblemDetails: Equatable, Codable, Sendable {
    package var type: String
    package var title: String?
    package var status: Int?
    package var detail: String?

    package init(_ type: ProblemType, detail: String? = nil) {
        self.type = type.uri
        title = type.title
        status = type.status
        self.detail = detail
    }

    /// The stable code; `nil` for a type that this version does not know.
    package var known: ProblemType? { ProblemType(uri: type) }

    private enum CodingKeys: String, CodingKey { case type, title, status, detail }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        type = try values.decodeIfPresent(String.self, forKey: .type) ?? "about:blank"
        title = try? values.decodeIfPresent(String.self, forKey: .title)
        status = try? values.decodeIfPresent(Int.self, forKey: .status)
        detail = try? values.decodeIfPresent(String.self, forKey: .detail)
    }
}

/// The stable codes of the contract.
package enum ProblemType: String, CaseIterable, Sendable {
    /// No such thing; the same words for an unknown code, a wrong second factor and a blocked asker.
    case notFound = "not-found"
    case invalidRequest = "invalid-request"
    case unauthorised = "unauthorised"
    case forbidden = "forbidden"
    case methodNotAllowed = "method-not-allowed"
    /// The record is being worked on; ask again later.
    case conflict = "conflict"
    case tooLarge = "too-large"
    case unsupportedMediaType = "unsupported-media-type"
    /// The id is taken by a record with other bytes.
    case recordDiffers = "record-differs"
    /// The record is not what its kind needs.
    case invalidRecord = "invalid-record"
    case upgradeRequired = "upgrade-required"
    case tooManyRequests = "too-many-requests"
    case serverFailed = "server-failed"
    case unavailable = "unavailable"

    private static let prefix = "urn:kiosk:problem:"

    init?(uri: String) {
        guard uri.hasPrefix(Self.prefix) else { return nil }
        self.init(rawValue: String(uri.dropFirst(Self.prefix.count)))
    }

    /// The value of `type` on the wire.
    package var uri: String { Self.prefix + rawValue }

    /// The status that goes with it.
    package var status: Int {
        switch self {
        case .invalidRequest: 400
        case .unauthorised: 401
        case .forbidden: 403
        case .notFound: 404
        case .methodNotAllowed: 405
        case .conflict: 409
        case .tooLarge: 413
        case .unsupportedMediaType: 415
        case .recordDiffers, .invalidRecord: 422
        case .upgradeRequired: 426
        case .tooManyRequests: 429
        case .serverFailed: 500
        case .unavailable: 503
        }
    }

    /// A short English title for operators; citizens never see it.
    package var title: String {
        switch self {
        case .notFound: "Not found"
        case .invalidRequest: "The request cannot be read"
        case .unauthorised: "A valid token is needed"
        case .forbidden: "Not allowed"
        case .methodNotAllowed: "This method is not offered here"
        case .conflict: "The record is being worked on"
        case .tooLarge: "The body is too large"
        case .unsupportedMediaType: "The body must be application/json"
        case .recordDiffers: "The id is taken by another record"
        case .invalidRecord: "The record is not complete"
        case .upgradeRequired: "This version of the contract is no longer served"
        case .tooManyRequests: "Too many requests"
        case .serverFailed: "The server failed"
        case .unavailable: "Not available now"
        }
    }
}
