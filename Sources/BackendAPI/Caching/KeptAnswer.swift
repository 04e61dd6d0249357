package import FoundationEssentials

/// An answer to a GET as a private cache keeps it (RFC 9111): when it may be used, when it must be asked for again,
/// and what a 304 changes in it.
///
/// The rules are checked row by row against the ids of http-tests/cache-tests that apply to a private cache.
package struct KeptAnswer: Codable, Equatable, Sendable {
    /// What to do with a request.
    package enum Use: Equatable, Sendable {
        /// The kept answer is fresh.
        case kept
        /// Ask with these validators; a 304 confirms the kept answer.
        case validate(etag: String?, lastModified: String?)
        /// Ask without conditions; the kept answer is for another request or has no validator.
        case ask
    }

    package private(set) var status: Int
    package private(set) var fields: HeaderFields
    package let body: Data
    /// The fields of the request that `Vary` names.
    private let selected: [String: String]
    private var requestedAt: Date
    private var receivedAt: Date

    /// Keeps an answer to a GET; `nil` when it must not be kept or could never be used (RFC 9111 §3).
    package init?(
        status: Int, fields: HeaderFields, body: Data,
        request: HeaderFields, requestedAt: Date, receivedAt: Date
    ) {
        let control = CacheControl(fields[HeaderName.cacheControl])
        guard (200...599).contains(status), status != 206, status != 304 else { return nil }
        guard !control.has("no-store"), !CacheControl(request[HeaderName.cacheControl]).has("no-store") else {
            return nil
        }
        let names = fields.list(HeaderName.vary).map { $0.lowercased() }
        guard !names.contains("*") else { return nil }
        self.status = status
        self.fields = fields.without(Self.hopByHop.union(fields.list("connection").map { $0.lowercased() }))
        self.body = body
        self.requestedAt = requestedAt
        self.receivedAt = receivedAt
        selected = Dictionary(names.map { ($0, Self.normal(request, $0)) }) { first, _ in first }
        guard isUnderstood(control), lifetime != nil || validators != nil else { return nil }
    }

    /// What to do with a request that has these fields.
    package func use(for request: HeaderFields, at now: Date) -> Use {
        guard matches(request) else { return .ask }
        let wish = CacheControl(request[HeaderName.cacheControl])
        let control = CacheControl(fields[HeaderName.cacheControl])
        let mustAsk = control.has("no-cache") || wish.has("no-cache") || wish.has("no-store")
        if !mustAsk, let left = freshness(at: now), left > 0 {
            let isYoung = wish.seconds("max-age").map { age(at: now) < Double($0) } ?? true
            if isYoung, left > Double(wish.seconds("min-fresh") ?? 0) { return .kept }
        }
        guard let validators else { return .ask }
        return .validate(etag: validators.etag, lastModified: validators.lastModified)
    }

    /// The kept answer after a 304, with its newer fields (RFC 9111 §3.2, §4.3.4); `nil` when the 304 is about another
    /// answer, and it must be asked for again.
    package func confirmed(by newer: HeaderFields, requestedAt: Date, receivedAt: Date) -> KeptAnswer? {
        if let tag = newer.single(HeaderName.etag), let own = fields.single(HeaderName.etag) {
            guard Self.opaque(tag) == Self.opaque(own) else { return nil }
        }
        var confirmed = self
        let dropped = Self.hopByHop.union(Self.keptFields).union(newer.list("connection").map { $0.lowercased() })
        // An age belongs to the answer it came with.
        confirmed.fields = fields.without(["age"]).replaced(by: newer.without(dropped))
        confirmed.requestedAt = requestedAt
        confirmed.receivedAt = receivedAt
        return confirmed
    }

    /// Seconds since the backend made or confirmed the answer (RFC 9111 §4.2.3).
    package func age(at now: Date) -> Double {
        let delay = max(0, receivedAt.timeIntervalSince(requestedAt))
        let stated = Double(statedAge) + delay
        let apparent = date.map { max(0, receivedAt.timeIntervalSince($0)) } ?? 0
        return max(apparent, stated) + max(0, now.timeIntervalSince(receivedAt))
    }

    /// Seconds for which it is still fresh; `nil` after the clock was set back, when nothing is certain.
    private func freshness(at now: Date) -> Double? {
        guard now >= receivedAt, let lifetime else { return nil }
        return Double(lifetime) - age(at: now)
    }

    /// Seconds for which it is fresh (RFC 9111 §4.2.1); `nil` when nothing says so.
    private var lifetime: Int? {
        let control = CacheControl(fields[HeaderName.cacheControl])
        if let seconds = control.seconds("max-age") { return seconds }
        if !fields["expires"].isEmpty {
            // Anything that is no date, most of all "0", means already stale (RFC 9111 §5.3).
            guard let expires = fields.single("expires").flatMap(HTTPDate.read) else { return 0 }
            return Int(max(0, expires.timeIntervalSince(date ?? receivedAt)))
        }
        return heuristicLifetime(control)
    }

    /// A tenth of the time since the last change, a day at most (RFC 9111 §4.2.2).
    private func heuristicLifetime(_ control: CacheControl) -> Int? {
        guard Self.heuristicStatuses.contains(status) || control.has("public") else { return nil }
        guard let changed = fields.single("last-modified").flatMap(HTTPDate.read) else { return nil }
        return Int(min(max(0, (date ?? receivedAt).timeIntervalSince(changed) / 10), 86_400))
    }

    private var date: Date? { fields.single(HeaderName.date).flatMap(HTTPDate.read) }

    /// An unreadable age counts as the greatest.
    private var statedAge: Int {
        fields.list("age").map { DeltaSeconds.read($0) ?? DeltaSeconds.greatest }.max() ?? 0
    }

    private var validators: (etag: String?, lastModified: String?)? {
        let etag = fields.single(HeaderName.etag).flatMap { $0.contains("\"") ? $0 : nil }
        let changed = fields.single("last-modified")
        return etag == nil && changed == nil ? nil : (etag, changed)
    }

    /// A final status whose meaning is known, or one that its sender calls cacheable (RFC 9111 §3).
    private func isUnderstood(_ control: CacheControl) -> Bool {
        Self.heuristicStatuses.contains(status) || control.has("public") || control.has("max-age")
            || !fields["expires"].isEmpty
    }

    private func matches(_ request: HeaderFields) -> Bool {
        selected.allSatisfy { Self.normal(request, $0.key) == $0.value }
    }

    private static func normal(_ request: HeaderFields, _ name: String) -> String {
        request.list(name).joined(separator: ",")
    }

    /// The tag without its mark of weakness: validation compares weakly (RFC 9110 §13.1.2).
    private static func opaque(_ tag: String) -> Substring { tag.hasPrefix("W/") ? tag.dropFirst(2) : tag[...] }

    /// Statuses that may be kept without being told how long (RFC 9110 §15.1), without 206.
    private static let heuristicStatuses: Set<Int> = [200, 203, 204, 300, 301, 308, 404, 405, 410, 414, 501]
    /// Fields of one connection, which are not kept (RFC 9111 §3.1).
    private static let hopByHop: Set<String> = [
        "connection", "keep-alive", "proxy-connection", "te", "transfer-encoding", "upgrade", "set-cookie",
        "set-cookie2", "proxy-authenticate", "proxy-authentication-info", "proxy-authorization",
    ]
    /// Fields that describe the body kept, which a 304 does not bring.
    private static let keptFields: Set<String> = [
        "content-length", "content-encoding", "content-range", "content-md5",
    ]
}
