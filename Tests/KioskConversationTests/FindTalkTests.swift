import KioskConversation
import PracticeBackend
import ProcedureFinder
import PublicServices
import Testing

/// What a citizen reads when no procedure answers the words.
@Suite struct FindTalkTests {
    private let synonyms = Synonyms(
        entries: [
            SynonymEntry(said: ["bán xăng"], means: ["cấp giấy chứng nhận cửa hàng bán lẻ xăng dầu"]),
            SynonymEntry(said: ["mở hãng lớn"], means: ["đăng ký thành lập doanh nghiệp tư nhân lớn"]),
            SynonymEntry(said: ["nhà mới sinh con"], means: ["hỗ trợ phụ nữ nghèo"]),
        ],
        outOfScope: [OutOfScopeEntry(said: ["thời tiết"], say: "Máy này chỉ tra thủ tục.")]
    )

    /// The last page of a visit that looks for these words and then presses these keys.
    private func page(_ words: String, then keys: [String] = [], in first: String = "vi") async throws -> String {
        let samples = PracticeSamples(on: VietnamTime.day(of: Play.morning))
        let languages = try Play.languages(first: first)
        var walk = PageWalk(columns: 72, languages: languages)
        walk.synonyms = synonyms
        var settings = Play.settings(samples: samples)
        settings.guides = { [PlayGuide.birth] }
        let console = WalkingConsole(["1", words] + keys, columns: 72)
        let desk = await MemoryKiosk.desk(walk, samples: samples)
        _ = await Visit(console: console, desk: desk, languages: languages, settings: settings).hold()
        return await console.page.joined(separator: " ")
    }

    @Test func `a matter that the catalogue lacks is named, with whom to ask and nothing guessed`() async throws {
        let page = try await page("bán xăng")
        #expect(page.contains("CHƯA TÌM THẤY"))
        #expect(page.contains("Việc này là “cấp giấy chứng nhận cửa hàng bán lẻ xăng dầu”. Máy chưa có thủ tục này."))
        #expect(page.contains("Xin hỏi tại quầy hoặc gọi"))
        #expect(page.contains("1  Gõ chữ khác"))
        #expect(!page.contains("Thủ tục đăng ký"))
    }

    @Test func `a reader of English is told what it is in Vietnamese`() async throws {
        let page = try await page("bán xăng", in: "en")
        #expect(page.contains("In Vietnamese this is “cấp giấy chứng nhận cửa hàng bán lẻ xăng dầu”."))
    }

    @Test func `what comes near a matter that the catalogue lacks stands below its name`() async throws {
        let page = try await page("mở hãng lớn")
        #expect(page.contains("Việc này là “đăng ký thành lập doanh nghiệp tư nhân lớn”."))
        #expect(page.contains("Gần với việc này:"))
        #expect(page.contains("1  Đăng ký thành lập doanh nghiệp tư nhân"))
    }

    @Test func `a guide that the words ask for is the first choice, and nobody is told that nothing was found`()
        async throws
    {
        for words in ["nhà mới sinh con", "sinh con thời tiết"] {
            let page = try await page(words)
            #expect(!page.contains("CHƯA TÌM THẤY") && !page.contains("không thấy"))
            #expect(page.contains("1  Trả lời vài câu hỏi về: Sinh con"))
            #expect(try await self.page(words, then: ["1"]).contains("Cha hoặc mẹ có phải là người nước ngoài không?"))
            #expect(try await self.page(words, then: ["2"]).contains("TÌM THỦ TỤC"))
            #expect(try await self.page(words, then: ["3"]).contains("CHỌN TRONG DANH SÁCH"))
        }
    }

    @Test func `without a guide the choices are other words and the lists`() async throws {
        let page = try await page("thời tiết")
        #expect(page.contains("CHƯA TÌM THẤY") && page.contains("Máy này chỉ tra thủ tục."))
        #expect(try await self.page("thời tiết", then: ["2"]).contains("CHỌN TRONG DANH SÁCH"))
    }
}
