/// Knows which letter sequences are Vietnamese syllables and cuts glued text into them.
package enum Syllables {
    /// Every syllable as it is written without marks, in order of the alphabet.
    package static var plain: [FoldKey] { SyllableTable.plainSyllables }

    /// Whether the folded letters are a syllable when nothing is marked.
    package static func isValid(_ key: FoldKey) -> Bool {
        let table = SyllableTable.plainSyllables
        var low = 0
        var high = table.count
        while low < high {
            let middle = (low + high) / 2
            if table[middle] < key { low = middle + 1 } else { high = middle }
        }
        return low < table.count && table[low] == key
    }

    /// Whether the text is one valid syllable with the marks it carries.
    package static func isValid(_ syllable: String) -> Bool {
        let words = Words.words(syllable)
        guard words.count == 1, let word = words.first, word.utf8Range.count == syllable.utf8.count,
            word.folded.count <= FoldKey.capacity
        else { return false }
        return isValid(SyllableForm(key: FoldKey(word.folded), marks: word.marks))
    }

    /// Whether the marks may stand on these letters.
    package static func isValid(_ form: SyllableForm) -> Bool {
        SyllableTable.shapedSyllables.contains(SyllableForm(key: form.key, marks: form.marks.withoutTone))
            && allowsTone(form)
    }

    /// Closed by a stop (c, ch, p, t), a syllable takes acute or dot below only; typed without tone it is let pass.
    private static func allowsTone(_ form: SyllableForm) -> Bool {
        guard form.marks.toneNumber != 0 else { return true }
        let bytes = form.key.bytes
        let isStopped =
            switch bytes.last {
            case UInt8(ascii: "c"), UInt8(ascii: "p"), UInt8(ascii: "t"): true
            case UInt8(ascii: "h"): bytes.dropLast().last == UInt8(ascii: "c")
            default: false
            }
        return !isStopped || form.marks.tone == .acute || form.marks.tone == .dotBelow
    }

    /// Cuts folded letters into the fewest, most likely syllables; nothing when they are no glued syllables.
    ///
    /// - Parameters:
    ///   - letters: folded letters without spaces, such as `dangkykhaisinh`; longer than 120 is not tried.
    ///   - cost: what a valid syllable costs, lower for words the caller knows; the whole cut is the cheapest.
    package static func split(_ letters: [UInt8], cost: (FoldKey) -> Int = { _ in 10 }) -> [Range<Int>]? {
        guard letters.count > 1, letters.count <= 120 else { return nil }
        var best = [Int?](repeating: nil, count: letters.count + 1)
        var from = [Int](repeating: 0, count: letters.count + 1)
        best[0] = 0
        for end in 1...letters.count {
            for start in stride(from: end - 1, through: max(0, end - longest), by: -1) {
                guard let before = best[start] else { continue }
                let key = FoldKey(letters[start..<end])
                guard isValid(key) else { continue }
                let total = before + cost(key)
                if total < best[end] ?? .max { (best[end], from[end]) = (total, start) }
            }
        }
        return best[letters.count] == nil ? nil : path(from, to: letters.count)
    }

    /// Cuts glued text into spaced syllables (`dangkykhaisinh` → `dang ky khai sinh`); other words stay as they are.
    package static func split(_ text: String) -> String {
        Words.words(text).map { word in
            let ranges = isValid(FoldKey(word.folded)) ? nil : split(word.folded)
            guard let ranges else { return String(decoding: word.folded, as: UTF8.self) }
            return ranges.map { String(decoding: word.folded[$0], as: UTF8.self) }.joined(separator: " ")
        }.joined(separator: " ")
    }

    /// Letters of the longest syllable, nghiêng.
    package static let longest = 7

    private static func path(_ from: [Int], to end: Int) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var end = end
        while end > 0 {
            ranges.append(from[end]..<end)
            end = from[end]
        }
        return ranges.reversed()
    }
}
