import ProcedureFinder
import Testing

/// A small catalogue of real names, enough to show each way of asking.
enum SmallCatalogue {
    static let documents: [FinderDocument] = [
        FinderDocument(
            code: "1.001193", name: "Thủ tục đăng ký khai sinh", field: "Hộ tịch", levels: .commune, detail: 4),
        FinderDocument(
            code: "1.004884", name: "Thủ tục đăng ký lại khai sinh", field: "Hộ tịch", levels: .commune, detail: 4),
        FinderDocument(
            code: "1.000894", name: "Thủ tục đăng ký kết hôn", field: "Hộ tịch", levels: .commune, detail: 4),
        FinderDocument(
            code: "2.000806", name: "Thủ tục đăng ký kết hôn có yếu tố nước ngoài", levels: .commune, detail: 4),
        FinderDocument(
            code: "1.000656", name: "Thủ tục đăng ký khai tử", field: "Hộ tịch", levels: .commune, detail: 4),
        FinderDocument(code: "1.004194", name: "Đăng ký tạm trú", field: "Cư trú", levels: .commune, detail: 4),
        FinderDocument(code: "1.004222", name: "Đăng ký thường trú", field: "Cư trú", levels: .commune, detail: 4),
        FinderDocument(code: "3.000346", name: "Cấp giấy phép lái xe", levels: .ministry, detail: 4),
        FinderDocument(code: "1.002835", name: "Cấp giấy phép lái xe", levels: .ministry, isRetired: true),
        FinderDocument(code: "1.001199", name: "Cấp giấy phép lái xe", levels: .province, detail: 4),
        FinderDocument(code: "1.009999", name: "Đăng ký website thương mại điện tử", levels: .ministry, detail: 4),
        FinderDocument(
            code: "1.012812", name: "Hòa giải tranh chấp đất đai", levels: .commune, papers: ["Đơn đề nghị hòa giải"]),
        FinderDocument(code: "1.012813", name: "Dắt trâu qua đê", levels: .commune),
    ]

    static let synonyms = Synonyms(
        entries: [
            SynonymEntry(said: ["bằng lái", "bằng lái xe"], means: ["giấy phép lái xe"]),
            SynonymEntry(said: ["<than> ... mới mất"], means: ["đăng ký khai tử"]),
        ],
        stopPhrases: ["cần giấy tờ gì", "tôi muốn hỏi", "mất bao lâu"],
        weakWords: ["tôi", "em", "thì"],
        outOfScope: [OutOfScopeEntry(said: ["thời tiết"], say: "Máy này chỉ tra thủ tục.")],
        groups: ["than": ["bố", "ông nội"]]
    )

    static let finder = ProcedureFinder(index: .build(documents), synonyms: synonyms)
}

@Suite struct ProcedureFinderTests {
    private func first(_ query: String) -> String? { SmallCatalogue.finder.find(query, limit: 5).matches.first?.code }

    @Test(arguments: [
        "đăng ký khai sinh", "dang ky khai sinh", "ddawng kys khai sinh", "d9a8ng ky1 khai sinh", "dangkykhaisinh",
        "ĐĂNG KÝ KHAI SINH", "dang ky khai sihn", "đk khai sinh", "tôi muốn hỏi đăng ký khai sinh cần giấy tờ gì",
        "dang ky kai sinh", "đăng kí khai sinh", "dangky khaisinh mất bao lâu", "khai sinh",
    ])
    func `one question in every way people type it`(query: String) { #expect(first(query) == "1.001193") }

    @Test func `two words stand side by side in a name in any spelling, in their order and not across names`() {
        let finder = SmallCatalogue.finder
        for (first, second) in [("dang", "ky"), ("dang", "ki"), ("khai", "sinh"), ("website", "thuong")] {
            #expect(finder.namesHold(first, second))
        }
        for (first, second) in [("sinh", "khai"), ("khai", "hon"), ("trau", "lai"), ("", ""), ("minh", "chau")] {
            #expect(!finder.namesHold(first, second))
        }
    }

    @Test func `everyday words and life events lead to the legal name`() {
        #expect(first("bằng lái") == "3.000346" || first("bằng lái") == "1.001199")
        #expect(first("ông nội em mới mất") == "1.000656")
        #expect(first("bo moi mat thi can giay to gi") == "1.000656")
    }

    @Test func `typed marks decide between words of the same letters`() {
        #expect(first("dắt") == "1.012813")
        #expect(first("đất") == "1.012812")
        #expect(first("ddaats") == "1.012812")
    }

    @Test func `the fuller and nearer of equal names comes first and the retired last`() {
        let codes = SmallCatalogue.finder.find("cấp giấy phép lái xe", limit: 3).matches.map(\.code)
        #expect(codes == ["1.001199", "3.000346", "1.002835"])
    }

    @Test(arguments: ["1.001193", "1001193", "1.001193.000.00.00.H43", "mã 1.001193 là gì", "1 001193"])
    func `an official code is recognised however it is typed`(query: String) {
        #expect(ProcedureCodeQuery.code(in: query) == "1.001193")
        #expect(first(query) == "1.001193")
    }

    @Test(arguments: ["", "2024", "01001193", "10011934", "0.001193", "khai sinh 2", "1.00119"])
    func `other numbers are no code`(query: String) { #expect(ProcedureCodeQuery.code(in: query) == nil) }

    @Test func `nothing typed, nothing found and nothing to find are told apart`() {
        #expect(SmallCatalogue.finder.find("  ", limit: 5).verdict == .empty)
        #expect(SmallCatalogue.finder.find("tôi muốn hỏi", limit: 5).verdict == .empty)
        let weather = SmallCatalogue.finder.find("thời tiết hôm nay", limit: 5)
        #expect(weather.verdict == .outOfScope)
        #expect(weather.advice == "Máy này chỉ tra thủ tục.")
        #expect(SmallCatalogue.finder.find("qwrtplk", limit: 5).verdict == .outOfScope)
        #expect(SmallCatalogue.finder.find("khai sinh", limit: 5).verdict == .found)
    }

    @Test func `the limit is kept`() {
        for limit in [-1, 0, 1, 3] {
            #expect(SmallCatalogue.finder.find("đăng ký", limit: limit).matches.count == max(0, limit))
        }
    }

    @Test(arguments: ["\"", "*", "NEAR(a b)", "--", "'; drop table", "🙂🙂", "漢字", "\u{301}\u{323}", "AND OR NOT", "\0"])
    func `hostile text gets an answer or an honest no`(query: String) {
        let result = SmallCatalogue.finder.find(query, limit: 5)
        #expect(result.matches.isEmpty || result.verdict == .found || result.verdict == .nearest)
    }

    @Test func `any text up to ten thousand characters is answered the same twice`() {
        var random = Seeded(8)
        let pieces = [
            "đăng", " ", "ký", "khai", "\u{301}", "7", "w", "dd", "🙂", "\n", ",", "mới", "mất", "bố", "không phải",
            "chứ",
        ]
        for length in [1, 10, 100, 2_000] {
            for _ in 0..<20 {
                let text = (0..<length).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }.joined()
                let once = SmallCatalogue.finder.find(text, limit: 5)
                #expect(once == SmallCatalogue.finder.find(text, limit: 5))
            }
        }
    }

    @Test func `the order of the documents does not change the answer`() {
        let other = ProcedureFinder(
            index: .build(SmallCatalogue.documents.reversed()), synonyms: SmallCatalogue.synonyms)
        for query in ["đăng ký", "giấy phép", "khai sinh", "kết hôn nước ngoài"] {
            #expect(other.find(query, limit: 5) == SmallCatalogue.finder.find(query, limit: 5))
        }
    }

    @Test func `an empty catalogue finds nothing`() {
        let finder = ProcedureFinder(index: .build([]), synonyms: Synonyms())
        #expect(finder.find("khai sinh", limit: 5).matches.isEmpty)
    }
}
