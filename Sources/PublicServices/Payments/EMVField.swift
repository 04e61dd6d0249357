/// One field of an EMVCo merchant-presented QR code: two digits of id, two digits of length, the value.
struct EMVField: Equatable, Sendable {
    let id: String
    let value: String

    /// Cuts ASCII text into fields; `nil` unless they fill it exactly and no id stands twice.
    static func fields(of text: Substring) -> [EMVField]? {
        var fields: [EMVField] = []
        var rest = text.utf8
        while !rest.isEmpty {
            guard rest.count >= 4, let length = number(rest.dropFirst(2).prefix(2)) else { return nil }
            guard number(rest.prefix(2)) != nil, rest.count >= 4 + length, length > 0 else { return nil }
            let id = String(decoding: rest.prefix(2), as: UTF8.self)
            guard !fields.contains(where: { $0.id == id }) else { return nil }
            fields.append(EMVField(id: id, value: String(decoding: rest.dropFirst(4).prefix(length), as: UTF8.self)))
            rest = rest.dropFirst(4 + length)
        }
        return fields
    }

    private static func number(_ digits: Substring.UTF8View) -> Int? {
        digits.reduce(0 as Int?) { value, byte in
            value.flatMap { (48...57).contains(byte) ? $0 * 10 + Int(byte - 48) : nil }
        }
    }
}

extension [EMVField] {
    subscript(id: String) -> String? { first { $0.id == id }?.value }
}

/// CRC-16/CCITT-FALSE: polynomial 0x1021, start 0xFFFF, nothing reflected.
enum EMVChecksum {
    /// Four upper-case hexadecimal digits.
    static func text(of bytes: some Sequence<UInt8>) -> String {
        let value = bytes.reduce(0xFFFF as UInt16) { value, byte in
            (0..<8).reduce(value ^ UInt16(byte) << 8) { value, _ in
                value & 0x8000 == 0 ? value << 1 : value << 1 ^ 0x1021
            }
        }
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: 4 - digits.utf8.count) + digits
    }
}
