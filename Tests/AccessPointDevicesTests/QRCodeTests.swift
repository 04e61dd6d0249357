import FoundationEssentials
import KioskTestSupport
import Testing

@testable import AccessPointDevices

@Suite(.timeLimit(.minutes(10)))
struct `QR codes` {
    /// Payloads as they occur: bills, slips, digits, text with marks, and the longest of each level.
    static let payloads = [
        "1", "MAU0001", "0123456789012345",
        "00020101021238570010A00000072701270006970436011308810004580860208QRIBFTTA53037045802VN6304CD60",
        "00020101021238540010A00000072701240006970436011000000000000208QRIBFTTA530370454051600058"
            + "02VN62220818THANH TOAN MAU00036304ABCD",
        "https://dichvucong.mau.example/tra-cuu?MHS=H43.12-240823-0001&s=AB12CD34",
        "Giấy tiếp nhận hồ sơ và hẹn trả kết quả", String(repeating: "Ab", count: 89),
    ]

    @Test(arguments: payloads, [QRCode.Level.low, .medium])
    func `a reader reads what was written, on dark and on light screens`(
        payload: String, level: QRCode.Level
    ) async throws {
        guard let reader = ExternalTool("zbarimg") else { return }
        let code = try #require(QRCode(payload, level: level))
        let shown = QRDrawing(code).lines.map(\.colouredCells).joined(separator: "\n")
        for isLight in [true, false] {
            let picture = ScreenImage(shown: "\n" + shown + "\n", columns: 80, isLight: isLight)
            #expect(try await Self.read(picture, with: reader) == payload)
        }
    }

    @Test(arguments: [20, 21, 22, 24, 30])
    func `a bill fits a small screen and is read through a real terminal`(rows: Int) async throws {
        let payload = Self.payloads[4]
        let drawing = try #require(QRDrawing.fitting(payload, rows: rows, columns: 50))
        #expect(drawing.rows <= rows)
        #expect(drawing.lines.count == drawing.rows)
        #expect(drawing.lines.allSatisfy { $0.columns == drawing.columns && $0.cells == drawing.columns })
        guard let reader = ExternalTool("zbarimg") else { return }
        let terminal = try PseudoTerminal(columns: 80, rows: 24)
        // The test runner sets NO_COLOR where its own output goes to a file.
        let screen = Terminal(input: terminal.slave, output: terminal.slave, kind: "linux", mayColour: true)
        let console = try TerminalConsole(terminal: screen, clock: ManualClock())
        await console.show(drawing.lines.map { $0 + "  Nộp cho: Sở mẫu" } + ["hết"])
        let shown = try await terminal.shown(through: "hết")
        #expect(shown.contains("\u{1B}[30;47m") && shown.contains("\u{1B}[0m  Nộp cho: Sở mẫu\r\n"))
        for isLight in [true, false] {
            let picture = ScreenImage(shown: shown, columns: 80, isLight: isLight)
            #expect(try await Self.read(picture, with: reader) == payload)
        }
    }

    @Test(arguments: [("dumb", true), ("xterm", false)])
    func `a terminal without colours, or with NO_COLOR, gets the text alone`(
        kind: String, mayColour: Bool
    ) async throws {
        let terminal = try PseudoTerminal()
        let screen = Terminal(input: terminal.slave, output: terminal.slave, kind: kind, mayColour: mayColour)
        let console = try TerminalConsole(terminal: screen, clock: ManualClock())
        let code = try #require(QRCode("MAU0001"))
        await console.show([QRDrawing(code).lines[6] + "  Nộp cho: Sở mẫu"])
        #expect(try await terminal.shown(through: "\n") == "Nộp cho: Sở mẫu\r\n")
        #expect(await console.codeRows == 0)
    }

    @Test func `the smallest version is taken, and nothing too long is drawn`() throws {
        #expect(QRCode("MAU0001")?.size == 21)
        #expect(QRCode(Self.payloads[3], level: .medium)?.size == 33)
        #expect(QRCode(Self.payloads[3], level: .low)?.size == 29)
        #expect(QRCode(String(repeating: "a", count: 180))?.version == 9)
        #expect(QRCode(String(repeating: "a", count: 181)) == nil)
        #expect(QRCode(String(repeating: "a", count: 230), level: .low)?.version == 9)
        #expect(QRCode(String(repeating: "a", count: 231), level: .low) == nil)
        #expect(QRCode(String(repeating: "1", count: 5_000)) == nil)
        #expect(QRCode("") == nil)
        #expect(QRDrawing.fitting(Self.payloads[3], rows: 10, columns: 72) == nil)
        #expect(QRDrawing.fitting(Self.payloads[3], rows: 22, columns: 30) == nil)
    }

    @Test func `cells are the only coloured text`() throws {
        let row = try #require(QRCode("MAU0001").map { QRDrawing($0).lines[0] })
        #expect(row.colouredCells.hasPrefix("\u{1B}[30;47m"))
        #expect(TerminalText(sanitising: row.colouredCells).colouredCells == row.text)
        #expect(TerminalText(sanitising: "▀▄█").colouredCells == "▀▄█")
    }

    private static func read(_ picture: ScreenImage, with reader: ExternalTool) async throws -> String {
        let folder = FileManager.default.temporaryDirectory.path + "/kiosk-qr-\(UInt64.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Data(picture.pgm).write(to: URL(filePath: folder + "/screen.pgm"))
        let options = ["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable"]
        let read = try await reader.run(options + [folder + "/screen.pgm"], in: folder)
        return String(read.hasSuffix("\n") ? read.dropLast() : read[...])
    }
}
