/// Writes a syllable out of its key and marks.
package enum Spelling {
    private static let rows: [UInt8: [String]] = [
        0x61: ["aáàảãạ", "âấầẩẫậ", "ăắằẳẵặ"], 0x65: ["eéèẻẽẹ", "êếềểễệ"], 0x69: ["iíìỉĩị"],
        0x6F: ["oóòỏõọ", "ôốồổỗộ", "ơớờởỡợ"], 0x75: ["uúùủũụ", "", "ưứừửữự"], 0x79: ["yýỳỷỹỵ"],
    ]

    /// The syllable in lower-case NFC with the tone where the new tradition puts it (hòa, thuỷ as thủy).
    package static func written(_ form: SyllableForm) -> String {
        let bases = form.key.bytes
        let toned = tonePosition(bases, form.marks)
        var result = ""
        for (position, base) in bases.enumerated() {
            result += letter(base, form.marks.shape(at: position), position == toned ? form.marks.tone : .level)
        }
        return result
    }

    private static func letter(_ base: UInt8, _ shape: LetterShape, _ tone: Tone) -> String {
        if base == UInt8(ascii: "d"), shape == .stroke { return "đ" }
        guard let row = rows[base], Int(shape.rawValue) < row.count else {
            return String(decoding: [base], as: UTF8.self)
        }
        return String(Array(row[Int(shape.rawValue)])[Int(tone.rawValue)])
    }

    /// The shaped vowel, else the first of an open pair (hòa), else the last before a final consonant (toán).
    private static func tonePosition(_ bases: [UInt8], _ marks: Marks) -> Int? {
        var vowels = bases.indices.filter { TypedLetters.isVowel(bases[$0]) }
        if vowels.count > 1, isGlide(bases, vowels[0]) { vowels.removeFirst() }
        guard let first = vowels.first, let last = vowels.last else { return nil }
        if let shaped = vowels.last(where: { marks.shape(at: $0) != .plain }) { return shaped }
        if vowels.count == 1 { return first }
        if last < bases.count - 1 { return last }
        return vowels.count == 2 ? first : vowels[1]
    }

    private static func isGlide(_ bases: [UInt8], _ position: Int) -> Bool {
        guard position == 1 else { return false }
        return (bases[0] == UInt8(ascii: "q") && bases[1] == UInt8(ascii: "u"))
            || (bases[0] == UInt8(ascii: "g") && bases[1] == UInt8(ascii: "i"))
    }
}
