/// A place in the bytes of one JSON text, moved forward by what is read there.
///
/// Reads the JSON that programs write and gives up, with `nil` or `false`, at anything else that the grammar allows: a
/// full decoder then reads the text from its beginning. Never reads past the end.
struct JSONCursor {
    private let bytes: UnsafeRawBufferPointer
    private var position = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// Passes over blanks, then over `byte` if it stands there.
    @inline(__always)
    mutating func take(_ byte: Unicode.Scalar) -> Bool {
        skipBlanks()
        guard position < bytes.count, bytes[position] == UInt8(ascii: byte) else { return false }
        position += 1
        return true
    }

    /// Whether nothing but blanks is left.
    mutating func isAtEnd() -> Bool {
        skipBlanks()
        return position == bytes.count
    }

    /// The elements of an array, each read by `element`; `false` as soon as that is.
    mutating func array(_ element: (inout JSONCursor) -> Bool) -> Bool {
        guard take("[") else { return false }
        if take("]") { return true }
        repeat {
            guard element(&self) else { return false }
        } while take(",")
        return take("]")
    }

    /// The members of an object, each value read by `member`, which gets the name; `false` as soon as that is.
    mutating func object(_ member: (inout JSONCursor, MemberName) -> Bool) -> Bool {
        guard take("{") else { return false }
        if take("}") { return true }
        repeat {
            guard let name = name(), take(":"), member(&self, name) else { return false }
        } while take(",")
        return take("}")
    }

    /// A text in valid UTF-8.
    mutating func string() -> String? {
        guard let run = plainRun() else { return nil }
        if bytes[position] == quote {
            position += 1
            return String(validating: run, as: UTF8.self)
        }
        return escapedString(startingWith: run)
    }

    /// A whole number from 0 to 999,999,999.
    mutating func smallNumber() -> Int? {
        skipBlanks()
        let start = position
        var value = 0
        while position < bytes.count, position - start < 9, (0x30...0x39).contains(bytes[position]) {
            value = value * 10 + Int(bytes[position] - 0x30)
            position += 1
        }
        let digits = position - start
        guard digits > 0, digits == 1 || bytes[start] != 0x30, isAtEndOfValue else { return nil }
        return value
    }

    /// `true` or `false`.
    mutating func bool() -> Bool? {
        if take("t") { return takeRest("rue") ? true : nil }
        if take("f") { return takeRest("alse") ? false : nil }
        return nil
    }

    private mutating func takeRest(_ word: String) -> Bool {
        guard bytes[position...].starts(with: word.utf8) else { return false }
        position += word.utf8.count
        return isAtEndOfValue
    }

    private var isAtEndOfValue: Bool {
        guard position < bytes.count else { return true }
        let byte = bytes[position]
        return Self.isBlank(byte) || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
    }

    @inline(__always)
    private mutating func skipBlanks() {
        while position < bytes.count, Self.isBlank(bytes[position]) { position += 1 }
    }

    @inline(__always)
    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    /// The name of a member; one that is long or has an escape in it is none of ours.
    private mutating func name() -> MemberName? {
        guard let run = plainRun(), bytes[position] == quote else { return nil }
        position += 1
        return MemberName(run)
    }
}

extension JSONCursor {
    private var quote: UInt8 { UInt8(ascii: "\"") }

    /// From an opening quote to the first quote or backslash, where the cursor then stands; `nil` for a control byte.
    private mutating func plainRun() -> UnsafeRawBufferPointer? {
        guard take("\"") else { return nil }
        return run()
    }

    private mutating func run() -> UnsafeRawBufferPointer? {
        let start = position
        while position + 8 <= bytes.count {
            let stops = Self.stops(in: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self).littleEndian)
            guard stops == 0 else {
                position += stops.trailingZeroBitCount / 8
                break
            }
            position += 8
        }
        while position < bytes.count {
            let byte = bytes[position]
            guard byte >= 0x20 else { return nil }
            if byte == quote || byte == UInt8(ascii: "\\") {
                return UnsafeRawBufferPointer(rebasing: bytes[start..<position])
            }
            position += 1
        }
        return nil
    }

    /// The high bit of the first of eight bytes that is a quote, a backslash or a control byte; bits above it may lie.
    private static func stops(in word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quotes = word ^ (ones &* 0x22)
        let backslashes = word ^ (ones &* 0x5C)
        let found = (quotes &- ones) & ~quotes | (backslashes &- ones) & ~backslashes | (word &- ones &* 0x20) & ~word
        return found & (ones &* 0x80)
    }

    private mutating func escapedString(startingWith first: UnsafeRawBufferPointer) -> String? {
        var text = Array(first)
        while bytes[position] != quote {
            guard escape(into: &text), let run = run() else { return nil }
            text.append(contentsOf: run)
        }
        position += 1
        return String(validating: text, as: UTF8.self)
    }

    /// Reads `\n` and its like, and `\u1EBF`; halves of a pair are left to the decoder.
    private mutating func escape(into text: inout [UInt8]) -> Bool {
        guard position + 1 < bytes.count else { return false }
        let letter = bytes[position + 1]
        position += 2
        switch letter {
        case quote, UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): return scalar(into: &text)
        default: return false
        }
        return true
    }

    private mutating func scalar(into text: inout [UInt8]) -> Bool {
        guard position + 4 <= bytes.count else { return false }
        var value: UInt32 = 0
        for byte in bytes[position..<position + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return false }
            value = value << 4 | UInt32(digit)
        }
        guard value >= 0x20, let scalar = Unicode.Scalar(value) else { return false }
        position += 4
        text.append(contentsOf: Unicode.UTF8.encode(scalar).map(Array.init) ?? [])
        return true
    }
}
