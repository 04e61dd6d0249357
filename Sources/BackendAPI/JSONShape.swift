/// What is looked at before bytes from outside reach a JSON decoder, which recurses and guesses UTF-16.
package enum JSONShape {
    /// The deepest nesting that is read; the decoder recurses.
    package static let deepest = 64

    /// Whether bytes may be given to the decoder: valid UTF-8, bounded nesting, no bytes that JSON does not know.
    package static func isAcceptable(_ bytes: UnsafeRawBufferPointer) -> Bool {
        hasBoundedShape(bytes) && isUTF8(bytes)
    }

    private static func isUTF8(_ bytes: UnsafeRawBufferPointer) -> Bool {
        if !bytes.contains(where: { $0 >= 0x80 }) { return true }
        return String(validating: bytes, as: UTF8.self) != nil
    }

    /// Bounded nesting, no control bytes, no comma before a closing bracket (which the decoder lets pass).
    private static func hasBoundedShape(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var depth = 0
        var isInText = false
        var isEscaped = false
        var last: UInt8 = 0
        for byte in bytes {
            if isControl(byte) { return false }
            if isEscaped {
                isEscaped = false
            } else if isInText {
                isEscaped = byte == UInt8(ascii: "\\")
                isInText = byte != UInt8(ascii: "\"")
            } else if byte > 0x20 {
                isInText = byte == UInt8(ascii: "\"")
                if isClosing(byte), last == UInt8(ascii: ",") { return false }
                depth += isClosing(byte) ? -1 : isOpening(byte) ? 1 : 0
                if depth > deepest { return false }
                last = byte
            }
        }
        return depth == 0
    }

    private static func isOpening(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") }

    private static func isClosing(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") }

    private static func isControl(_ byte: UInt8) -> Bool {
        byte < 0x20 && byte != 0x0A && byte != 0x0D && byte != 0x09
    }
}
