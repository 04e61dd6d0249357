/// Header fields that the contract uses, in lower case.
package enum HeaderName {
    package static let accept = "accept"
    package static let authorization = "authorization"
    package static let cacheControl = "cache-control"
    package static let contentType = "content-type"
    package static let age = "age"
    package static let date = "date"
    package static let etag = "etag"
    /// The record's id in quotes; the path says the same (draft-ietf-httpapi-idempotency-key-header).
    package static let idempotencyKey = "idempotency-key"
    package static let ifNoneMatch = "if-none-match"
    package static let retryAfter = "retry-after"
    package static let vary = "vary"
}
