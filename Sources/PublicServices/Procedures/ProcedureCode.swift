/// The national code of an administrative procedure, `1.004222` (Thông tư 01/2018/TT-VPCP, Điều 20).
///
/// Catalogues of ministries also use other shapes; they are kept as written, so that no real record is lost.
package struct ProcedureCode: Hashable, Comparable, Sendable {
    /// The code as it stands in the catalogue.
    package let text: String

    /// Keeps what stands in a catalogue, without surrounding blanks; `nil` when nothing is left or over 64 characters.
    package init?(_ text: some StringProtocol) {
        let trimmed = text.trimmingBlanks()
        guard !trimmed.isEmpty, trimmed.utf8.count <= 64 else { return nil }
        guard trimmed.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F }) else { return nil }
        self.text = String(trimmed)
    }

    /// Reads a code typed by a person: `1.004222`, `1004222`, `1.004222.000.00.00.H43`.
    ///
    /// Full-width characters, Unicode dashes and O for zero or I for one where only digits can stand are mended.
    package init?(typed: String) {
        let upper = PlainCharacters.plain(typed).uppercased()
        guard upper.allSatisfy({ $0.isASCII && ($0.isNumber || $0.isLetter || ". -".contains($0)) }) else { return nil }
        let compact = upper.filter { $0.isNumber || $0.isLetter }
        // A first digit as typed keeps a word of O, I and L only from being read as a code.
        guard compact.first?.isNumber ?? false else { return nil }
        let national = DigitSlips.repaired(String(compact.prefix(7)))
        guard national.count == 7, national.allSatisfy(\.isNumber) else { return nil }
        let rest = compact.dropFirst(7)
        guard rest.isEmpty || Self.isProvinceSuffix(rest) else { return nil }
        self.text = "\(national.prefix(1)).\(national.dropFirst())"
    }

    /// `000.00.00.H43`, optionally with the number of an online service behind it.
    private static func isProvinceSuffix(_ text: some StringProtocol) -> Bool {
        let characters = Array(text)
        guard characters.count == 10 || characters.count == 12 else { return false }
        let digits = DigitSlips.repaired(String(characters[0..<7] + characters[8...]))
        return digits.allSatisfy(\.isNumber) && characters[7].isLetter
    }

    /// In the order of the text.
    package static func < (left: ProcedureCode, right: ProcedureCode) -> Bool { left.text < right.text }
}

extension ProcedureCode: CustomStringConvertible {
    /// The code itself: it leads to no person.
    package var description: String { text }
}

extension ProcedureCode: Codable {
    /// Reads a code; throws `DecodingError` for an empty or overlong one.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let code = ProcedureCode(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a procedure code")
        }
        self = code
    }

    /// Writes the code as text.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

extension StringProtocol {
    /// Without blanks, tabs and line ends at both ends.
    package func trimmingBlanks() -> SubSequence {
        let isBlank: (Character) -> Bool = { $0.isWhitespace || $0.isNewline || $0 == "\u{FEFF}" }
        guard let first = firstIndex(where: { !isBlank($0) }), let last = lastIndex(where: { !isBlank($0) }) else {
            return self[endIndex..<endIndex]
        }
        return self[first...last]
    }
}
