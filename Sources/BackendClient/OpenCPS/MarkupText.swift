import PublicServices

/// Words out of HTML, once or twice escaped; never shown as HTML (research/opencps-wire.md §7.10).
enum MarkupText {
    /// Longest text that is looked at, in bytes.
    static let longest = 200_000

    /// The lines of a text, without tags and blanks; empty ones are left out.
    static func lines(_ markup: String) -> [String] {
        guard markup.utf8.count <= longest else { return [] }
        var text = unescaped(markup)
        // The site's own editor escapes what was escaped before.
        if text.contains("&lt;") || text.contains("&amp;") { text = unescaped(text) }
        return withoutTags(text).split(whereSeparator: \.isNewline)
            .map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
            .filter { !$0.isEmpty && $0 != "null" }
    }

    /// All of a text in one line; `nil` when no word is left.
    static func line(_ markup: String) -> String? {
        let text = lines(markup).joined(separator: " ")
        return text.isEmpty ? nil : text
    }

    private static let breaking: Set<String> = ["br", "p", "div", "li", "tr", "ul", "ol", "table", "h1", "h2", "h3"]
    private static let silent: Set<String> = ["script", "style"]

    private static func withoutTags(_ text: String) -> String {
        var result = ""
        var rest = text[...]
        var hidden: String?
        while let start = rest.firstIndex(of: "<") {
            if hidden == nil { result += rest[..<start] }
            let inner = rest[rest.index(after: start)...]
            guard let end = inner.firstIndex(of: ">"), let tag = Tag(inner[..<end]) else {
                // "a < b" is no tag.
                if hidden == nil { result += "<" }
                rest = inner
                continue
            }
            if let name = hidden {
                if tag.isEnd, tag.name == name { hidden = nil }
            } else if silent.contains(tag.name), !tag.isEnd {
                hidden = tag.name
            }
            result += breaking.contains(tag.name) ? "\n" : " "
            rest = inner[inner.index(after: end)...]
        }
        return hidden == nil ? result + rest : result
    }

    private struct Tag {
        let name: String
        let isEnd: Bool

        init?(_ inner: Substring) {
            isEnd = inner.hasPrefix("/")
            let letters = inner.drop { $0 == "/" }
            guard letters.first.map({ $0.isASCII && ($0.isLetter || $0 == "!") }) ?? false else { return nil }
            name = String(letters.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }).lowercased()
        }
    }

    private static let names: [Substring: String] = [
        "lt": "<", "gt": ">", "amp": "&", "quot": "\"", "apos": "'", "nbsp": " ", "ndash": "–", "mdash": "-",
        "agrave": "à", "aacute": "á", "acirc": "â", "atilde": "ã", "egrave": "è", "eacute": "é", "ecirc": "ê",
        "igrave": "ì", "iacute": "í", "ograve": "ò", "oacute": "ó", "ocirc": "ô", "otilde": "õ", "ugrave": "ù",
        "uacute": "ú", "yacute": "ý", "Agrave": "À", "Aacute": "Á", "Acirc": "Â", "Ecirc": "Ê", "Ocirc": "Ô",
    ]

    private static func unescaped(_ text: String) -> String {
        guard text.contains("&") else { return text }
        var result = ""
        var rest = text[...]
        while let start = rest.firstIndex(of: "&") {
            result += rest[..<start]
            let inner = rest[rest.index(after: start)...]
            let name = inner.prefix(10).prefix { $0 != ";" && $0 != "&" }
            if let value = value(of: name), inner[name.endIndex...].first == ";" {
                result += value
                rest = inner[inner.index(after: name.endIndex)...]
            } else {
                result += "&"
                rest = inner
            }
        }
        return result + rest
    }

    private static func value(of name: Substring) -> String? {
        guard name.hasPrefix("#") else { return names[name] }
        let digits = name.dropFirst()
        let isHexadecimal = digits.hasPrefix("x") || digits.hasPrefix("X")
        let number = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return number.flatMap(Unicode.Scalar.init).map { String(Character($0)) }
    }
}
