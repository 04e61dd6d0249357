import FoundationEssentials
import ProcedureFinder
import Testing
import VietnameseText

/// Words of old people and of visitors over the starter catalogue, as the kiosk is delivered.
@Suite struct EverydayWordsTests {
    @Test(arguments: [
        ("hộ khẩu", "1.004222"), ("hooj khaaur", "1.004222"), ("ho65 kha63u", "1.004222"), ("hk", "1.004222"),
        ("sổ hộ khẩu", "1.004222"), ("chuyển nhà", "1.004222"), ("cho tôi hỏi hộ khẩu", "1.004222"),
        ("sổ đỏ", "1.013978"), ("sổ hồng", "1.013978"), ("bằng khoán", "1.013978"), ("giấy tờ xe", "1.013067"),
        ("cà vẹt", "1.013067"), ("bằng lái", "3.000346"), ("photo công chứng", "2.000815"), ("photo", "2.000815"),
        ("đóng mộc", "2.000815"), ("lãnh tiền già", "1.012823"), ("người già", "1.012823"),
        ("trợ cấp người cao tuổi", "1.012823"), ("khuyết tật", "1.001699"), ("nằm liệt", "1.001699"),
        ("ghe", "1.003650"), ("ghe đánh cá", "1.003650"), ("thuyền thúng", "1.003650"), ("liệt sĩ", "1.010440"),
        ("tử sĩ", "1.010440"), ("đám ma", "1.000656"), ("di chúc", "2.001019"), ("thẻ bảo hiểm", "1.001939"),
        ("lương hưu", "1.001742"), ("mới sanh con", "1.001193"), ("gia tài", "2.001406"),
    ])
    func `what old people call it finds it first, with marks and without`(words: String, code: String) throws {
        for typed in [words, Fold.foldedString(words)] {
            let found = try StarterKiosk.finder.get().find(typed)
            #expect(found.matches.first?.code == code, "\(typed)")
            #expect(found.verdict == .found && found.missing == nil, "\(typed)")
        }
    }

    @Test(arguments: [
        ("công chứng", "2.000815"), ("mua nhà", "1.013831"), ("bán nhà", "1.013831"), ("tiền già", "1.012823"),
        ("tien gia", "1.012823"),
    ])
    func `a word that names hold as well is answered among the first three`(words: String, code: String) throws {
        let found = try StarterKiosk.finder.get().find(words)
        #expect(found.matches.prefix(3).contains { $0.code == code })
    }

    @Test(arguments: [
        ("birth", "1.001193"), ("marriage", "1.000894"), ("wedding", "1.000894"), ("death", "1.000656"),
        ("house", "1.013225"), ("home", "1.013225"), ("old age", "1.012823"), ("elderly", "1.012823"),
        ("pension", "1.001742"), ("divorce", "2.000554"), ("certified copy", "2.000815"), ("copy", "2.000815"),
        ("social insurance", "1.002759"), ("land", "1.013831"), ("tax", "1.011022"), ("id", "1.014061"),
        ("passport", "1.001456"), ("lost passport", "1.010386"), ("address", "1.004222"), ("car", "1.013067"),
        ("boat", "1.003650"), ("fishing licence", "1.004359"), ("disability", "1.001699"), ("adoption", "2.001263"),
        ("guardian", "1.004837"), ("school", "2.002481"), ("military service", "1.013133"), ("will", "2.001019"),
        ("mortgage", "1.011441"), ("how to get a passport", "1.001456"), ("i want to register a marriage", "1.000894"),
    ])
    func `simple English words find their procedure among the first three`(words: String, code: String) throws {
        let found = try StarterKiosk.finder.get().find(words)
        #expect(found.verdict == .found)
        #expect(found.matches.prefix(3).contains { $0.code == code }, "\(found.matches.map(\.code))")
    }

    @Test(arguments: [
        ("bán xăng", "cấp giấy chứng nhận cửa hàng đủ điều kiện bán lẻ xăng dầu"),
        ("bảo hộ thương hiệu", "đăng ký nhãn hiệu"), ("nhập học", "tuyển sinh vào trường tiểu học"),
        ("thương binh", "giải quyết chế độ đối với thương binh người hưởng chính sách như thương binh"),
        ("lũ lụt", "hỗ trợ khôi phục sản xuất vùng bị thiệt hại do thiên tai"),
    ])
    func `a matter that is known but not in the catalogue is named, not guessed at`(words: String, means: String) throws
    {
        for typed in [words, Fold.foldedString(words), "cho tôi hỏi \(words) ạ"] {
            let found = try StarterKiosk.finder.get().find(typed)
            #expect(found.verdict == .nearest, "\(typed)")
            #expect(found.missing == means, "\(typed)")
        }
    }

    @Test func `the province's own phrases are found or named, and hardly one is guessed at`() throws {
        let said: [String] = try SynonymsFile.read().synonyms.flatMap(\.said)
        let phrases = said.filter { !$0.contains("<") && !$0.contains("...") }
        let finder = try StarterKiosk.finder.get()
        // Every third tells as much and takes a third of the time.
        let sample = stride(from: 0, to: phrases.count, by: 3).map { phrases[$0] }
        let guessed = sample.filter { phrase in
            let found = finder.find(phrase)
            return found.missing == nil && found.verdict != .outOfScope && (found.matches.first?.score ?? 0) < 0.75
        }
        #expect(phrases.count > 1_800)
        #expect(guessed.count * 40 < sample.count, "\(guessed)")
    }

    @Test(arguments: ["pizza", "xyz", "qwerty"]) func `one foreign word is no procedure with a slip in it`(word: String)
        throws
    {
        #expect(try StarterKiosk.finder.get().find(word).verdict == .outOfScope)
    }

    @Test func `words said alone are circumstances in a sentence`() {
        let finders = [true, false].map { alone in
            let entry = SynonymEntry(said: ["nhà cửa"], means: ["đăng ký kết hôn"], alone: alone)
            return ProcedureFinder(index: .build(SmallCatalogue.documents), synonyms: Synonyms(entries: [entry]))
        }
        let plain = ProcedureFinder(index: .build(SmallCatalogue.documents), synonyms: Synonyms())
        for finder in finders { #expect(finder.find("nhà cửa").matches.first?.code == "1.000894") }
        let sentence = "đăng ký lại khai sinh nhà cửa"
        #expect(finders[0].find(sentence) == plain.find(sentence))
        #expect(finders[1].find(sentence) != plain.find(sentence))
    }

    @Test func `of the meanings of a phrase the first counts most`() {
        for means in [["đăng ký tạm trú", "đăng ký thường trú"], ["đăng ký thường trú", "đăng ký tạm trú"]] {
            let synonyms = Synonyms(entries: [SynonymEntry(said: ["nhà cửa"], means: means)])
            let finder = ProcedureFinder(index: .build(SmallCatalogue.documents), synonyms: synonyms)
            let codes = finder.find("nhà cửa").matches.prefix(2).map(\.code)
            #expect(codes == (means[0] == "đăng ký tạm trú" ? ["1.004194", "1.004222"] : ["1.004222", "1.004194"]))
        }
    }

    @Test func `a name that holds the very words is found though they usually mean what is not there`() {
        let synonyms = Synonyms(entries: [SynonymEntry(said: ["dắt trâu"], means: ["kê khai hoạt động chăn nuôi"])])
        let finder = ProcedureFinder(index: .build(SmallCatalogue.documents), synonyms: synonyms)
        let found = finder.find("dắt trâu")
        #expect(found.matches.first?.code == "1.012813")
        #expect(found.verdict == .found && found.missing == nil)
    }
}

/// The finder over the starter catalogue and the province's synonyms, made once.
private enum StarterKiosk {
    static let finder = Result { try read() }

    private struct Row: Decodable {
        var code: String
        var name: String
        var field: String?
        var agency: String?
        var levels: [String]?
        var summary: String?
        var steps: [String]?
    }

    private static func read() throws -> ProcedureFinder {
        let folder = GuideFiles.configuration.appending(path: "catalogue")
        var documents: [FinderDocument] = []
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.hasSuffix(".jsonl") {
            for line in try Data(contentsOf: folder.appending(path: name)).split(separator: 0x0A) {
                documents.append(document(try JSONDecoder().decode(Row.self, from: Data(line))))
            }
        }
        return ProcedureFinder(index: .build(documents), synonyms: try SynonymsFile.read())
    }

    private static func document(_ row: Row) -> FinderDocument {
        let levels = row.levels ?? []
        return FinderDocument(
            code: row.code, name: row.name, field: row.field ?? "", agency: row.agency ?? "",
            levels: levels.contains("commune") ? .commune : levels.contains("province") ? .province : .ministry,
            texts: [row.summary ?? ""] + (row.steps ?? []), detail: 4)
    }
}
