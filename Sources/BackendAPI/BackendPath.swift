package import PublicServices

/// The paths of the kiosk API, version 1.
///
/// No path ever holds a dossier code, a reference or a second factor.
package enum BackendPath {
    package static let prefix = "/v1"
    package static let health = "/v1/health"
    package static let catalogue = "/v1/catalogue"
    package static let procedures = "/v1/procedures"
    package static let dossierLookups = "/v1/dossiers/lookups"
    package static let paymentLookups = "/v1/payments/lookups"
    package static let survey = "/v1/survey"
    package static let notices = "/v1/notices"
    package static let heartbeats = "/v1/heartbeats"
    /// Query item of `catalogue`: the version held, for an answer with only the changes.
    package static let since = "since"

    /// One procedure.
    package static func procedure(_ code: ProcedureCode) -> String {
        "\(procedures)/\(percentEncoded(code.text))"
    }

    /// The catalogue, or what changed in it since `version`.
    package static func catalogue(since version: String?) -> String {
        version.map { "\(catalogue)?\(since)=\(percentEncoded($0))" } ?? catalogue
    }

    /// One record, by the permanent id that it got on the kiosk (a UUID).
    package static func record(_ kind: RecordKind, id: String) -> String {
        "\(prefix)/\(kind.rawValue)/\(percentEncoded(id))"
    }

    /// Everything but the unreserved characters of RFC 3986 §2.3 as `%XX`.
    package static func percentEncoded(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case 48...57, 65...90, 97...122, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                result += digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return result
    }

    /// The text of a path segment; `nil` when an escape is broken or the bytes are not UTF-8.
    package static func percentDecoded(_ text: some StringProtocol) -> String? {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard rest.count >= 2, let high = hexadecimal(rest.removeFirst()), let low = hexadecimal(rest.removeFirst())
            else { return nil }
            bytes.append(high << 4 | low)
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt8? {
        Character(Unicode.Scalar(byte)).hexDigitValue.map(UInt8.init)
    }
}

/// What a citizen can give; the raw value is the collection's name in the path.
package enum RecordKind: String, CaseIterable, Sendable {
    case rating = "ratings"
    case reminder = "reminders"
    case pageReport = "page-reports"
    case difficultyReport = "difficulty-reports"
}
