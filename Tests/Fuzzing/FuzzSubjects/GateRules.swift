import AccessPointDevices

/// Nothing but printable characters and line ends leaves the gate, and no line is wider than its page.
enum GateRules {
    private static let widths = [40, 72]

    static func finding(in bytes: [UInt8]) -> String? {
        let line = TerminalText(sanitising: bytes)
        if let scalar = line.text.unicodeScalars.first(where: isUnprintable) {
            return "U+\(String(scalar.value, radix: 16)) left the gate"
        }
        if Array(TerminalText(sanitising: line.text).text.utf8) != Array(line.text.utf8) {
            return "the gate is not idempotent"
        }
        let lines = TerminalText(lines: String(decoding: bytes, as: UTF8.self))
        if lines.text.unicodeScalars.contains(where: { $0 != "\n" && isUnprintable($0) }) {
            return "an unprintable character left the gate for lines"
        }
        return widths.lazy.compactMap { widerLine(of: lines, than: $0) }.first
    }

    private static func widerLine(of text: TerminalText, than width: Int) -> String? {
        let wide = TextLayout.wrap(text, width: width).first { $0.columns > width }
        return wide.map { "a line of \($0.columns) columns on a page of \(width)" }
    }

    private static func isUnprintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .lineSeparator, .paragraphSeparator, .unassigned: true
        default: false
        }
    }
}
