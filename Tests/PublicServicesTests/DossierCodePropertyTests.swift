import Testing

@testable import PublicServices

struct DossierCodePropertyTests {
    /// A made-up code of a real shape.
    private struct Sample {
        var organisation: String
        var date: String
        var number: String
        var text: String { "\(organisation)-\(date)-\(number)" }

        init(_ random: inout Seeded) {
            organisation = Self.organisation(&random)
            let day = CalendarDay(number: Int.random(in: 17_897...20_780, using: &random))
            let isLong = Int.random(in: 0..<5, using: &random) == 0
            date = day.description.filter { $0 != "-" }
            if !isLong { date.removeFirst(2) }
            let length =
                isLong ? Int.random(in: 4...7, using: &random) : [4, 4, 4, 5].randomElement(using: &random) ?? 4
            number = Self.digits(length, &random)
        }

        private static func organisation(_ random: inout Seeded) -> String {
            let letter = "ABCDEFGHIJKLMNOPQRSTUVWXY".randomElement(using: &random) ?? "H"
            let province = "\(letter)\(digits(2, &random))"
            return switch Int.random(in: 0..<5, using: &random) {
            case 0: "\(digits(3, &random)).\(digits(2, &random)).\(digits(2, &random)).\(province)"
            case 1: province
            case 2: "\(province).\(digits(3, &random))"
            case 3: "\(province).\(digits(2, &random)).\(digits(2, &random))"
            default: "\(province).\(digits(2, &random))"
            }
        }

        private static func digits(_ count: Int, _ random: inout Seeded) -> String {
            String((0..<count).map { _ in Character("\(Int.random(in: 0...9, using: &random))") })
        }
    }

    @Test func `5,000 codes of real shapes are recognised and print back`() {
        var random = Seeded(1)
        for _ in 0..<5000 {
            let text = Sample(&random).text
            #expect(DossierCodeReader.read(text, today: nil).recognisedText == text)
        }
    }

    @Test func `5,000 mangled codes are read as the same code`() {
        var random = Seeded(2)
        for _ in 0..<5000 {
            let text = Sample(&random).text
            let typed = mangled(text, &random)
            #expect(DossierCodeReader.read(typed, today: nil).recognisedText == text, "\(typed)")
        }
    }

    @Test func `2,000 codes of the law without any separator are read as the same code or another real reading`() {
        var random = Seeded(3)
        var same = 0
        for _ in 0..<2000 {
            let sample = Sample(&random)
            let typed = sample.text.filter { $0 != "." && $0 != "-" }
            guard let read = DossierCodeReader.read(typed, today: nil).recognisedText else {
                Issue.record("\(typed) was not recognised")
                continue
            }
            #expect(read.filter { $0 != "." && $0 != "-" } == typed)
            same += read == sample.text ? 1 : 0
        }
        #expect(same >= 1800)
    }

    @Test func `no typed text stops the reader`() {
        var random = Seeded(4)
        let pieces = [
            "H43", ".", "-", "–", "24", "0823", "O", "l", "0001", "?MHS=", "%", "%2", "&", "=", "D-", "đ", "\u{301}",
            " ", "\r", "🧾", "²",
        ]
        for _ in 0..<5000 {
            let count = Int.random(in: 0...12, using: &random)
            let typed = (0..<count).compactMap { _ in pieces.randomElement(using: &random) }.joined()
            if let code = DossierCodeReader.read(typed, today: nil).code {
                #expect(!code.text.isEmpty)
                #expect(!code.text.contains(" "))
            }
        }
    }

    /// Changes separators, case, width and O, I and l, as honest typing does.
    private func mangled(_ text: String, _ random: inout Seeded) -> String {
        var result = ""
        // Letters for digits only behind the first letter of the province, which they could not stand in for.
        for character in text {
            switch character {
            case ".": result += [".", " ", "..", "·", "-"].randomElement(using: &random) ?? "."
            case "-": result += ["-", " ", "--", "–", " - ", "－", "."].randomElement(using: &random) ?? "-"
            case "0": result += ["0", "0", "O", "o", "０"].randomElement(using: &random) ?? "0"
            case "1": result += ["1", "1", "I", "l", "１"].randomElement(using: &random) ?? "1"
            default: result += Bool.random(using: &random) ? character.lowercased() : String(character)
            }
        }
        return result + (["", "\r\n", " ", "\n"].randomElement(using: &random) ?? "")
    }
}
