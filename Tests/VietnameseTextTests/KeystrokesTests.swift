import Testing
import VietnameseText

@Suite struct KeystrokesTests {
    @Test(arguments: [
        ("ddawng kys khai sinh", "đăng ký khai sinh"), ("d9a8ng ky1 ke6t1 ho6n", "đăng ký kết hôn"),
        ("keets hoon", "kết hôn"), ("dangdw", "đăng"), ("hopwj", "hợp"), ("chwa", "chưa"), ("thuwowng", "thương"),
        ("thuowng", "thương"), ("thuwong", "thương"), ("dduwowcj", "được"), ("nguwowif", "người"), ("luuw", "lưu"),
        ("giaays", "giấy"), ("hoawcj", "hoặc"), ("quyeets", "quyết"), ("nghieeng", "nghiêng"), ("tru1", "trú"),
        ("nguoi72", "người"), ("thua72", "thừa"), ("d9uo75c", "được"), ("coong chuwsng", "công chứng"),
    ])
    func `keystrokes are written out`(keys: String, expected: String) { #expect(Keystrokes.decode(keys) == expected) }

    @Test(arguments: [
        "website", "internet", "form", "file", "visa", "taxi", "test", "gas", "dad", "zalo", "dang ky khai sinh",
        "bang lai xe hang b2", "a1", "đăng ký", "nha o", "xe oto", "teen", "", "1.001193", "gmail.com",
    ])
    func `ordinary text stays as it is`(text: String) { #expect(Keystrokes.decode(text) == text) }

    @Test func `decoding twice changes nothing more`() {
        var random = Seeded(5)
        let keys = Array("aeiouydbcghklmnpqrstvxfjzw 0123456789".utf8)
        for _ in 0..<3_000 {
            let bytes = (0..<Int.random(in: 0...24, using: &random)).map { _ in
                keys[Int.random(in: 0..<keys.count, using: &random)]
            }
            let once = Keystrokes.decode(String(decoding: bytes, as: UTF8.self))
            for word in Words.words(once) where !word.marks.isEmpty {
                #expect(Syllables.isValid(SyllableForm(key: FoldKey(word.folded), marks: word.marks)))
            }
        }
    }

    @Test func `the tone key may stand anywhere after the vowel`() {
        for keys in ["tieengs", "tieesng", "tiesnge", "tienges", "tiengse"] {
            #expect(Keystrokes.decode(keys) == "tiếng")
        }
        for keys in ["dduwongf", "dduwfong", "duongdwf", "duwowngdf", "dduowngf"] {
            #expect(Keystrokes.decode(keys) == "đường")
        }
    }
}
