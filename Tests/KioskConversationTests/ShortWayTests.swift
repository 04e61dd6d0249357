import AccessPointDevices
import KioskTestSupport
import PracticeBackend
import PublicServices
import Testing

@testable import KioskConversation

/// A code in another place than its own, and ways on that save typing it twice.
@Suite struct ShortWayTests {
    @Test func `a dossier's code typed on the first page, or into the search, leads to the dossier`() async throws {
        try await Stage.play { stage in
            let code = try stage.code(.onTime)
            for way in [[], ["1"]] as [[ScriptedConsole.Input]] {
                let play = try await stage.visit(way + [.line(code), "1", "1", "0", "0"])
                #expect(play.faults.isEmpty && play.end == .finished, "\(play.text)")
                #expect(play.text.contains("ĐÚNG HỒ SƠ NÀY KHÔNG?") && play.text.contains("ĐANG GIẢI QUYẾT"))
            }
            let slip = "https://mau.example/tra-cuu?MHS=\(try stage.code(.readyToCollect))&s=mau0012"
            let scanned = try await stage.visit([.line(slip), "0", "0"])
            #expect(scanned.faults.isEmpty && scanned.text.contains("ĐÃ XỬ LÝ XONG"), "\(scanned.text)")
            // What is no code stays a misunderstanding there, and a search elsewhere.
            let other = try await stage.visit(["khai sinh", "0"])
            #expect(other.text.contains("Trang này không dùng được"))
        }
    }

    @Test func `a dossier's code in place of a payment's leads on from the page that knows no such payment`()
        async throws
    {
        try await Stage.play { stage in
            let code = try stage.code(.onTime)
            let play = try await stage.visit(["3", .line(code), "2", "1", "1", "0", "0"])
            #expect(play.faults.isEmpty && play.text.contains("ĐANG GIẢI QUYẾT"), "\(play.text)")
            let none = try await stage.visit(["3", "MAU9999", "0", "0"])
            #expect(!none.text.contains("Đây là mã hồ sơ"))
        }
    }

    @Test func `from the degree alone the digits lead to the full page, without the code once more`() async throws {
        try await Stage.play { stage in
            let code = try stage.code(.onTime)
            let play = try await stage.visit(["2", .line(code), "1", "1", "1", "1003", "0", "0"])
            #expect(play.faults.isEmpty && play.text.contains("Ngày hẹn trả"), "\(play.text)")
        }
    }

    @Test func `wrong digits are typed again for the same code`() async throws {
        try await Stage.play { stage in
            let code = try stage.code(.onTime)
            let play = try await stage.visit(["2", .line(code), "1", "9999", "1", "1003", "0", "0"])
            #expect(play.faults.isEmpty && play.text.contains("Ngày hẹn trả"), "\(play.text)")
        }
    }

    @Test func `an office is reminded once a visit`() async throws {
        try await Stage.play { stage in
            let code = try stage.code(.overdue)
            let play = try await stage.visit([
                "2", .line(code), "1", "1005", "2", "1", "2", .line(code), "1", "1005", "0", "0",
            ])
            #expect(play.faults.isEmpty, "\(play.text)")
            #expect(play.text.split(separator: "\n").count { $0.contains("Nhắc cơ quan") } == 1)
        }
    }

    @Test func `the Enter behind the key that was asked for is no mistake`() async throws {
        try await Stage.play { stage in
            let play = try await stage.visit([.idle, .key, "", "0"])
            #expect(play.faults.isEmpty && play.end == .finished)
            #expect(!play.text.contains("Chưa có gì được gõ"))
            let twice = try await stage.visit([.idle, .key, "", "", "0"])
            #expect(twice.text.contains("Chưa có gì được gõ"))
        }
    }
}

/// How a page that is longer than the screen is divided.
@Suite struct PageDivisionTests {
    private static let frame = PageLayout.Frame(
        banners: [], keys: "7 giúp   8 đọc lại   9 quay lại   0 về đầu", more: "Xem tiếp", sheet: { "(\($0)/\($1))" })

    @Test(arguments: [40, 72])
    func `no sentence is divided that is shorter than half a sheet, and no heading stands last`(_ columns: Int) {
        var random = SeededGenerator(seed: 20)
        for _ in 0..<500 {
            let count = Int.random(in: 8...30, using: &random)
            let body = (0..<count).map { index -> Page.Block in
                let words = String(repeating: "từ ", count: Int.random(in: 3...40, using: &random))
                return index % 5 == 4 ? .text("Khi \(index):") : .text("từ\(index)a \(words)từ\(index)z")
            }
            let page = Page(title: "TRANG", body: body, choices: ["Một", "Hai"])
            let sheets = PageLayout(frame: Self.frame, columns: columns).sheets(page)
            let texts = sheets.map { $0.lines.map(\.text).joined(separator: " ") }
            #expect(sheets.allSatisfy { $0.lines.count < PageLayout.height })
            for index in 0..<count where index % 5 != 4 {
                let holding = texts.indices.filter {
                    texts[$0].contains("từ\(index)a ") || texts[$0].contains("từ\(index)z")
                }
                #expect(holding.count == 1, "\(index) of \(count) stands on \(holding)")
            }
            for sheet in sheets.dropLast() where sheets.count > 1 {
                let body = sheet.lines.prefix { !$0.text.contains("Xem tiếp") }.filter { !$0.isEmpty }
                #expect(body.last?.text.hasSuffix(":") != true)
            }
        }
    }
}
