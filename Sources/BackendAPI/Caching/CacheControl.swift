/// The directives of `Cache-Control` (RFC 9111 §5.2), read strictly: what is malformed makes an answer stale, never
/// fresh.
package struct CacheControl: Equatable, Sendable {
    /// Values by lower-case name, in the order they came; an empty text for a directive without one.
    private var values: [String: [String]] = [:]

    /// Reads the lines of the field.
    package init(_ lines: [String]) {
        for directive in lines.flatMap(Self.directives) {
            let sides = directive.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let value = sides.count == 2 ? Self.unquoted(sides[1]) : ""
            values[sides[0].lowercased(), default: []].append(value)
        }
    }

    /// Whether a directive is there; `no-cache="field"` is taken for `no-cache` (RFC 9111 §5.2.2.4 allows that).
    package func has(_ name: String) -> Bool { values[name] != nil }

    /// The seconds of a directive; `nil` when it is not there.
    ///
    /// A value that is no whole number, or two that differ, count as 0 (RFC 9111 §4.2.1 lets a cache consider such an
    /// answer stale).
    package func seconds(_ name: String) -> Int? {
        guard let given = values[name], let first = given.first else { return nil }
        guard given.allSatisfy({ $0 == first }) else { return 0 }
        return DeltaSeconds.read(first) ?? 0
    }

    /// Cuts a line at the commas outside quotes.
    private static func directives(_ line: String) -> [String] {
        var parts: [String] = []
        var part = ""
        var isQuoted = false
        var isEscaped = false
        for character in line {
            if character == ",", !isQuoted {
                parts.append(part)
                part = ""
                continue
            }
            part.append(character)
            if isEscaped {
                isEscaped = false
            } else if isQuoted, character == "\\" {
                isEscaped = true
            } else if character == "\"" {
                isQuoted.toggle()
            }
        }
        return (parts + [part]).map { String($0.trimmingOWS()) }.filter { !$0.isEmpty }
    }

    private static func unquoted(_ value: Substring) -> String {
        guard value.utf8.count >= 2, value.first == "\"", value.last == "\"" else { return String(value) }
        return String(value.dropFirst().dropLast())
    }
}

/// `delta-seconds` (RFC 9111 §1.2.2).
enum DeltaSeconds {
    /// Greater values are this one: 2³¹ seconds, as the rule asks.
    static let greatest = 2_147_483_648

    /// Reads digits only; `nil` for anything else.
    static func read(_ text: some StringProtocol) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return min(Int(text) ?? greatest, greatest)
    }
}
