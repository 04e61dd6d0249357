/// The reference of a payment: opaque, `[A-Za-z0-9._-]{6,64}` (research/facts.md §3.2).
///
/// Its `description` is masked.
package struct PaymentReference: Hashable, Sendable {
    /// The reference itself, for the backend and the citizen's own screen.
    package let text: String

    /// Reads a reference as typed or scanned.
    ///
    /// Blanks are dropped, full-width letters and Unicode dashes made plain, an address with `maThamChieu=` or `ref=`
    /// in it opened. Upper and lower case are kept, because a reference is opaque.
    package init?(typed: String) {
        let scanned = ScannedAddress.value(of: ["mathamchieu", "reference", "ref"], in: typed)
        let plain = PlainCharacters.plain(scanned ?? typed).filter { $0 != " " }
        guard (6...64).contains(plain.utf8.count), plain.utf8.allSatisfy(Self.isAllowed) else { return nil }
        text = plain
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122, UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"): true
        default: false
        }
    }
}

extension PaymentReference: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Masked.
    package var description: String { "PaymentReference(••••)" }
    /// Masked.
    package var debugDescription: String { description }
    /// Without children, so that `dump` and reflection show nothing.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
