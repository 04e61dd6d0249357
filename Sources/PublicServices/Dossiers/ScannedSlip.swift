/// What a scanner reads from a reception slip: a code and, on some slips, the second factor.
///
/// Two forms are known: an address with `MHS=` or `ma=` in it, which may also carry the identity number (`SGT=`,
/// `SoDinhDanh=`) or a secret (`s=`) (research/facts.md §5.3), and OpenCPS's barcode `D-<secret>-<number>`
/// (research/opencps-wire.md §1.5). A bare code is not told apart from a typed one and is no `ScannedSlip`.
package struct ScannedSlip: Equatable, Sendable {
    /// The code as it stands on the slip, not yet normalised.
    package let code: String
    /// What opens the full page, when the slip carries it.
    package let secondFactor: SecondFactor?

    private init(code: String, secondFactor: SecondFactor?) {
        self.code = code
        self.secondFactor = secondFactor
    }

    /// Reads a line from a scanner; `nil` when it is neither form.
    package init?(scanned text: String) {
        if let code = ScannedAddress.code(in: text) {
            self.init(code: code, secondFactor: Self.factor(inAddress: text))
        } else if let slip = Self.barcode(text) {
            self = slip
        } else {
            return nil
        }
    }

    private static func factor(inAddress text: String) -> SecondFactor? {
        let secret = ScannedAddress.value(of: ["s", "secret", "secretkey", "secretcode"], in: text)
        if let secret = secret.map(PlainCharacters.plain), isSecret(secret) { return .printedSecret(secret) }
        let identity = ScannedAddress.value(of: ["sgt", "sodinhdanh"], in: text)
        return identity.flatMap { lastFour(PlainCharacters.plain($0)) }
    }

    /// The last four digits of an identity number, which has at least nine.
    private static func lastFour(_ identity: String) -> SecondFactor? {
        let digits = identity.utf8.filter { (48...57).contains($0) }
        guard digits.count >= 9 else { return nil }
        return .lastFour(String(decoding: digits.suffix(4), as: UTF8.self))
    }

    /// Reads `D-<secret>-<number>`; no organisation code is a single letter, so no dossier code is taken for one.
    private static func barcode(_ text: String) -> ScannedSlip? {
        let parts = PlainCharacters.plain(text).split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, ["D", "d"].contains(parts[0]), isSecret(parts[1]) else { return nil }
        guard (1...19).contains(parts[2].utf8.count) else { return nil }
        guard parts[2].utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return ScannedSlip(code: parts[2], secondFactor: .printedSecret(parts[1]))
    }

    private static func isSecret(_ text: String) -> Bool {
        (4...64).contains(text.utf8.count) && text.utf8.allSatisfy { (33...126).contains($0) }
    }
}

extension ScannedSlip: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Masked.
    package var description: String { "ScannedSlip(••••)" }
    /// Masked.
    package var debugDescription: String { description }
    /// Without children, so that `dump` and reflection show nothing.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
