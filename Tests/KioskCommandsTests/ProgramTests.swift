import FoundationEssentials
import Glibc
import KioskTestSupport
import Testing

/// The real program: one-shot commands, and a visit in a real pseudo-terminal.
@Suite struct ProgramTests {
    private let kiosk: KioskProgram

    init() throws { kiosk = try KioskProgram() }

    @Test func `find answers on stdout, notes practice on stderr and ends with 0`() async throws {
        let run = try await kiosk.run(["find", "dang", "ky", "ket", "hon", "--limit", "3"])
        #expect(run.status == 0)
        #expect(run.output.hasPrefix("1.000894  Thủ tục đăng ký kết hôn\n"))
        #expect(run.errors == "CHẾ ĐỘ THỰC HÀNH – dữ liệu mẫu (practice mode: no backend.url is configured)\n")
    }

    @Test func `find answers a list of queries in one process, one JSON object a line`() async throws {
        let run = try await kiosk.run(["find", "--json", "--queries-from", "-"], input: "khai sinh\n\nzzzzqqqq\n")
        let lines = run.output.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines.first?.contains(#""query":"khai sinh""#) == true)
        #expect(lines.first?.contains(#""code":"1.001193""#) == true)
        #expect(run.status == 0)
    }

    @Test func `English words of the pages in English find their procedure`() async throws {
        let expected = [
            ("birth certificate", "1.001193"), ("marriage registration", "1.000894"), ("death certificate", "1.000656"),
            ("foreign driving licence", "3.000351"), ("work permit", "2.000205"), ("police clearance", "3.000333"),
            ("household business", "1.001612"), ("residence card", "1.003460"), ("certified copies", "2.000815"),
        ]
        let run = try await kiosk.run(
            ["find", "--json", "--limit", "1", "--queries-from", "-"],
            input: expected.map { $0.0 + "\n" }.joined()
        )
        let lines = run.output.split(separator: "\n")
        #expect(lines.count == expected.count)
        for (line, (words, code)) in zip(lines, expected) {
            #expect(line.contains("\"code\":\"\(code)\""), "\(words): \(line)")
        }
    }

    @Test func `whatever is typed, a line of JSON stays one object`() async throws {
        let query = "khai\u{2028}sinh \u{85}\u{202E}\u{1B}[31m\u{E000}\u{1F600}\u{FE0F} \"; DROP TABLE"
        let run = try await kiosk.run(["find", "--json", "--queries-from", "-"], input: query + "\n")
        let lines = run.output.split(separator: "\n")
        #expect(lines.count == 1)
        let object = try JSONDecoder().decode(Echo.self, from: Data(run.output.utf8))
        #expect(object.query == query)
    }

    private struct Echo: Decodable { var query: String }

    private static let unreachable = ["--backend-url", "http://127.0.0.1:1"]
    private static let endings: [(arguments: [String], status: Int32)] = [
        (["find"], 2),
        (["payment", "x"], 2),
        (["procedure", "hello"], 1),
        (["bogus"], 2),
        (["rate"], 2),
        (["rate", "--answer", "overall=dissatisfied"], 2),
        (["find", "khai", "sinh", "--backend-url", "ftp://x"], 0),
        (["sync", "--backend-url", "ftp://x"], 2),
        (["find", "khai", "sinh", "--log-level", "loud"], 2),
        (["procedure", "9.999999"], 1),
        (["find", "zzzzqqqqxxxx"], 1),
        (["dossier", "H43.99-260101-9999"], 1),
        (["dossier", "H43.12-260101-0001"] + unreachable, 3),
        (["payment", "MAU0001"] + unreachable, 3),
        (["sync"] + unreachable, 3),
        (["--help"], 0),
        (["--version"], 0),
        (["payment", "mau0001"], 0),
    ]

    @Test(arguments: endings)
    func `exit codes say what happened`(arguments: [String], status: Int32) async throws {
        let run = try await kiosk.run(arguments)
        #expect(run.status == status, "\(run)")
        #expect(status == 0 || run.output.isEmpty || status == 1 || status == 3)
    }

    @Test func `languages tells how much each pack says, and prints what a speaker has to write`() async throws {
        let report = try await kiosk.run(["languages"])
        #expect(report.status == 0, "\(report)")
        #expect(report.output.contains("vi (Tiếng Việt): "))
        #expect(report.output.components(separatedBy: "(100 %)\n").count == 3)
        #expect(report.output.contains("(0 %), "))
        let json = try await kiosk.run(["languages", "--json"])
        #expect(json.output.split(separator: "\n").count == 4)
        #expect(json.output.contains(#""tag":"cjm""#))
        let sheet = try await kiosk.run(["languages", "--missing", "cjm"])
        #expect(sheet.output.contains("  # en: GET HELP\n  # where: the help page, key 7\n  help.title: \"\"\n"))
        #expect(try await kiosk.run(["languages", "--missing", "xx"]).status == 2)
    }

    @Test func `a rating without a backend is kept and listed`() async throws {
        let offline = ["--backend-url", "http://127.0.0.1:1"]
        let rated = try await kiosk.run(["rate", "--answer", "overall=satisfied", "--json"] + offline)
        #expect(rated.status == 0)
        #expect(rated.output.contains(#""state":"kept""#))
        let listed = try await kiosk.run(["outbox", "list"] + offline)
        #expect(listed.output.contains("rating  waiting"))
    }

    @Test func `the public mode refuses sample numbers with a real backend`() async throws {
        let run = try await kiosk.run(["run", "--backend-url", "http://127.0.0.1:1"])
        #expect(run.status == 2)
        #expect(run.errors.contains("access-points.yaml") && run.errors.contains("sample"))
    }

    @Test func `input from a file ends the visit cleanly at its end`() async throws {
        let run = try await kiosk.run(["visit"], input: "1\nkhai sinh\n1\n")
        #expect(run.status == 0)
        #expect(run.output.contains("Thủ tục đăng ký khai sinh"))
        #expect(run.output.contains("CHẾ ĐỘ THỰC HÀNH"))
        #expect(!run.output.utf8.contains(0x1B))
    }

    @Test func `a visit in a real terminal shows a dossier, forgets it and gives the terminal back`() async throws {
        let terminal = try PseudoTerminal()
        let before = terminal.mode.c_lflag
        let child = try kiosk.start(
            [], input: terminal.slavePath, output: terminal.slavePath, errors: kiosk.directory.path + "/errors"
        )
        try await terminal.shown(through: "Bấm số rồi nhấn Enter: ")
        // Ctrl-C, Ctrl-Z and Ctrl-\ are keys like any other here.
        terminal.type("\u{3}\u{1A}\u{1C}1\r")
        try await terminal.shown(through: "Gõ vào đây rồi nhấn Enter: ")
        terminal.type("lam khai sinhx\u{7F} cho con\r")
        try await terminal.shown(through: "Thủ tục đăng ký khai sinh")
        terminal.type("0\r")
        try await terminal.shown(through: "XIN CHÀO")
        terminal.type("0\r")
        let end = try await terminal.shown(through: "Cảm ơn ông/bà.")
        #expect(end.contains("\u{1B}[3J"))
        let status = await KioskProgram.end(of: child)
        #expect(status == 0)
        #expect(terminal.mode.c_lflag == before)
    }

    @Test func `a bill's QR code on a small terminal is read back, dark and light`() async throws {
        guard let reader = ExternalTool("zbarimg") else { return }
        let terminal = try PseudoTerminal(columns: 80, rows: 24)
        let child = try kiosk.start(
            [], input: terminal.slavePath, output: terminal.slavePath, errors: kiosk.directory.path + "/errors"
        )
        try await terminal.shown(through: "Bấm số rồi nhấn Enter: ")
        terminal.type("3\rMAU0003\r")
        try await terminal.shown(through: "Hiện mã QR để trả tiền")
        terminal.type("1\r")
        try await terminal.shown(through: "1\r\n")
        let page = try await terminal.shown(through: "Chọn số: ")
        for isLight in [true, false] {
            let picture = kiosk.directory.path + "/screen-\(isLight).pgm"
            try Data(ScreenImage(shown: page, columns: 80, isLight: isLight).pgm).write(to: URL(filePath: picture))
            let payload = try await reader.run(["--quiet", "--raw", picture], in: kiosk.directory.path)
            #expect(payload.hasPrefix("00020101021238") && payload.contains("THANH TOAN MAU0003"), "\(page)")
        }
        #expect(page.split(separator: "\r\n").count <= 24)
        terminal.hangUp()
        #expect(await KioskProgram.end(of: child) == 0)
    }

    @Test func `a volunteer goes on to the next citizen over a whole wipe`() async throws {
        let terminal = try PseudoTerminal()
        let child = try kiosk.start(
            ["visit", "--volunteer"], input: terminal.slavePath, output: terminal.slavePath,
            errors: kiosk.directory.path + "/errors"
        )
        try await terminal.shown(through: "Chọn số: ")
        terminal.type("6\r")
        let between = try await terminal.shown(through: "Chọn số: ")
        #expect(between.contains("\u{1B}[3J"))
        #expect(between.contains("*** TÌNH NGUYỆN VIÊN ĐANG GIÚP ***"))
        terminal.type("0\r")
        try await terminal.shown(through: "Cảm ơn ông/bà.")
        let status = await KioskProgram.end(of: child)
        #expect(status == 0)
    }

    @Test func `a closed terminal ends the visit`() async throws {
        let terminal = try PseudoTerminal()
        let child = try kiosk.start(
            [], input: terminal.slavePath, output: terminal.slavePath, errors: kiosk.directory.path + "/errors"
        )
        try await terminal.shown(through: "Bấm số rồi nhấn Enter: ")
        terminal.hangUp()
        let status = await KioskProgram.end(of: child)
        #expect(status == 0)
    }
}
