/// What a citizen gives beside the dossier code to see the full page.
///
/// Never stored, never logged.
package enum SecondFactor: Hashable, Sendable {
    /// The last four digits of the identity number or telephone number on the dossier.
    case lastFour(String)
    /// The secret in the QR code printed on the reception slip.
    case printedSecret(String)

    /// Reads four digits, full-width ones and separators between them too; anything else is `nil`.
    package init?(typed: String) {
        let digits = PlainCharacters.plain(typed).filter { !" .-".contains($0) }
        guard digits.utf8.count == 4, digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        self = .lastFour(digits)
    }

    /// Reads a printed secret as typed, 4 to 64 signs without blanks; anything else is `nil`.
    package init?(typedSecret: String) {
        let secret = PlainCharacters.plain(typedSecret).filter { $0 != " " }
        guard (4...64).contains(secret.utf8.count), secret.utf8.allSatisfy({ (33...126).contains($0) }) else {
            return nil
        }
        self = .printedSecret(secret)
    }
}

extension SecondFactor: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Masked.
    package var description: String { "SecondFactor(••••)" }
    /// Masked.
    package var debugDescription: String { description }
    /// Without children, so that `dump` and reflection show nothing.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
