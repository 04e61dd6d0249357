package import FoundationEssentials

/// The permanent identity of a record: a UUID of version 7 (RFC 9562 §5.7), the same on kiosk and server for ever.
package struct RecordID: Hashable, Comparable, Sendable {
    /// The first 64 bits: 48 of milliseconds, 4 of the version, 12 of chance.
    package let high: UInt64
    private let low: UInt64

    /// Makes an id from an instant and ten random bytes.
    package init(at instant: Date, random: some RandomNumberGenerator = SystemRandomNumberGenerator()) {
        var random = random
        let last = Double(Self.lastMillisecond)
        self.init(millisecond: UInt64(max(0, min(instant.timeIntervalSince1970 * 1000, last))), &random)
    }

    /// Another id, a millisecond later: for a clock that stands still while its millisecond fills up (RFC 9562 §6.2
    /// lets the time of an id run ahead of the clock).
    ///
    /// After the last millisecond that an id can say comes the first.
    package func inNextMillisecond(
        random: some RandomNumberGenerator = SystemRandomNumberGenerator()
    ) -> RecordID {
        var random = random
        return RecordID(millisecond: ((high >> 16) + 1) & Self.lastMillisecond, &random)
    }

    private static let lastMillisecond: UInt64 = 0xFFFF_FFFF_FFFF

    private init(millisecond: UInt64, _ random: inout some RandomNumberGenerator) {
        high = (millisecond << 16) | 0x7000 | UInt64.random(in: 0...0x0FFF, using: &random)
        low = (random.next() & 0x3FFF_FFFF_FFFF_FFFF) | 0x8000_0000_0000_0000
    }

    /// Reads an id of any UUID version.
    package init?(_ text: String) {
        var text = text
        guard let words = text.withUTF8({ Self.words(UnsafeRawBufferPointer($0)) }) else { return nil }
        (high, low) = words
    }

    /// Reads an id out of 36 ASCII bytes, of either case.
    package init?(utf8 bytes: ArraySlice<UInt8>) {
        guard let words = bytes.withUnsafeBytes({ Self.words($0) }) else { return nil }
        (high, low) = words
    }

    private static func words(_ bytes: UnsafeRawBufferPointer) -> (high: UInt64, low: UInt64)? {
        guard bytes.count == length else { return nil }
        var words: (high: UInt64, low: UInt64) = (0, 0)
        for index in 0..<length {
            if isDash(index) {
                guard bytes[index] == UInt8(ascii: "-") else { return nil }
                continue
            }
            guard let digit = value(of: bytes[index]) else { return nil }
            words = (words.high << 4 | words.low >> 60, words.low << 4 | digit)
        }
        return words
    }

    /// Lower-case text with dashes.
    package var text: String {
        String(unsafeUninitializedCapacity: Self.length) { buffer in
            var shift = 60
            var word = high
            for index in 0..<Self.length {
                if Self.isDash(index) {
                    buffer.initializeElement(at: index, to: UInt8(ascii: "-"))
                    continue
                }
                let digit = UInt8(truncatingIfNeeded: word >> UInt64(shift) & 0xF)
                buffer.initializeElement(at: index, to: digit < 10 ? 48 + digit : 87 + digit)
                if shift == 0 { (shift, word) = (60, low) } else { shift -= 4 }
            }
            return Self.length
        }
    }

    /// The part read out to a citizen: the last six signs, upper case.
    package var shortText: String { String(text.suffix(6)).uppercased() }

    package static func < (left: RecordID, right: RecordID) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }

    private static let length = 36

    private static func isDash(_ index: Int) -> Bool { index == 8 || index == 13 || index == 18 || index == 23 }

    private static func value(of digit: UInt8) -> UInt64? {
        switch digit {
        case 48...57: UInt64(digit - 48)
        case 65...70: UInt64(digit - 55)
        case 97...102: UInt64(digit - 87)
        default: nil
        }
    }
}

extension RecordID: CustomStringConvertible {
    package var description: String { text }
}
