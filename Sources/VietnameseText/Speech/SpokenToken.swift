/// What a piece of text between blanks is, for a voice.
enum SpokenToken: Equatable {
    case word(String)
    case date(day: Int, month: Int, year: Int)
    case month(Int, year: Int)
    case time(hour: Int, minute: Int)
    case number(Int64)
    case decimal(Int64, part: String)
    case range(Int64, Int64)
    case amount(Int64)
    case percent(Int64)
    case code(String)
    /// Words with a sign between them: "ông/bà".
    case pair([String])

    /// Reads the piece; what is nothing else but holds a digit is a code.
    static func read(_ text: String) -> SpokenToken {
        guard text.contains(where: \.isWholeNumber) else { return reading(words: text) }
        return date(text) ?? time(text) ?? amount(text) ?? number(text) ?? range(text) ?? numberedWord(text)
            ?? .code(text)
    }

    private static func reading(words text: String) -> SpokenToken {
        let parts = text.split { !$0.isLetter }.map(String.init)
        return parts.count == 1 ? .word(parts[0]) : .pair(parts)
    }

    private static func date(_ text: String) -> SpokenToken? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { plain($0) }
        switch parts.count {
        case 3:
            guard let day = parts[0], let month = parts[1], let year = parts[2] else { return nil }
            guard (1...31).contains(day), (1...12).contains(month), (1900...2999).contains(year) else { return nil }
            return .date(day: Int(day), month: Int(month), year: Int(year))
        case 2:
            guard let month = parts[0], let year = parts[1] else { return nil }
            guard (1...12).contains(month), (1900...2999).contains(year) else { return nil }
            return .month(Int(month), year: Int(year))
        default: return nil
        }
    }

    private static func time(_ text: String) -> SpokenToken? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].count <= 2, parts[1].count == 2 else { return nil }
        guard let hour = plain(parts[0]), let minute = plain(parts[1]), hour < 24, minute < 60 else { return nil }
        return .time(hour: Int(hour), minute: Int(minute))
    }

    /// "50.000đ", "50.000₫", "5%".
    private static func amount(_ text: String) -> SpokenToken? {
        guard let last = text.last, let value = whole(text.dropLast()) else { return nil }
        return last == "đ" || last == "₫" ? .amount(value) : last == "%" ? .percent(value) : nil
    }

    private static func number(_ text: String) -> SpokenToken? {
        if let value = whole(text[...]) { return .number(value) }
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 2, let value = whole(parts[0]), parts[1].count <= 2, plain(parts[1]) != nil else {
            return nil
        }
        return .decimal(value, part: String(parts[1]))
    }

    /// "7-10", "5–7": whole numbers that a person counts to.
    private static func range(_ text: String) -> SpokenToken? {
        let parts = text.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "–" }
        guard parts.count == 2, let low = whole(parts[0]), let high = whole(parts[1]), low < high, high < 1000 else {
            return nil
        }
        return .range(low, high)
    }

    /// "A4", "4G", "17h": a short number at a short word is said as a number.
    private static func numberedWord(_ text: String) -> SpokenToken? {
        let digits = text.filter(\.isWholeNumber)
        let letters = text.filter(\.isLetter)
        guard letters == "h" || letters == "H", text.last?.isLetter == true, let hour = plain(digits[...]) else {
            return nil
        }
        return digits.count + 1 == text.count && hour < 25 ? .time(hour: Int(hour), minute: 0) : nil
    }

    /// A whole number without a leading zero, of at most four digits, or with a dot after each three.
    private static func whole(_ text: Substring) -> Int64? {
        let groups = text.split(separator: ".", omittingEmptySubsequences: false)
        guard groups.count > 1 else { return text.count > 1 && text.first == "0" || text.count > 4 ? nil : plain(text) }
        guard let first = groups.first, (1...3).contains(first.count), first.first != "0" else { return nil }
        guard groups.dropFirst().allSatisfy({ $0.count == 3 }), groups.count <= 6 else { return nil }
        return plain(groups.joined()[...])
    }

    private static func plain(_ text: Substring) -> Int64? {
        guard !text.isEmpty, text.utf8.count <= 18, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int64(text)
    }
}
