import KioskTestSupport
import ServiceDesk
import Testing

@Suite struct ScrubbedWordsTests {
    /// Words that stand side by side in names of procedures.
    private static let pairs: Set<String> = [
        "khai sinh", "giay khai", "dang ky", "ky khai", "ho khau", "ho so", "thi tran", "giao thong", "vi pham",
        "le phi",
        "phi truoc", "truoc ba", "cap lai", "xac nhan", "thong nhat", "xa hoi", "bao hiem", "duong bo", "to chuc",
        "pham giao", "thong tin", "an toan", "ky xe",
    ]

    private func scrubbed(_ typed: String) -> ScrubbedWords? {
        ScrubbedWords(typed: typed) { Self.pairs.contains("\($0) \($1)") }
    }

    @Test(arguments: [
        ("Cấp lại SỔ HỒNG bị mất", "cấp lại sổ hồng bị mất"),
        ("  vay   vốn, nuôi dê! ", "vay vốn nuôi dê"),
        ("đổi tên trong khai sinh", "đổi tên trong khai sinh"),
        ("vi phạm giao thông", "vi phạm giao thông"),
        ("hồ sơ xin việc", "hồ sơ xin việc"),
        ("ho so xin viec", "ho so xin viec"),
        ("lệ phí trước bạ", "lệ phí trước bạ"),
        ("một hai ba con dê", "một hai ba con dê"),
        ("le phi", "le phi"),
        ("bảo hiểm xã hội một cục", "bảo hiểm xã hội một cục"),
        ("giấy của xã bị mất", "giấy của xã bị mất"),
        ("đường bộ cấm xe độ", "đường bộ cấm xe độ"),
        ("giấy đỏ", "giấy đỏ"),
        ("trong nhà thu tiền", "trong nhà thu tiền"),
        ("khai sinh thông tin sai", "khai sinh thông tin sai"),
        ("vay 5 triệu", "vay … triệu"),
        ("passport", "passport"),
    ])
    func `words of a search stay, also those that nobody knows`(typed: String, kept: String) {
        #expect(scrubbed(typed)?.text == kept)
    }

    @Test(arguments: [
        ("giấy khai sinh 0912345678", "giấy khai sinh …"),
        ("0912.345.678", nil),
        ("không chín một hai ba bốn năm sáu bảy tám", nil),
        ("gọi khong chin mot hai ba bon", nil),
        ("an@mau.example hộ khẩu", "… hộ khẩu"),
        ("https://mau.example/tra-cuu?MHS=H43 hồ sơ", "… hồ sơ"),
        ("H43.12-240823-0001", nil),
        ("khai sinh cho Nguyễn Thị Mẫu", "khai sinh …"),
        ("nguyen van mau xin giay", nil),
        ("khai sinh tran thi mau", "khai sinh …"),
        ("đăng ký xe của lê văn mẫu", "đăng ký xe …"),
        ("tôi tên là hai lúa ở mẫu", nil),
        ("con gái Bích Mẫu", nil),
        ("Katơr Thị Mẫu", nil),
        ("bui anh tuan", nil),
        ("le thanh tung", nil),
        ("dao thi mai", nil),
        ("giấy cho le thanh tung", nil),
        ("giấy ở thon huu duc", nil),
        ("phung xuan hai", nil),
        ("khai sinh cho con tùng", "khai sinh …"),
        ("thanh tung xac nhan ho khau", "… xac nhan ho khau"),
        ("lethanhtung khai sinh", "… khai sinh"),
        ("thị trấn Phước Dân", "thị trấn …"),
        ("thôn hữu đức xã phước hữu", nil),
        ("khu phố sáu phường phủ hà", nil),
        ("đường thống nhất phan rang", nil),
        ("12/3 thong nhat phan rang", "… thong nhat …"),
        ("xác nhận hộ khẩu thôn mẫu", "xác nhận hộ khẩu …"),
        ("x", nil),
        ("", nil),
    ])
    func `a search with a number, an address or a name keeps only words of procedures`(typed: String, kept: String?) {
        #expect(scrubbed(typed)?.text == kept)
    }

    @Test func `a long search is cut`() throws {
        let long = Array(repeating: "giấy", count: 40).joined(separator: " ")
        let kept = try #require(scrubbed(long))
        #expect(kept.text.split(separator: " ").filter { $0 == "giấy" }.count == 8)
        #expect(scrubbed(String(repeating: "a", count: 5_000)) == nil)
    }

    @Test func `searches of the same letters are one`() throws {
        let marked = try #require(scrubbed("Sổ hồng"))
        let bare = try #require(scrubbed("so hong"))
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
            guard let kept = scrubbed(typed)?.text else { continue }
            #expect(kept.allSatisfy { $0.isLetter || " …".contains($0) }, "\(typed) → \(kept)")
        }
    }
}
