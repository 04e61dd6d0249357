import AccessPointDevices
import FoundationEssentials
import PublicServices
import ServiceDesk
import Testing

@testable import KioskCommands
@testable import KioskConversation

/// Real records are messy: items of 600 characters, glued lists, missing facts.
///
/// Every page must still fit and lose nothing.
@Suite(.enabled(if: FileManager.default.fileExists(atPath: SharedData.procedures)))
struct RealPagesTests {
    @Test(arguments: [72, 40])
    func `every page of every real procedure fits the screen and loses no word`(columns: Int) async throws {
        let languages = try ConfigFiles(directory: Repository.path("kiosk-config")).languages(order: ["vi"])
        let phrases = languages.phrases()
        var sheets = 0
        for try await batch in CatalogueFile(paths: [SharedData.procedures]).stream() {
            for procedure in batch.map(\.procedure) {
                let pages = ProcedurePages(
                    procedure: procedure, phrases: phrases, deskValues: ["phone": "0000", "hours": "giờ hành chính"]
                )
                for page in [pages.summary, pages.papers, pages.steps, pages.place, pages.law] {
                    sheets += try check(page, columns: columns, of: procedure)
                }
            }
        }
        #expect(sheets > 4455 * 5)
    }

    private func check(_ page: Page, columns: Int, of procedure: Procedure) throws -> Int {
        let frame = PageLayout.Frame(
            banners: ["CHẾ ĐỘ THỰC HÀNH – dữ liệu mẫu"], keys: "7 giúp   8 đọc lại   9 quay lại   0 về đầu",
            more: "Xem tiếp (hoặc nhấn Enter)", sheet: { "(trang \($0)/\($1))" }
        )
        let sheets = PageLayout(frame: frame, columns: columns).sheets(page)
        for sheet in sheets {
            // The prompt takes the last of the 22 lines.
            #expect(sheet.lines.count <= PageLayout.height - 1, "\(procedure.code) \(page.title.prefix(40))")
            #expect(sheet.lines.allSatisfy { $0.columns <= columns }, "\(procedure.code)")
        }
        let shown = letters(sheets.flatMap(\.lines).map(\.text).joined())
        for block in page.body {
            if case .item(_, let text) = block {
                let first = letters(TerminalText(sanitising: text).text)
                // A text that goes over two sheets has a title between its halves.
                #expect(sheets.count > 1 || shown.contains(first), "\(procedure.code): \(text.prefix(60))")
            }
        }
        return sheets.count
    }

    private func letters(_ text: String) -> String { text.filter { !$0.isWhitespace } }
}
