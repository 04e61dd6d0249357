import AccessPointDevices
import FoundationEssentials
import KioskTestSupport
import PublicServices
import ServiceDesk
import Testing

@testable import KioskCommands

@Suite struct ReportTests {
    private let period: ReportPeriod
    private let files = ConfigFiles(directory: Repository.path("kiosk-config"))

    init() throws { period = try #require(ReportSample.november) }

    private func document(
        _ record: UsageRecord, language: String = "vi", period other: ReportPeriod? = nil,
        scored: [RatedOffice: [EvaluationIndicator: Double]] = [:],
        readiness: CatalogueSummary? = ReportSample.readiness
    ) throws -> ReportDocument {
        var facts = ReportComposer.Facts(
            province: "MẪU", kiosks: ["kiosk-1"], day: period.last.adding(days: 1), readiness: readiness)
        facts.scored = scored
        facts.survey = try files.survey(languages: ["vi", "en"])
        let words = try ReportWords(language: language, files: files)
        return ReportComposer(
            report: UsageReport(record, period: other ?? period), facts: facts, words: words
        ).document
    }

    private func sample() -> UsageRecord {
        var sample = ReportSample(seed: 1)
        return sample.record(period)
    }

    @Test(arguments: ["vi", "en"])
    func `the terminal's report reads as the golden file and keeps to 72 columns of plain signs`(
        language: String
    ) throws {
        let lines = TextReport(document: try document(sample(), language: language)).lines
        #expect(
            GoldenFile.expect(lines.joined(separator: "\n") + "\n", named: "report-\(language).txt", in: "Reports")
                == nil)
        for line in lines {
            #expect(TerminalText(sanitising: line).columns <= 72, "\(line)")
            let isBox = line.unicodeScalars.contains { (0x2500...0x259F).contains($0.value) || $0.value < 0x20 }
            #expect(!isBox, "\(line)")
        }
    }

    @Test func `the spreadsheet reads as the golden file`() throws {
        let text = CSVReport(document: try document(sample())).text
        #expect(GoldenFile.expect(text, named: "report.csv", in: "Reports") == nil)
    }

    @Test func `no cell of the spreadsheet is a formula, and every row can be read back`() throws {
        let text = CSVReport(document: try document(sample())).text
        #expect(text.hasPrefix("\u{FEFF}"))
        #expect(text.contains("'=Xã mẫu"))
        for row in text.split(whereSeparator: \.isNewline) {
            for cell in CSVLine.cells(of: String(row)) where Double(cell) == nil {
                #expect(!(cell.count > 1 && "=+-@".contains(cell.first ?? " ")), "\(cell)")
            }
        }
        for attack in ["=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1"] {
            #expect(CSVReport.harmless(attack).hasPrefix("'"))
        }
        #expect(CSVReport.harmless("–") == "–" && CSVReport.harmless("-") == "-")
    }

    @Test func `the page is well-formed, needs nothing else and names its drawings`() async throws {
        let text = HTMLReport(try document(sample())).text
        #expect(text.contains("<html lang=\"vi\">"))
        #expect(text.contains("@page { size: A4"))
        for part in ["<script", "http://", "https://", "url(", "<link", "<img", "javascript:"] {
            #expect(!text.contains(part), "\(part)")
        }
        #expect(text.contains("Ủy ban mẫu &lt;hai&gt;") && !text.contains("<hai>"))
        let drawings = text.components(between: "<svg", and: "</svg>")
        #expect(drawings.count >= 8)
        for drawing in drawings { #expect(drawing.contains("<title id=") && drawing.contains("<desc id=")) }
        #expect(Set(drawings).count == drawings.count)
        #expect(text.components(between: "<table", and: "</table>").allSatisfy { $0.contains("<caption") })
        let ids = text.components(between: " id=\"", and: "\"")
        #expect(Set(ids).count == ids.count)
        try HTMLShape.check(text)
    }

    @Test func `hostile names cannot leave their place on the page`() {
        for hostile in ["</title><b>", "\" onload=\"x", "'><i>", "&lt;", "a\u{202E}b\u{0}", "]]>"] {
            let escaped = HTMLText.escaped(hostile)
            #expect(!escaped.contains { "<>\"'".contains($0) }, "\(escaped)")
            #expect(!escaped.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E })
        }
    }

    @Test func `an office with few ratings shows no figure anywhere`() throws {
        let document = try document(sample())
        for text in [
            TextReport(document: document).lines.joined(separator: "\n"), HTMLReport(document).text,
            CSVReport(document: document).text,
        ] { #expect(text.contains("dưới 3 lượt")) }
        let rows = document.sections.flatMap(\.blocks).flatMap { block -> [[ReportTable.Cell]] in
            if case .table(let table) = block { table.rows } else { [] }
        }
        let row = try #require(rows.first { $0.first?.text.hasPrefix("Xã ít người") == true })
        #expect(row.dropFirst(2).allSatisfy { $0.text.isEmpty })
        #expect(row[1].text == "dưới 3 lượt")
    }

    @Test func `with two ratings in all nothing of them is told`() throws {
        var record = UsageRecord()
        let month = UsageMonth(period.first)
        record.evaluations[EvaluationKey(month: month, office: .service, item: "ratings")] = 2
        record.evaluations[EvaluationKey(month: month, office: .service, item: "overall", mark: "dissatisfied")] = 2
        let text = TextReport(document: try document(record)).lines.joined(separator: "\n")
        #expect(text.contains("Nhìn chung: dưới 3 lượt"))
        #expect(!text.contains("Chưa hài lòng"))
    }

    @Test func `an empty period says so, in both languages and all forms`() throws {
        for (language, sentence) in [("vi", "Chưa có số liệu"), ("en", "Nothing was counted")] {
            let document = try document(UsageRecord(), language: language, readiness: nil)
            #expect(TextReport(document: document).lines.contains { $0.contains(sentence) })
            #expect(!CSVReport(document: document).text.isEmpty)
            try HTMLShape.check(HTMLReport(document).text)
        }
    }

    @Test func `the readiness table is the province's, level by level`() throws {
        let text = TextReport(document: try document(UsageRecord())).lines.joined(separator: "\n")
        #expect(text.contains("1.832 thủ tục = 1.428 (Cấp tỉnh) + 257 (Cấp huyện) + 147 (Cấp xã)"))
    }

    @Test func `an office is classed once its own five indicators are known`() throws {
        let others = Dictionary(
            uniqueKeysWithValues: EvaluationIndicator.allCases.filter { !$0.isRatedByCitizens }.map { ($0, 2.0) })
        let alone = Self.unbroken(try document(sample()))
        #expect(!alone.contains("Xếp loại: tốt") && alone.contains("Xếp loại: chưa xếp"))
        let agencies = Dictionary(
            uniqueKeysWithValues: ReportSample.offices.map { (RatedOffice(agency: $0.agency), others) })
        let scored = try document(sample(), scored: agencies)
        let classed = Self.unbroken(scored)
        let classes = ["xuất sắc", "tốt", "khá", "trung bình", "yếu"]
        #expect(classes.contains { classed.contains("Xếp loại: \($0)") })
        for indicator in 1...9 { #expect(classed.contains("Chỉ số \(indicator): ")) }
    }

    /// The terminal's report without its line breaks.
    private static func unbroken(_ document: ReportDocument) -> String {
        TextReport(document: document).lines.joined(separator: " ").split(separator: " ").joined(separator: " ")
    }

    @Test func `numbers are written as each language writes them`() throws {
        let vi = try ReportWords(language: "vi", files: files)
        let en = try ReportWords(language: "en", files: files)
        #expect(vi.number(1_234_567) == "1.234.567" && en.number(1_234_567) == "1,234,567")
        #expect(vi.number(999) == "999" && vi.number(-1_000) == "-1.000")
        #expect(vi.number(14.45, decimals: 1) == "14,5" && vi.number(0.05, decimals: 2) == "0,05")
        #expect(vi.number(-0.4, decimals: 1) == "-0,4" && vi.number(1999.96, decimals: 1) == "2.000,0")
        #expect(vi.percent(0.8534) == "85,3\u{A0}%" && en.percent(1) == "100.0%")
        #expect(vi.percent(0, of: 0) == "–")
    }
}

extension String {
    /// What stands between two texts, each time.
    func components(between start: String, and end: String) -> [String] {
        split(separator: start).dropFirst().compactMap { piece in
            piece.firstRange(of: end).map { String(piece[..<$0.lowerBound]) }
        }
    }
}

/// Whether every element is closed, in order.
enum HTMLShape {
    struct Fault: Error, Equatable { let text: String }

    static func check(_ text: String) throws {
        var open: [Substring] = []
        for tag in text.split(separator: "<").dropFirst() {
            let name = tag.prefix { !" \n>/".contains($0) }
            if tag.hasPrefix("!") || ["meta", "line", "rect"].contains(name) { continue }
            if tag.hasPrefix("/") {
                let closed = tag.dropFirst().prefix { $0 != ">" }
                guard open.popLast() == closed else { throw Fault(text: "closed: \(closed)") }
            } else if !tag.prefix(while: { $0 != ">" }).hasSuffix("/") {
                open.append(name)
            }
        }
        guard open.isEmpty else { throw Fault(text: "left open: \(open)") }
    }
}
