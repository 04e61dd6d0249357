/// A strong entity tag (RFC 9110 §8.8.3); for the catalogue its text is the catalogue's version.
package struct EntityTag: Hashable, Sendable {
    /// What stands between the quotes.
    package let text: String

    /// Takes the text between the quotes; `nil` when it holds a sign that may not stand in a tag.
    package init?(_ text: String) {
        let isAllowed: (UInt8) -> Bool = { $0 == 0x21 || (0x23...0x7E).contains($0) }
        guard !text.isEmpty, text.utf8.count <= 256, text.utf8.allSatisfy(isAllowed) else { return nil }
        self.text = text
    }

    /// Reads the value of an `ETag` field; a weak tag is `nil`, because it promises no equal bytes.
    package init?(header: String) {
        let value = header.filter { $0 != " " && $0 != "\t" }
        guard value.utf8.count > 2, value.first == "\"", value.last == "\"" else { return nil }
        self.init(String(value.dropFirst().dropLast()))
    }

    /// The value for `ETag` and `If-None-Match`.
    package var header: String { "\"\(text)\"" }

    /// Whether an `If-None-Match` value names this tag, compared weakly as RFC 9110 §13.1.2 wants.
    package func isNamed(in ifNoneMatch: String) -> Bool {
        if ifNoneMatch.trimmingOWS() == "*" { return true }
        return ifNoneMatch.split(separator: ",").contains { entry in
            let tag = entry.trimmingOWS()
            return (tag.hasPrefix("W/") ? tag.dropFirst(2) : tag) == header
        }
    }
}

extension StringProtocol {
    /// Without the optional white space of HTTP fields at both ends.
    func trimmingOWS() -> SubSequence {
        let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        guard let first = firstIndex(where: { !isBlank($0) }), let last = lastIndex(where: { !isBlank($0) }) else {
            return self[endIndex..<endIndex]
        }
        return self[first...last]
    }
}
