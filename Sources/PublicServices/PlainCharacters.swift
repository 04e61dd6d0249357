/// Makes the characters of typed, pasted or scanned codes plain ASCII where a plain one is meant.
package enum PlainCharacters {
    /// Full-width forms, Unicode dashes, dots and blanks become ASCII; invisible characters and line ends go.
    package static func plain(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if let plain = plain(scalar) { result.append(plain) }
        }
        return String(String(result).trimmingBlanks())
    }

    private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0)
        case 0x02D7, 0x05BE, 0x2010...0x2015, 0x2043, 0x207B, 0x208B, 0x2212, 0x2796: "-"
        case 0x2E3A, 0x2E3B, 0x30FC, 0xFE31, 0xFE32, 0xFE58, 0xFE63: "-"
        case 0x00B7, 0x2022, 0x2024, 0x2027, 0x2219, 0x22C5, 0x3002, 0x30FB, 0xFE52, 0xFF61, 0xFF65: "."
        case 0x0009, 0x00A0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: " "
        case 0x00AD, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F, 0xFEFF: nil
        case 0x0000...0x001F, 0x007F...0x009F: nil
        default: scalar
        }
    }
}
