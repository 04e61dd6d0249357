import Testing
import VietnameseText

@Suite
struct `Text for a voice` {
    @Test(arguments: [
        ("Ngày nhận: 23/8/2024", "Ngày nhận, ngày hai mươi ba tháng tám năm hai nghìn không trăm hai mươi bốn"),
        ("In ngày 02/04/2026.", "In ngày hai tháng tư năm hai nghìn không trăm hai mươi sáu."),
        ("Theo dữ liệu tháng 07/2026", "Theo dữ liệu tháng bảy năm hai nghìn không trăm hai mươi sáu"),
        ("Vừa hỏi lúc 09:05.", "Vừa hỏi lúc chín giờ năm phút."),
        ("từ 7h đến 17:00", "từ bảy giờ đến mười bảy giờ"),
        ("Mã thủ tục: 1.000894", "Mã thủ tục, một, không không không, tám chín bốn"),
        ("Hồ sơ: H43.12-240823-0001", "Hồ sơ, H bốn ba, một hai, hai bốn không, tám hai ba, không không không, một"),
        (
            "Số tiền: ₫\u{A0}1.250.000 (một triệu hai trăm năm mươi nghìn đồng)",
            "Số tiền, một triệu hai trăm năm mươi nghìn đồng"
        ),
        ("Số tiền: 50.000 đồng (năm mươi nghìn đồng)", "Số tiền, năm mươi nghìn đồng"),
        ("Lệ phí 8.000đ một bản, giảm 50%", "Lệ phí tám nghìn đồng một bản, giảm năm mươi phần trăm"),
        ("Lệ phí: 8.000 đồng/bản", "Lệ phí, tám nghìn đồng bản"),
        ("Luật 60/2014/QH13", "Luật sáu không, hai không một, bốn, Q H một, ba"),
        ("gọi 0000\u{A0}000\u{A0}001", "gọi không không không, không, không không không, không không một"),
        ("trong 7-10 ngày, 1,5 lần", "trong bảy đến mười ngày, một phẩy năm lần"),
        ("Nếu 120 giây không bấm phím…", "Nếu một trăm hai mươi giây không bấm phím."),
        ("ông/bà (mẫu) – “xong”!", "ông bà, mẫu, xong!"),
        ("TÌM THỦ TỤC", "tìm thủ tục"),
        ("mã OTP và PDF", "mã OTP và PDF"),
        (
            "chuỗi 012345678901234567890123456789",
            "chuỗi không một hai, ba bốn năm, sáu bảy tám, chín không một, hai ba bốn, năm sáu bảy, tám chín không, "
                + "một hai ba, bốn năm sáu, bảy tám chín"
        ),
        ("", ""),
        ("… – ()", ""),
    ])
    func `is in words, without digits and symbols`(_ written: String, _ spoken: String) {
        #expect(SpokenText.words(written) == spoken)
    }

    @Test(arguments: [
        (
            "Received: 23/8/2024 at 14:30",
            "Received, twenty three August two thousand twenty four at fourteen hours thirty minutes"
        ),
        ("Code: H43.12", "Code, H four three, one two"),
        ("SEND OR ASK?", "send or ask?"),
        ("Press 3:", "Press three"),
        ("0 13 40 105", "zero thirteen forty one hundred five"),
        ("1.000.001 of 9", "one million one of nine"),
        ("1250 of 9", "one thousand two hundred fifty of nine"),
    ])
    func `is in English words on English pages`(_ written: String, _ spoken: String) {
        #expect(SpokenText.words(written, language: "en") == spoken)
    }

    @Test func `of any kind holds letters, blanks and pauses only, in pieces an engine takes`() {
        var random = Seeded(99)
        let parts = [
            "ông/bà", "H43.12-240823-0001", "1.250.000", "99/99/9999", "0912345678", "₫", "50%", "(", ")", "…", "—",
            ".",
            "đồng)", "31/12/2026", "25:61", "½", "²", "٣", "a\u{301}", "漢字", "1/2", "//", "7-10", "-5", ",", "😀",
            "x1y2",
            String(repeating: "dài", count: 200), String(repeating: "7", count: 400),
        ]
        for _ in 0..<3_000 {
            let text = (0..<Int.random(in: 0...20, using: &random))
                .map { _ in parts[Int.random(in: 0..<parts.count, using: &random)] }
                .joined(separator: Bool.random(using: &random) ? " " : "")
            for language in ["vi", "en"] {
                let pieces = SpokenSentences.pieces(SpokenText.words(text, language: language))
                #expect(pieces.allSatisfy { !$0.isEmpty && $0.count <= SpokenSentences.longest }, "\(text)")
                let strange = pieces.joined().first { !$0.isLetter && !" ,.?!".contains($0) }
                #expect(strange == nil, "\(String(describing: strange)) in \(text)")
            }
        }
    }

    @Test func `is cut at sentences, then at pauses, then between words`() {
        let sentence = String(repeating: "một hai ba, ", count: 30) + "bốn."
        let pieces = SpokenSentences.pieces("Xin chào. " + sentence)
        #expect(pieces.first == "Xin chào.")
        #expect(pieces.dropFirst().dropLast().allSatisfy { $0.hasSuffix(",") })
        #expect(pieces.joined(separator: " ") == "Xin chào. " + sentence)
    }

    @Test func `composes letters for programs that cannot`() {
        #expect(
            Array(ComposedLetters.composing("u\u{31B}\u{303} a\u{323}\u{302} x\u{301}").utf8)
                == Array("ữ ậ x\u{301}".utf8))
    }
}
