/// Numbers as Vietnamese reads and writes them.
package enum VietnameseNumbers {
    /// The number in words: 1250000 → "một triệu hai trăm năm mươi nghìn", 105 → "một trăm lẻ năm".
    ///
    /// Reads "lẻ" before single units, "mười lăm", "hai mươi mốt" and "hai mươi bốn"; total for every `Int64`.
    package static func words(_ number: Int64) -> String {
        if number == 0 { return digits[0] }
        let parts = words(magnitude: number.magnitude, isInner: false)
        return (number < 0 ? ["âm"] + parts : parts).joined(separator: " ")
    }

    /// The number with a dot after each three digits: 1250000 → "1.250.000".
    package static func grouped(_ number: Int64) -> String {
        let text = String(number.magnitude)
        var result = ""
        for (place, digit) in text.enumerated() {
            if place > 0, (text.count - place) % 3 == 0 { result.append(".") }
            result.append(digit)
        }
        return number < 0 ? "-" + result : result
    }

    static let digits = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]

    private static let scales: [(value: UInt64, name: String)] = [
        (1_000_000, "triệu"), (1_000, "nghìn"),
    ]

    /// Billions are read as a number of their own, so that no number is too long to be said.
    private static func words(magnitude: UInt64, isInner: Bool) -> [String] {
        let billion: UInt64 = 1_000_000_000
        guard magnitude < billion else {
            let rest = magnitude % billion
            return words(magnitude: magnitude / billion, isInner: isInner) + ["tỷ"]
                + (rest == 0 ? [] : words(magnitude: rest, isInner: true))
        }
        var parts: [String] = []
        var rest = magnitude
        var isInner = isInner
        for scale in scales {
            let count = Int(rest / scale.value)
            rest %= scale.value
            // A group of zeros is left out; the next one says "không trăm", which keeps its place audible.
            guard count > 0 else { continue }
            parts += group(count, isInner: isInner) + [scale.name]
            isInner = true
        }
        return rest == 0 ? parts : parts + group(Int(rest), isInner: isInner)
    }

    /// Three digits; within a number the hundreds are said even when zero.
    private static func group(_ number: Int, isInner: Bool) -> [String] {
        let hundreds = number / 100
        var parts: [String] = []
        if hundreds > 0 || isInner { parts = [digits[hundreds], "trăm"] }
        return parts + tens(number % 100, followsHundreds: !parts.isEmpty)
    }

    private static func tens(_ number: Int, followsHundreds: Bool) -> [String] {
        let (tens, unit) = (number / 10, number % 10)
        switch tens {
        case 0: return unit == 0 ? [] : (followsHundreds ? ["lẻ"] : []) + [digits[unit]]
        case 1: return ["mười"] + (unit == 0 ? [] : [unit == 5 ? "lăm" : digits[unit]])
        default: return [digits[tens], "mươi"] + (unit == 0 ? [] : [unitAfterTens(unit)])
        }
    }

    private static func unitAfterTens(_ unit: Int) -> String {
        switch unit {
        case 1: "mốt"
        case 5: "lăm"
        default: digits[unit]
        }
    }
}
