/// Syllables of names, with and without their marks.
struct NameList {
    private let names: Set<String>
    private let bare: Set<String>

    /// Hardly ever another word; `trần`, `phạm` and `huỳnh` have their exceptions where names are looked for.
    static let clear = NameList(["nguyễn trần phạm huỳnh bùi phùng chamaléa katơr pinăng"])
    /// Family names, also those that are everyday words.
    static let family = NameList([
        "nguyễn trần phạm huỳnh bùi phùng lê hoàng phan vũ võ đặng đỗ hồ ngô dương lý đinh đoàn trịnh mai cao lương",
        "kiều châu lưu đào trương tô tạ thái hà từ chu la lâm vương tống tăng quách nghiêm thân tôn triệu kha hứa giang",
        "bạch cù doãn đàm đồng hàn khuất lã lại lục mạc mã nông ninh phí phó quản sầm sử tiêu thạch thiều trà ung văn",
        "lí viên vi đàng thập quảng hán não bá vạn báo đổng phú tà mấu thiên trượng thành chamaléa katơr pinăng",
    ])
    /// Middle and given names.
    static let given = NameList([
        "an anh ánh ái ân bách bảo bích bình cẩm châu chi chiến chung công cúc cương cường danh dân diễm diệp diệu duẩn",
        "dung duy duyên dũng dương đại đan đào đạt điệp định đoan đô đông đồng đức gấm gia giang hà hạ hải hạnh hảo hân",
        "hậu hằng hiên hiền hiển hiệp hiếu hoa hòa hoài hoan hoàn hoàng hoạt hồng huân huệ hùng huy huyền hưng hương",
        "hường hữu kha khang khanh khánh khải khiêm khoa khôi khuê kiên kiệt kiều kim kỳ lam lan lâm lân lập lệ liên",
        "liễu linh loan long lộc lợi luân lụa lựu lương lượng ly mai mạnh minh my mỹ nam nga ngân nghĩa nghi ngọc nguyên",
        "nguyệt nhã nhàn nhân nhật nhi nhiên nhung như oanh phát phi phong phúc phụng phương phước phượng quang quân quế",
        "quốc quyên quyền quyết quý quỳnh sang sen sinh sơn sương sỹ tài tâm tân tấn thạch thái thanh thành thảo thắm",
        "thắng thế thi thị thiên thiện thịnh thoa thọ thông thơ thu thúy thủy thùy thuận thục thư thương tiên tiến tiếp",
        "tín tình toàn toản tố trà trang trâm trân trí triều trinh trọng trúc trung trường tú tuấn tuệ tùng tuyên tuyền",
        "quí mĩ kì sĩ lí tuyết tường tươi uyên văn vân việt vinh vĩnh vũ vy xuân xuyến yên yến mẫu",
    ])
    /// What one calls a person before the given name.
    static let kin = NameList(["ông bà anh chị em cô chú bác dì cậu mợ thím cháu con bé thầy"])
    /// All syllables of names without marks.
    static let every = family.bare.union(given.bare)

    private init(_ lines: [String]) {
        names = Set(lines.flatMap { $0.split(separator: " ").map(String.init) })
        bare = Set(names.map { SearchWord($0[...]).folded })
    }

    /// Whether a word is one of the list, also when it was typed without its marks; `exactly` with them only.
    func holds(_ word: SearchWord, exactly: Bool = false) -> Bool {
        names.contains(word.lower) || (!exactly && word.isBare && bare.contains(word.folded))
    }
}
