/// A sentence with places in braces, `{name}`.
package struct Template {
    private let text: String

    /// A sentence.
    package init(_ text: String) { self.text = text }

    /// The names of the places.
    package var names: Set<String> {
        var names: Set<String> = []
        walk {
            names.insert($0); return ""
        }
        return names
    }

    /// The sentence with values at their places; a place without one stays.
    package func filled(_ values: [String: String]) -> String {
        walk { values[$0] ?? "{\($0)}" }
    }

    /// Replaces each `{name}`; a brace without its partner stays as it is.
    @discardableResult
    private func walk(_ replace: (String) -> String) -> String {
        var result = ""
        var rest = Substring(text)
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            result += rest[..<open]
            result += replace(String(rest[rest.index(after: open)..<close]))
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }
}
