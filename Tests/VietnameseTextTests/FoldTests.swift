import Testing
import VietnameseText

@Suite struct FoldTests {
    static let letters = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"

    @Test func `all 134 letters fold to the ASCII letter they are written over`() {
        let plain = "aaaaaaaaaaaaaaaaaeeeeeeeeeeeiiiiiooooooooooooooooouuuuuuuuuuuyyyyyd"
        #expect(Self.letters.count == 67)
        #expect(Fold.foldedString(Self.letters) == plain)
        #expect(Fold.foldedString(Self.letters.uppercased()) == plain)
    }

    @Test func `composed and decomposed text fold alike`() {
        let decomposed = "Đa\u{306}ng ky\u{301} ho\u{323}\u{302} tịch thu\u{31B}\u{300}a"
        #expect(Fold.foldedString(decomposed) == "dang ky ho tich thua")
        #expect(Words.words(decomposed).map(\.form) == Words.words("Đăng ký hộ tịch thừa").map(\.form))
    }

    @Test(arguments: ["đất", "Đất", "\u{110}ất", "\u{D0}ất", "ĐẤT", "đâ\u{301}t"])
    func `every đ and eth is a d`(text: String) {
        #expect(Fold.foldedString(text) == "dat")
    }

    @Test func `folding is total and folding twice changes nothing`() {
        var random = Seeded(1)
        for _ in 0..<3_000 {
            let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            let folded = bytes.withUnsafeBufferPointer { Fold.fold(utf8: $0) }
            #expect(folded.allSatisfy { (0x20..<0x7F).contains($0) })
            #expect(Fold.fold(String(decoding: folded, as: UTF8.self)) == folded)
        }
    }

    @Test func `words are found in any bytes and keep their place`() {
        var random = Seeded(2)
        let scalars: [Unicode.Scalar] = [
            "a", "đ", "ộ", "\u{301}", "\u{323}", " ", ".", "7", "🙂", "漢", "\u{0}", "\"", "*",
        ]
        for _ in 0..<3_000 {
            var text = ""
            for _ in 0..<Int.random(in: 0...40, using: &random) {
                text.unicodeScalars.append(scalars[Int.random(in: 0..<scalars.count, using: &random)])
            }
            var end = 0
            for word in Words.words(text) {
                #expect(word.utf8Range.lowerBound >= end)
                #expect(!word.folded.isEmpty)
                end = word.utf8Range.upperBound
            }
            #expect(end <= text.utf8.count)
        }
    }
}

/// SplitMix64: the same tests in every run.
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
