import VietnameseText

/// Recognises an official procedure code however it is typed.
package enum ProcedureCodeQuery {
    /// The code as the catalogue writes it: `1.001193`, `1001193` and `1.001193.000.00.00.H43` give `1.001193`.
    ///
    /// Nothing when the text holds no code. A code within a sentence is found; a national code is one digit from 1
    /// to 9 and six digits, with or without dots, dashes or blanks between.
    package static func code(in text: String) -> String? {
        let words = Words.words(text)
        for (position, word) in words.enumerated() {
            guard word.marks.isEmpty, word.folded.allSatisfy(isDigit) else { continue }
            if word.folded.count == 7, isLeading(word.folded[0]) {
                return written(word.folded[0], word.folded.dropFirst())
            }
            let next = position + 1 < words.count ? words[position + 1] : nil
            if word.folded.count == 1, isLeading(word.folded[0]), let next, next.folded.count == 6,
                next.folded.allSatisfy(isDigit), next.utf8Range.lowerBound - word.utf8Range.upperBound <= 2
            {
                return written(word.folded[0], next.folded[...])
            }
        }
        return nil
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func isLeading(_ byte: UInt8) -> Bool { (0x31...0x39).contains(byte) }

    private static func written(_ first: UInt8, _ rest: ArraySlice<UInt8>) -> String {
        String(decoding: [first, UInt8(ascii: ".")] + rest, as: UTF8.self)
    }
}
