import VietnameseText

/// Folding twice is folding once, and decoding keystrokes never loses all of what was typed.
enum KeystrokeRules {
    static func finding(in bytes: [UInt8]) -> String? {
        let text = String(decoding: bytes, as: UTF8.self)
        let folded = Fold.fold(text)
        if Fold.fold(String(decoding: folded, as: UTF8.self)) != folded { return "folding is not idempotent" }
        let decoded = Keystrokes.decode(text)
        if decoded.isEmpty, !Words.words(text).isEmpty { return "decoding keystrokes left nothing" }
        _ = Syllables.split(text)
        if let word = Words.words(text).first(where: { !fits($0.utf8Range, text.utf8.count) }) {
            return "a word stands outside its text: \(word.utf8Range)"
        }
        return nil
    }

    private static func fits(_ range: Range<Int>, _ count: Int) -> Bool {
        range.lowerBound >= 0 && range.upperBound <= count && !range.isEmpty
    }
}
