import Testing
import VietnameseText

@Suite struct InWordsTests {
    static let amounts: [(Int64, String)] = [
        (0, "không"), (1, "một"), (4, "bốn"), (5, "năm"), (10, "mười"), (11, "mười một"), (14, "mười bốn"),
        (15, "mười lăm"), (19, "mười chín"), (20, "hai mươi"), (21, "hai mươi mốt"), (24, "hai mươi bốn"),
        (25, "hai mươi lăm"), (31, "ba mươi mốt"), (55, "năm mươi lăm"), (99, "chín mươi chín"), (100, "một trăm"),
        (101, "một trăm lẻ một"), (105, "một trăm lẻ năm"), (110, "một trăm mười"), (115, "một trăm mười lăm"),
        (121, "một trăm hai mươi mốt"), (500, "năm trăm"), (999, "chín trăm chín mươi chín"), (1_000, "một nghìn"),
        (1_005, "một nghìn không trăm lẻ năm"), (1_015, "một nghìn không trăm mười lăm"),
        (1_100, "một nghìn một trăm"), (10_000, "mười nghìn"), (15_000, "mười lăm nghìn"),
        (21_000, "hai mươi mốt nghìn"), (50_000, "năm mươi nghìn"), (100_000, "một trăm nghìn"),
        (105_000, "một trăm lẻ năm nghìn"), (1_000_000, "một triệu"),
        (1_250_000, "một triệu hai trăm năm mươi nghìn"), (1_000_005, "một triệu không trăm lẻ năm"),
        (1_005_000, "một triệu không trăm lẻ năm nghìn"), (1_000_000_000, "một tỷ"),
        (2_500_000_000, "hai tỷ năm trăm triệu"), (1_000_000_000_000, "một nghìn tỷ"),
        (1_000_000_001, "một tỷ không trăm lẻ một"), (-15, "âm mười lăm"),
    ]

    @Test(arguments: amounts) func `an amount in words`(number: Int64, words: String) {
        #expect(VietnameseNumbers.words(number) == words)
    }

    /// Reads words back, so that every number of a range is checked and not a handful.
    private func value(_ words: String) -> Int64? {
        let digits = [
            "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "lăm": 5, "sáu": 6,
            "bảy": 7, "tám": 8, "chín": 9,
        ]
        var (total, group, digit): (Int64, Int64, Int64) = (0, 0, 0)
        for word in words.split(separator: " ").map(String.init) {
            switch word {
            case "lẻ": break
            case "mười": (group, digit) = (group + 10, 0)
            case "mươi": (group, digit) = (group + digit * 10, 0)
            case "trăm": (group, digit) = (group + digit * 100, 0)
            case "nghìn": (total, group, digit) = (total + (group + digit) * 1_000, 0, 0)
            case "triệu": (total, group, digit) = (total + (group + digit) * 1_000_000, 0, 0)
            case "tỷ": (total, group, digit) = ((total + group + digit) * 1_000_000_000, 0, 0)
            default:
                guard let known = digits[word] else { return nil }
                digit = Int64(known)
            }
        }
        return total + group + digit
    }

    @Test func `every amount up to ten thousand reads back as itself`() {
        for number in Int64(0)...10_000 { #expect(value(VietnameseNumbers.words(number)) == number) }
    }

    @Test func `random amounts read back as themselves`() {
        var random = Seeded(6)
        for _ in 0..<2_000 {
            let number = Int64.random(in: 0...999_999_999_999, using: &random)
            #expect(value(VietnameseNumbers.words(number)) == number)
        }
    }

    @Test func `the longest numbers can be said`() {
        #expect(VietnameseNumbers.words(.max).contains("tỷ"))
        #expect(VietnameseNumbers.words(.min).hasPrefix("âm "))
    }

    @Test(arguments: [(0, "0"), (999, "999"), (1_000, "1.000"), (1_250_000, "1.250.000"), (-5_000, "-5.000")])
    func `digits are grouped by dots`(number: Int64, text: String) {
        #expect(VietnameseNumbers.grouped(number) == text)
    }

    @Test func `dates are written and said in full`() {
        #expect(DateWords.words(year: 2024, month: 8, day: 23) == "ngày 23 tháng 8 năm 2024")
        let spoken = DateWords.spoken(year: 2024, month: 4, day: 5)
        #expect(spoken == "ngày năm tháng tư năm hai nghìn không trăm hai mươi bốn")
    }

    @Test(arguments: [
        ("H43.24", "H bốn ba, hai bốn"), ("000123", "không không không, một hai ba"), ("", ""), ("--", ""),
        ("H43.24-240815-0012", "H bốn ba, hai bốn, hai bốn không, tám một năm, không không một, hai"),
    ])
    func `a code is said digit by digit`(code: String, spoken: String) { #expect(SpokenCode.digits(code) == spoken) }
}
