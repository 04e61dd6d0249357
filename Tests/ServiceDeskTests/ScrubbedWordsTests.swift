import KioskTestSupport
import ServiceDesk
import Testing

@Suite struct ScrubbedWordsTests {
    @Test(arguments: [
        ("Cấp lại SỔ HỒNG bị mất", "cấp lại sổ hồng bị mất"),
        ("  vay   vốn, nuôi dê! ", "vay vốn nuôi dê"),
        ("đổi tên trong khai sinh", "đổi tên trong khai sinh"),
        ("vi phạm giao thông", "vi phạm giao thông"),
        ("thị trấn Phước Dân", "thị trấn"),
        ("hồ sơ xin việc", "hồ sơ xin việc"),
        ("lệ phí trước bạ", "lệ phí trước bạ"),
        ("một hai ba con dê", "một hai ba con dê"),
        ("le phi", "le phi"),
    ])
    func `words of a search stay`(typed: String, kept: String) {
        #expect(ScrubbedWords(typed: typed)?.text == kept)
    }

    @Test(arguments: [
        ("giấy khai sinh 0912345678", "giấy khai sinh"),
        ("0912.345.678", nil),
        ("không chín một hai ba bốn năm sáu bảy tám", nil),
        ("gọi khong chin mot hai ba bon", "gọi"),
        ("an@mau.example hộ khẩu", "hộ khẩu"),
        ("https://mau.example/tra-cuu?MHS=H43 hồ sơ", "hồ sơ"),
        ("H43.12-240823-0001", nil),
        ("khai sinh cho Nguyễn Thị Mẫu", "khai sinh cho"),
        ("nguyen van mau xin giay", "giay"),
        ("khai sinh tran thi mau", "khai sinh"),
        ("đăng ký xe của lê văn mẫu", "đăng ký xe của"),
        ("tôi tên là hai lúa ở mẫu", "tôi"),
        ("con gái Bích Mẫu", "con gái"),
        ("Katơr Thị Mẫu", nil),
        ("x", nil),
        ("", nil),
    ])
    func `numbers, addresses and names go`(typed: String, kept: String?) {
        #expect(ScrubbedWords(typed: typed)?.text == kept)
    }

    @Test func `a long search is cut`() throws {
        let long = Array(repeating: "giấy", count: 40).joined(separator: " ")
        let kept = try #require(ScrubbedWords(typed: long))
        #expect(kept.text.split(separator: " ").count == 8)
        #expect(ScrubbedWords(typed: String(repeating: "a", count: 5_000)) == nil)
    }

    @Test func `searches of the same letters are one`() throws {
        let marked = try #require(ScrubbedWords(typed: "Sổ hồng"))
        let bare = try #require(ScrubbedWords(typed: "so hong"))
        #expect(marked == bare)
        #expect(marked.key == "so hong")
        #expect(marked.text != bare.text)
    }

    @Test func `whatever is typed, no digit and no sign of an address is left`() {
        var numbers = SeededGenerator(seed: 71)
        let pieces = ["0912", "345678", "@", ".vn", "a", "giấy", "Trần", "thị", "/", "1", "mẫu", "٣", "https://x", "-"]
        for _ in 0..<3_000 {
            let count = Int.random(in: 0...9, using: &numbers)
            let typed = (0..<count).map { _ in
                (pieces.randomElement(using: &numbers) ?? "") + (Bool.random(using: &numbers) ? " " : "")
            }.joined()
            guard let kept = ScrubbedWords(typed: typed)?.text else { continue }
            #expect(kept.allSatisfy { $0.isLetter || $0 == " " }, "\(typed) → \(kept)")
        }
    }
}
