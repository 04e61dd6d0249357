/// One possible reading of a typed code as organisation, date and running number.
struct CodeShape {
    let organisation: [String]
    let date: String
    let number: String

    init?(organisation: [String], date: String, number: String) {
        guard let office = Organisation.repaired(organisation) else { return nil }
        let date = DigitSlips.repaired(date)
        let number = DigitSlips.repaired(number)
        guard date.allSatisfy(\.isNumber), [6, 8].contains(date.count) else { return nil }
        guard number.allSatisfy(\.isNumber), (4...7).contains(number.count) else { return nil }
        self.organisation = office
        self.date = date
        self.number = number
    }

    /// The date of reception, if that day exists.
    var receivedOn: CalendarDay? {
        let digits = date.compactMap(\.wholeNumberValue)
        let value = { (range: Range<Int>) in digits[range].reduce(0) { $0 * 10 + $1 } }
        guard digits.count == 8 else {
            return digits.count == 6
                ? CalendarDay(year: 2000 + value(0..<2), month: value(2..<4), day: value(4..<6)) : nil
        }
        guard (2000...2099).contains(value(0..<4)) else { return nil }
        return CalendarDay(year: value(0..<4), month: value(4..<6), day: value(6..<8))
    }

    func code(on day: CalendarDay) -> DossierCode {
        let office = organisation.joined(separator: ".")
        return DossierCode(
            text: "\(office)-\(date)-\(number)",
            parts: DossierCode.Parts(organisation: office, receivedOn: day, number: number)
        )
    }
}

extension CodeShape {
    /// All readings of a typed code, the likeliest first; separators that were typed decide before any guess.
    static func readings(of groups: [String]) -> [CodeShape] {
        if let shape = separated(groups) ?? dateInThree(groups) { return [shape] }
        return hasStrangeNumber(groups) ? [] : compact(Array(groups.joined()))
    }

    /// `H43.12-240823-001`: organisation and date stand apart and only the number is too short or too long.
    ///
    /// Cutting it elsewhere would name another dossier; the code is asked as typed instead.
    private static func hasStrangeNumber(_ groups: [String]) -> Bool {
        guard groups.count >= 3, Organisation.repaired(Array(groups.dropLast(2))) != nil else { return false }
        let digits = groups.suffix(2).map(DigitSlips.repaired)
        return [6, 8].contains(digits[0].count) && digits.allSatisfy { $0.allSatisfy(\.isNumber) }
    }

    /// `H43 12 240823 0001`: the last two groups are date and number.
    private static func separated(_ groups: [String]) -> CodeShape? {
        guard groups.count >= 3 else { return nil }
        return CodeShape(
            organisation: Array(groups.dropLast(2)), date: groups[groups.count - 2], number: groups[groups.count - 1]
        )
    }

    /// `H43.12-2024-08-23-0001`: the date was typed in three groups.
    private static func dateInThree(_ groups: [String]) -> CodeShape? {
        guard groups.count >= 5 else { return nil }
        let date = groups[(groups.count - 4)..<(groups.count - 1)]
        guard [[2, 2, 2], [4, 2, 2]].contains(date.map(\.count)) else { return nil }
        return CodeShape(
            organisation: Array(groups.dropLast(4)), date: date.joined(), number: groups[groups.count - 1]
        )
    }

    /// Lengths of date and number in the order in which a code without separators is read.
    ///
    /// The shape of the law first (Thông tư 01/2018/TT-VPCP, Điều 19: 6 + 4), then the five digits of a busy office,
    /// then the ministries' eight-digit dates, the longest number first because theirs has seven; six-digit dates
    /// with longer numbers have not been seen and come last (research/facts.md §1.4 to 1.6).
    private static let lengths = [(6, 4), (6, 5), (8, 7), (8, 6), (8, 5), (8, 4), (6, 6), (6, 7)]

    private static func compact(_ characters: [Character]) -> [CodeShape] {
        lengths.compactMap { dateLength, numberLength in
            let head = characters.count - dateLength - numberLength
            guard head >= 3, let office = Organisation.groups(compact: characters[0..<head]) else { return nil }
            return CodeShape(
                organisation: office,
                date: String(characters[head..<(head + dateLength)]),
                number: String(characters[(head + dateLength)...])
            )
        }
    }
}
