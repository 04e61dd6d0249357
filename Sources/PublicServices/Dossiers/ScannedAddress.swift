/// Finds the values in the address that a QR code on a reception slip holds.
package enum ScannedAddress {
    /// The value of `MHS=`, `maHoSo=` or `ma=` in an address; `nil` when `text` is not an address with one.
    package static func code(in text: String) -> String? {
        value(of: ["mhs", "mahoso", "ma", "code", "dossierno"], in: text)
    }

    /// The value of the first of these keys that the address holds, in the order of `keys`; lower case.
    static func value(of keys: [String], in text: String) -> String? {
        guard text.contains("=") else { return nil }
        let pairs = text.split { "?&;#".contains($0) }.compactMap { pair -> (key: String, value: String)? in
            let sides = pair.split(separator: "=", maxSplits: 1)
            guard sides.count == 2 else { return nil }
            return (String(sides[0].trimmingBlanks()).lowercased(), percentDecoded(sides[1]))
        }
        return keys.lazy.compactMap { key in pairs.first { $0.key == key }?.value }.first
    }

    private static func percentDecoded(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let value = hexadecimal(rest.prefix(2)) {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func hexadecimal(_ digits: ArraySlice<UInt8>) -> UInt8? {
        // `UInt8(_:radix:)` also takes a sign, which is no digit of an escape.
        guard digits.count == 2, !digits.contains(UInt8(ascii: "+")), !digits.contains(UInt8(ascii: "-")) else {
            return nil
        }
        return UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
    }
}
