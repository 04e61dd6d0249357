import FoundationEssentials
import PublicServices

/// One text as CXF Jettison writes it: what looks like a number or a truth value comes as one, value by value
/// (research/opencps-wire.md §1.5).
struct LooseText: Decodable {
    /// The text; `nil` for null, a list or an object.
    let text: String?

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let text = try? value.decode(String.self) {
            self.text = text
        } else if let flag = try? value.decode(Bool.self) {
            text = flag ? "true" : "false"
        } else if let whole = try? value.decode(Int64.self) {
            text = String(whole)
        } else if let number = try? value.decode(Decimal.self) {
            // Not Double: a code of 18 digits would lose its last ones.
            text = number.description
        } else {
            text = nil
        }
    }
}

/// A list as Jettison writes it: gone when empty, the bare element when there is one.
struct LooseList<Element: Decodable>: Decodable {
    let elements: [Element]

    init(from decoder: any Decoder) throws {
        if let several = try? [Element](from: decoder) {
            elements = several
        } else if let one = try? Element(from: decoder) {
            elements = [one]
        } else {
            elements = []
        }
    }
}

extension KeyedDecodingContainer {
    /// A text in any type; `nil` when missing, null, blank or the word `null`.
    func looseText(_ key: Key) -> String? {
        guard let text = try? decodeIfPresent(LooseText.self, forKey: key)?.text else { return nil }
        let trimmed = text.trimmingBlanks()
        return trimmed.isEmpty || trimmed == "null" ? nil : String(trimmed)
    }

    /// A whole number in any type, also `8000.0`.
    func looseNumber(_ key: Key) -> Int64? {
        guard let text = looseText(key) else { return nil }
        if let number = Int64(text) { return number }
        return Double(text).flatMap { $0.isFinite ? Int64(exactly: $0) : nil }
    }

    func looseList<Element: Decodable>(_: Element.Type, _ key: Key) -> [Element] {
        (try? decodeIfPresent(LooseList<Element>.self, forKey: key))?.elements ?? []
    }
}
