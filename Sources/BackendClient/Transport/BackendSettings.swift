package import PublicServices

/// How to reach a backend of the kiosk API.
package struct BackendSettings: Sendable {
    package var address: BackendAddress
    /// Sent as `Authorization: Bearer …`, to this backend only.
    package var bearerToken: String?
    /// Names this kiosk to the backend; `[A-Za-z0-9._-]`, at most 64 signs.
    package var kioskID: String
    /// PEM file with the authorities to trust in place of the system's.
    package var authoritiesPath: String?
    package var clientCertificate: ClientCertificate?
    package var proxy: Proxy?
    package var deadlines = Deadlines()
    /// What the province's own words for dossier states mean; read when the first such word comes.
    package var localStates: @Sendable () -> LocalStateNames = { LocalStateNames() }

    package init(address: BackendAddress, kioskID: String) {
        self.address = address
        self.kioskID = kioskID
    }

    /// PEM files with which the kiosk proves itself.
    package struct ClientCertificate: Hashable, Sendable {
        package var chainPath: String
        package var keyPath: String

        package init(chainPath: String, keyPath: String) {
            self.chainPath = chainPath
            self.keyPath = keyPath
        }
    }

    /// An HTTP proxy (RFC 9110 §9.3.6); environment variables are never obeyed.
    package struct Proxy: Hashable, Sendable {
        package var host: String
        package var port: Int

        package init(host: String, port: Int) {
            self.host = host
            self.port = port
        }
    }

    /// How long the client waits.
    package struct Deadlines: Hashable, Sendable {
        /// Until a connection stands, with TLS.
        package var connect: Duration = .seconds(2)
        /// Until the last byte of an answer.
        package var answer: Duration = .seconds(8)
        /// Until the last byte of a catalogue.
        package var catalogue: Duration = .seconds(300)
        /// Longest silence within a catalogue.
        package var silence: Duration = .seconds(15)

        package init() {}
    }
}

/// Why settings cannot be used; each case names the mend in its description.
package enum BackendSettingsFault: Error, Equatable, Sendable {
    case addressUnreadable
    /// Only http and https.
    case addressScheme
    /// Name and password in the address would end in logs and process lists.
    case addressWithCredentials
    /// A query or a fragment in the base address.
    case addressWithQuery
    case kioskID
    case bearerToken
    case deadline
    case proxy
    case authorities(path: String)
    case clientCertificate(path: String)
}

extension BackendSettingsFault: CustomStringConvertible {
    package var description: String {
        switch self {
        case .addressUnreadable: "the backend address is not a URL; write it like https://kiosk.example.vn/api"
        case .addressScheme: "the backend address must begin with http:// or https://"
        case .addressWithCredentials: "the backend address holds a name or password; use the token setting"
        case .addressWithQuery: "the backend address must not hold ? or #"
        case .kioskID: "the kiosk id must be 1 to 64 of A-Z a-z 0-9 . _ -"
        case .bearerToken: "the token holds a blank or a sign that cannot be sent"
        case .deadline: "every deadline must be between 1 ms and 1 hour"
        case .proxy: "the proxy needs a host and a port from 1 to 65535"
        case .authorities(let path): "no readable PEM certificates in \(path)"
        case .clientCertificate(let path): "no readable PEM certificate or key in \(path)"
        }
    }
}

extension BackendSettings {
    /// Checks everything that needs no file.
    ///
    /// - Throws: `BackendSettingsFault`.
    func check() throws(BackendSettingsFault) {
        guard (1...64).contains(kioskID.utf8.count), kioskID.utf8.allSatisfy(Self.isIDByte) else { throw .kioskID }
        if let bearerToken {
            let isSendable = bearerToken.utf8.allSatisfy { (0x21...0x7E).contains($0) }
            guard isSendable, (1...4096).contains(bearerToken.utf8.count) else { throw .bearerToken }
        }
        if let proxy {
            guard !proxy.host.isEmpty, (1...65_535).contains(proxy.port) else { throw .proxy }
        }
        let all = [deadlines.connect, deadlines.answer, deadlines.catalogue, deadlines.silence]
        guard all.allSatisfy({ (.milliseconds(1) ... .seconds(3600)).contains($0) }) else { throw .deadline }
    }

    private static func isIDByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122, UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"): true
        default: false
        }
    }
}
