/// What the gate makes of one Unicode scalar.
enum ScalarKind: Equatable, Sendable {
    /// A character that takes columns of its own.
    case printable
    /// A mark that sits on the character before it.
    case mark
    /// A tab: becomes a space.
    case tab
    /// Line feed, return, U+0085, U+2028 and their like: a space, or a newline where lines are kept.
    case lineBreak
    /// Never shown: controls, bidi controls, zero-width characters, private use, unassigned.
    case dropped

    init(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x20...0x7E, 0xA0...0xAC, 0xAE...0x02FF, 0x1EA0...0x1EF9: self = .printable
        case 0x09: self = .tab
        case 0x0A...0x0D, 0x85, 0x2028, 0x2029: self = .lineBreak
        case 0x00...0x1F, 0x7F...0x9F: self = .dropped
        // Conjoining vowels and finals join the Hangul letter before them, as marks do.
        case 0x1160...0x11FF, 0xD7B0...0xD7C6, 0xD7CB...0xD7FB:
            self = scalar.properties.isDefaultIgnorableCodePoint ? .dropped : .mark
        default: self = Self.byProperties(scalar.properties)
        }
    }

    private static func byProperties(_ properties: Unicode.Scalar.Properties) -> ScalarKind {
        if properties.isDefaultIgnorableCodePoint || properties.isBidiControl { return .dropped }
        return switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .spacingMark: .mark
        case .control, .format, .surrogate, .privateUse, .unassigned: .dropped
        case .lineSeparator, .paragraphSeparator: .lineBreak
        default: .printable
        }
    }
}
