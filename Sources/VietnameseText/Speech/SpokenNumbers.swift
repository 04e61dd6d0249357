/// How numbers, dates and times are said around a language's own words.
struct SpokenNumbers: Sendable {
    let number: @Sendable (Int64) -> String
    let date: @Sendable (_ day: Int, _ month: Int, _ year: Int) -> String
    let month: @Sendable (_ month: Int, _ year: Int) -> String
    let time: @Sendable (_ hour: Int, _ minute: Int) -> String
    let code: @Sendable (String) -> String
    let point: String
    let to: String
    let currency: String
    let percent: String
    /// Left out before a date or a month, which brings it along.
    let said: Set<String>

    static let vietnamese = SpokenNumbers(
        number: { VietnameseNumbers.words($0) },
        date: { DateWords.spoken(year: $2, month: $1, day: $0) },
        month: { month, year in
            let name = month == 4 ? "tư" : VietnameseNumbers.words(Int64(month))
            return "tháng \(name) năm \(VietnameseNumbers.words(Int64(year)))"
        },
        time: { hour, minute in
            let words = "\(VietnameseNumbers.words(Int64(hour))) giờ"
            return minute == 0 ? words : "\(words) \(VietnameseNumbers.words(Int64(minute))) phút"
        },
        code: { SpokenCode.digits($0) },
        point: "phẩy", to: "đến", currency: "đồng", percent: "phần trăm", said: ["ngày", "tháng"]
    )

    static let english = SpokenNumbers(
        number: { EnglishNumbers.words($0) },
        date: { day, month, year in
            let name = EnglishNumbers.months[month - 1]
            return "\(EnglishNumbers.words(Int64(day))) \(name) \(EnglishNumbers.words(Int64(year)))"
        },
        month: { "\(EnglishNumbers.months[$0 - 1]) \(EnglishNumbers.words(Int64($1)))" },
        time: { hour, minute in
            let words = "\(EnglishNumbers.words(Int64(hour))) hours"
            return minute == 0 ? words : "\(words) \(EnglishNumbers.words(Int64(minute))) minutes"
        },
        code: { SpokenCode.digits($0, named: EnglishNumbers.digits) },
        point: "point", to: "to", currency: "dong", percent: "percent", said: []
    )
}

extension SpokenToken {
    /// The words of the piece.
    ///
    /// - Parameters:
    ///   - before: the word said last, in lower case.
    ///   - isShouted: the text around it is all in capitals.
    func words(_ numbers: SpokenNumbers, after before: String?, isShouted: Bool) -> [String] {
        switch self {
        case .word(let word): [Self.lowered(word, isShouted: isShouted)]
        case .pair(let words): words.map { Self.lowered($0, isShouted: isShouted) }
        case .date(let day, let month, let year): [without(numbers.date(day, month, year), numbers, before)]
        case .month(let month, let year): [without(numbers.month(month, year), numbers, before)]
        case .time(let hour, let minute): [numbers.time(hour, minute)]
        case .number(let value): [numbers.number(value)]
        case .decimal(let value, let part): [numbers.number(value), numbers.point, numbers.code(part)]
        case .range(let low, let high): [numbers.number(low), numbers.to, numbers.number(high)]
        case .amount(let value): [numbers.number(value), numbers.currency]
        case .percent(let value): [numbers.number(value), numbers.percent]
        case .code(let code): [numbers.code(code)]
        }
    }

    /// "ngày 23/8/2024" says "ngày" once.
    private func without(_ spoken: String, _ numbers: SpokenNumbers, _ before: String?) -> String {
        let words = spoken.split(separator: " ", maxSplits: 1)
        guard let first = words.first, words.count == 2, let before, numbers.said.contains(before) else {
            return spoken
        }
        return before == first ? String(words[1]) : spoken
    }

    /// Words in small letters: engines spell capitals.
    ///
    /// Those that have to be spelled stay: CCCD, and within a sentence OTP.
    private static func lowered(_ word: String, isShouted: Bool) -> String {
        guard word.count > 1, word.allSatisfy({ !$0.isLowercase }) else { return word }
        let vowels = (isShouted ? word[...] : word.dropFirst()).contains { "AEIOUY".contains($0) }
        let isAbbreviation = word.count <= 4 && word.utf8.count == word.count && !vowels
        return isAbbreviation ? word : word.lowercased()
    }
}
