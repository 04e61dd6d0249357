import ProcedureFinder
import Testing
import VietnameseText

/// Words of a name in a row, with the marks that were typed.
@Suite struct NameRunTests {
    private func codes(_ names: [String], _ query: String) -> [String] {
        let documents = names.enumerated().map { number, name in
            FinderDocument(code: "1.00000\(number)", name: name, levels: .commune, detail: 4)
        }
        return ProcedureFinder(index: .build(documents), synonyms: Synonyms()).find(query, limit: 9).matches.map(\.code)
    }

    private func first(_ names: [String], _ query: String) -> String? { codes(names, query).first }

    @Test(arguments: [
        "giấy phép lái xe hạng một", "giay phep lai xe hang mot", "giaays phesp lasi xe hajng mootj",
        "gia6y1 phe1p la1i xe ha5ng mo6t5",
    ])
    func `words in a row come before the same words scattered`(query: String) {
        let names = [
            "Giấy hạng một phép lái xe",
            "Đổi và cấp lại cho người dân có nhu cầu trong toàn tỉnh giấy phép lái xe hạng một đã quá thời hạn",
        ]
        #expect(first(names, query) == "1.000001")
    }

    @Test func `of names with the same row the shorter comes first`() {
        let names = ["Cấp giấy phép khai thác thủy sản xa bờ cho tàu cá", "Cấp giấy phép khai thác thủy sản"]
        #expect(codes(names, "giấy phép khai thác thủy sản") == ["1.000001", "1.000000"])
    }

    @Test func `the row with the typed marks comes before the row with other marks`() {
        let names = ["Đổi họ", "Thu hồi giấy tờ của đội hộ vệ tại các khu vực biên giới trong thời gian dài"]
        #expect(first(names, "đội hộ") == "1.000001")
        #expect(first(names, "ddooij hooj") == "1.000001")
        #expect(first(names, "đổi họ") == "1.000000")
        #expect(first(names, "doi ho") == "1.000000")
    }

    @Test func `an everyday phrase alone means its procedure though another name holds the very words`() {
        let documents = [
            FinderDocument(code: "1.000001", name: "Cấp giấy phép lái xe", levels: .commune, detail: 4),
            FinderDocument(
                code: "1.000002", name: "Đổi bằng lái của người nước ngoài", levels: .commune, detail: 4),
        ]
        let synonyms = Synonyms(entries: [SynonymEntry(said: ["bằng lái"], means: ["cấp giấy phép lái xe"])])
        let finder = ProcedureFinder(index: .build(documents), synonyms: synonyms)
        #expect(finder.find("bằng lái").matches.first?.code == "1.000001")
        #expect(finder.find("đổi bằng lái của người nước ngoài").matches.first?.code == "1.000002")
    }

    @Test func `the rest of the word procedure at the beginning of a line is not looked for`() {
        let names = ["Thủ tục xuất cảnh đối với tàu", "Thủ tục đối với tàu xuất cảnh theo tục lệ"]
        #expect(first(names, "tục xuất cảnh đối với tàu") == "1.000000")
        #expect(first(names, "thủ tục xuất cảnh đối với tàu") == "1.000000")
    }

    @Test(arguments: [
        ("xoong", "xông"), ("coong", "công"), ("doong", "dông"), ("toong", "tông"), ("soong", "sông"), ("teen", "tên"),
        ("coo", "cô"), ("loong", "lông"), ("noong", "nông"), ("oong", "ông"), ("phoong", "phông"), ("cooc", "côc"),
    ])
    func `keys that are a word find the word first and what they spell in Telex second`(keys: String, decoded: String) {
        let names = ["Kiểm tra \(decoded) cũ", "Kiểm tra \(keys) cũ", "Kiểm tra hàng cũ"]
        #expect(codes(names, keys) == ["1.000001", "1.000000"])
        #expect(Keystrokes.decode(keys) == keys)
    }
}
