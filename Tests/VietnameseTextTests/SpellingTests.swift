import Testing
import VietnameseText

@Suite struct SpellingTests {
    @Test(arguments: [
        ("hoà", "hòa"), ("thuỵ", "thụy"), ("kỹ", "kĩ"), ("lý", "lí"), ("quý", "quí"), ("hoá đơn", "hóa đơn"),
        ("uỷ ban", "ủy ban"), ("Mỹ", "mĩ"), ("tỷ", "tỉ"),
    ])
    func `both traditions are the same word`(one: String, other: String) {
        #expect(CanonicalSpelling.areAlike(one, other))
    }

    @Test(arguments: [("hòa", "họa"), ("thúy", "thúi"), ("tay", "tai"), ("kỳ", "kỹ"), ("đất", "dắt"), ("may", "mai")])
    func `different words stay different`(one: String, other: String) {
        #expect(!CanonicalSpelling.areAlike(one, other))
    }

    @Test func `d and gi sound alike, and z like v or d`() {
        #expect(CanonicalSpelling.soundsLike(FoldKey("dum".utf8)) == [FoldKey("gium".utf8)])
        #expect(CanonicalSpelling.soundsLike(FoldKey("giay".utf8)) == [FoldKey("day".utf8)])
        #expect(CanonicalSpelling.soundsLike(FoldKey("zay".utf8)).contains(FoldKey("vay".utf8)))
        #expect(CanonicalSpelling.soundsLike(FoldKey("dzo".utf8)).contains(FoldKey("vo".utf8)))
    }

    @Test(arguments: ["đăng", "hòa", "thủy", "nghiêng", "giếng", "quý", "khuỷu", "toán", "người", "huyện", "gì", "già"])
    func `a syllable taken apart is written again as it was`(syllable: String) throws {
        let word = try #require(Words.words(syllable).first)
        #expect(Spelling.written(SyllableForm(key: FoldKey(word.folded), marks: word.marks)) == syllable)
    }

    @Test(arguments: ["nghiêng", "giếng", "quốc", "khuya", "oai", "yêu", "gìn", "xoong", "ghế", "luật"])
    func `real syllables are valid`(syllable: String) { #expect(Syllables.isValid(syllable)) }

    @Test(arguments: ["website", "internet", "form", "strong", "kha nh", "ngê", "luàt", "", "aa", "bcd", "ky thuat"])
    func `what is no syllable is not valid`(text: String) { #expect(!Syllables.isValid(text)) }

    @Test(arguments: [
        ("dangkykhaisinh", "dang ky khai sinh"), ("tachho", "tach ho"), ("giahantamtru", "gia han tam tru"),
        ("dangkythuongtru can gi", "dang ky thuong tru can gi"), ("website", "website"), ("ho so", "ho so"),
    ])
    func `glued text is cut into syllables`(glued: String, expected: String) {
        #expect(Syllables.split(glued) == expected)
    }

    @Test func `splitting is total and loses no letter`() {
        var random = Seeded(3)
        for _ in 0..<2_000 {
            let letters = (0..<Int.random(in: 0...130, using: &random))
                .map { _ in UInt8.random(in: 0x61...0x7A, using: &random) }
            guard let ranges = Syllables.split(letters) else { continue }
            #expect(ranges.flatMap { letters[$0] } == letters)
        }
    }

    @Test func `slips are counted as people make them`() {
        #expect(EditDistance.distance(Array("khai".utf8), Array("kahi".utf8), limit: 1) == 1)
        #expect(EditDistance.distance(Array("khai".utf8), Array("kha".utf8), limit: 1) == 1)
        #expect(EditDistance.distance(Array("khai".utf8), Array("khaii".utf8), limit: 2) == 1)
        #expect(EditDistance.distance(Array("khai".utf8), Array("sinh".utf8), limit: 2) == nil)
        #expect(EditDistance.distance([], [], limit: 0) == 0)
    }

    @Test func `the packed comparison agrees with the general one`() {
        var random = Seeded(4)
        for _ in 0..<20_000 {
            let left = (0..<Int.random(in: 1...6, using: &random)).map { _ in
                UInt8.random(in: 0x61...0x63, using: &random)
            }
            let right = (0..<Int.random(in: 1...6, using: &random)).map { _ in
                UInt8.random(in: 0x61...0x63, using: &random)
            }
            let isNear = EditDistance.distance(left, right, limit: 1) != nil
            #expect(EditDistance.isOneSlip(FoldKey(left), FoldKey(right)) == isNear)
        }
    }

    @Test(arguments: [
        ("dk", "đăng ký"), ("cccd", "căn cước"), ("gplx", "giấy phép lái xe"), ("bhyt", "bảo hiểm y tế"),
        ("ubnd", "ủy ban nhân dân"), ("gcn", "giấy chứng nhận"), ("hk", "hộ khẩu"), ("ks", "khai sinh"),
        ("hong", "không"), ("zậy", "vậy"), ("tui", "tôi"), ("dzô", "vô"), ("đkks", "đăng ký khai sinh"),
    ])
    func `short and southern spellings are written out`(short: String, expected: String) {
        let full = Abbreviations.expansion(of: short)
        #expect(full.map { CanonicalSpelling.areAlike($0, expected) } == true)
    }
}
