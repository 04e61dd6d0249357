package import FoundationEssentials

/// The permanent identity of a record: a UUID of version 7 (RFC 9562 §5.7), the same on kiosk and server for ever.
package struct RecordID: Hashable, Comparable, Sendable {
    /// Lower-case text with dashes.
    package let text: String

    /// Makes an id from an instant and ten random bytes.
    package init(at instant: Date, random: some RandomNumberGenerator = SystemRandomNumberGenerator()) {
        var random = random
        let milliseconds = UInt64(max(0, min(instant.timeIntervalSince1970 * 1000, 281_474_976_710_655)))
        let high: UInt64 = (milliseconds << 16) | 0x7000 | UInt64.random(in: 0...0x0FFF, using: &random)
        let low: UInt64 = (random.next() & 0x3FFF_FFFF_FFFF_FFFF) | 0x8000_0000_0000_0000
        text = Self.grouped(Self.hexadecimal(high) + Self.hexadecimal(low))
    }

    /// Reads an id of any UUID version.
    package init?(_ text: String) {
        let lower = text.lowercased()
        let groups = lower.split(separator: "-", omittingEmptySubsequences: false)
        guard groups.map(\.utf8.count) == [8, 4, 4, 4, 12] else { return nil }
        guard groups.allSatisfy({ $0.utf8.allSatisfy(Self.isHexadecimal) }) else { return nil }
        self.text = lower
    }

    /// The part read out to a citizen: the last six signs, upper case.
    package var shortText: String { String(text.suffix(6)).uppercased() }

    package static func < (left: RecordID, right: RecordID) -> Bool { left.text < right.text }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (97...102).contains(byte)
    }

    private static func hexadecimal(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }

    private static func grouped(_ digits: String) -> String {
        var rest = Substring(digits)
        return [8, 4, 4, 4, 12].map { length in
            defer { rest = rest.dropFirst(length) }
            return String(rest.prefix(length))
        }.joined(separator: "-")
    }
}

extension RecordID: CustomStringConvertible {
    package var description: String { text }
}
