/// The one way Vietnamese text is made comparable: lower-case ASCII without marks.
package enum Fold {
    /// The text as lower-case ASCII bytes: NFC and NFD alike, đ, Đ and U+00D0 as d.
    ///
    /// Marks vanish, control characters and scalars outside the Latin letters become one space each.
    /// Total for any text, and folding twice changes nothing.
    package static func fold(_ text: String) -> [UInt8] {
        var text = text
        return text.withUTF8 { fold(utf8: $0) }
    }

    /// The folded bytes of UTF-8 text; broken sequences become spaces.
    package static func fold(utf8: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var folded: [UInt8] = []
        folded.reserveCapacity(utf8.count)
        var position = 0
        while position < utf8.count {
            let scalar = ScalarReader.next(utf8, &position)
            if scalar < 0x80 {
                folded.append(ascii(UInt8(scalar)))
            } else if let letter = LetterTable.letter(scalar) {
                folded.append(letter.base)
            } else if LetterTable.combining(scalar) == nil {
                folded.append(space)
            }
        }
        return folded
    }

    /// The folded text as a `String`, for texts and tests rather than for hot paths.
    package static func foldedString(_ text: String) -> String {
        String(decoding: fold(text), as: UTF8.self)
    }

    private static let space = UInt8(ascii: " ")

    private static func ascii(_ byte: UInt8) -> UInt8 {
        switch byte {
        case 0x41...0x5A: byte | 0x20
        case 0..<0x20, 0x7F: space
        default: byte
        }
    }
}

/// Reads UTF-8 scalar by scalar and never fails.
enum ScalarReader {
    /// The scalar at `position`, which moves past it; U+FFFD for a broken sequence.
    @inline(__always)
    static func next(_ utf8: UnsafeBufferPointer<UInt8>, _ position: inout Int) -> UInt32 {
        let first = utf8[position]
        position += 1
        if first < 0x80 { return UInt32(first) }
        let (length, payload): (Int, UInt32) =
            switch first {
            case 0xC2...0xDF: (1, UInt32(first & 0x1F))
            case 0xE0...0xEF: (2, UInt32(first & 0x0F))
            case 0xF0...0xF4: (3, UInt32(first & 0x07))
            default: (0, 0)
            }
        guard length > 0, position + length <= utf8.count else { return 0xFFFD }
        var scalar = payload
        for offset in 0..<length {
            let byte = utf8[position + offset]
            guard byte & 0xC0 == 0x80 else { return 0xFFFD }
            scalar = scalar << 6 | UInt32(byte & 0x3F)
        }
        position += length
        return scalar
    }
}
