import FoundationEssentials

/// The base address of a backend, `https://host[:port][/prefix]`, without a slash at the end.
package struct BackendAddress: Hashable, Sendable {
    package let text: String
    package let host: String
    /// The one named, else 443 or 80.
    package let port: Int
    package let isSecure: Bool

    /// Reads an address from the configuration.
    ///
    /// - Throws: `BackendSettingsFault`.
    package init(_ typed: String) throws(BackendSettingsFault) {
        guard typed.utf8.count <= 2048, typed.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw .addressUnreadable
        }
        guard let parts = URLComponents(string: typed) else { throw .addressUnreadable }
        let scheme = parts.scheme?.lowercased()
        guard scheme == "http" || scheme == "https" else { throw .addressScheme }
        guard parts.user == nil, parts.password == nil else { throw .addressWithCredentials }
        guard parts.query == nil, parts.fragment == nil else { throw .addressWithQuery }
        guard let host = parts.host, !host.isEmpty, parts.port.map((1...65_535).contains) ?? true else {
            throw .addressUnreadable
        }
        var text = typed
        while text.hasSuffix("/") { text.removeLast() }
        self.text = text
        self.host = host
        isSecure = scheme == "https"
        port = parts.port ?? (scheme == "https" ? 443 : 80)
    }
}
