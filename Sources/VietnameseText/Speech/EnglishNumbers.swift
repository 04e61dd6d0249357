/// Numbers in English, for the voice of the English pages.
enum EnglishNumbers {
    static let digits = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
    private static let teens = [
        "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ]
    private static let tens = [
        "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ]
    private static let scales: [(value: UInt64, name: String)] = [
        (1_000_000_000_000_000_000, "quintillion"), (1_000_000_000_000_000, "quadrillion"),
        (1_000_000_000_000, "trillion"), (1_000_000_000, "billion"), (1_000_000, "million"), (1_000, "thousand"),
        (100, "hundred"),
    ]

    /// 1250 → "one thousand two hundred fifty"; total for every `Int64`.
    static func words(_ number: Int64) -> String {
        if number == 0 { return digits[0] }
        return ((number < 0 ? ["minus"] : []) + words(magnitude: number.magnitude)).joined(separator: " ")
    }

    private static func words(magnitude: UInt64) -> [String] {
        for scale in scales where magnitude >= scale.value {
            return words(magnitude: magnitude / scale.value) + [scale.name] + words(magnitude: magnitude % scale.value)
        }
        let (ten, unit) = (Int(magnitude / 10), Int(magnitude % 10))
        if ten == 1 { return [teens[unit]] }
        return (ten > 1 ? [tens[ten]] : []) + (unit > 0 ? [digits[unit]] : [])
    }
}
