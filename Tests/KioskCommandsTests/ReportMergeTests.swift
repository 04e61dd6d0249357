import FoundationEssentials
import KioskTestSupport
import PublicServices
import ServiceDesk
import Testing

@testable import KioskCommands

/// Counters of many kiosks added up, and the commands around them.
@Suite struct ReportMergeTests {
    private let period: ReportPeriod

    init() throws { period = try #require(ReportSample.november) }

    @Test(arguments: 1...20)
    func `a merged export is the sum of its parts in any order`(seed: UInt64) throws {
        var exports = (0..<4).map { index in
            var sample = ReportSample(seed: seed * 10 + UInt64(index))
            return sample.export("kiosk-\(index)", period)
        }
        var expected = UsageRecord()
        for export in exports { expected.add(export.record) }
        let merged = try merge(exports)
        #expect(merged.record == expected)
        var numbers = SeededGenerator(seed: seed)
        exports.shuffle(using: &numbers)
        let again = try merge(exports)
        #expect(again.counts == merged.counts && again.evaluations == merged.evaluations)
        #expect(again.words == merged.words)
        let report = UsageReport(merged.record, period: period)
        let parts = exports.map { UsageReport($0.record, period: period) }
        #expect(report.count(.visitsBegun) == parts.map { $0.count(.visitsBegun) }.reduce(0, +))
        #expect(report.satisfaction.tally.ratings == parts.map(\.satisfaction.tally.ratings).reduce(0, +))
        #expect(report.words.first?.visits == 16)
    }

    @Test func `an export reads back as it was written`() throws {
        var sample = ReportSample(seed: 3)
        let export = sample.export("kiosk-1", period)
        let folder = try TemporaryDirectory()
        try folder.write(try JSONLine.text(export), to: "k.json")
        let read = try ReportExport.read(folder.path + "/k.json")
        #expect(read == export)
        #expect(read.readiness?.summary == ReportSample.readiness)
        for (name, text) in [("a", "{}"), ("b", "[1"), ("c", #"{"format":"kiosk-usage-9"}"#)] {
            try folder.write(text, to: name)
            #expect(throws: ConfigurationFault.self) { try ReportExport.read(folder.path + "/" + name) }
        }
        #expect(throws: ConfigurationFault.self) { try ReportExport.read(folder.path + "/none") }
    }

    @Test func `days of a kiosk are never counted twice`() throws {
        var sample = ReportSample(seed: 4)
        var merged = MergedExports(sample.export("kiosk-1", period), file: "first.json")
        let again = sample.export("kiosk-1", period)
        #expect(throws: ConfigurationFault.self) { try merged.add(again, file: "again.json") }
        let later = try #require(ReportPeriod(first: period.last.adding(days: 1), last: period.last.adding(days: 9)))
        try merged.add(sample.export("kiosk-1", later), file: "later.json")
        #expect(merged.export.period?.last == later.last)
    }

    @Test func `small numbers of several kiosks together may be told`() throws {
        var exports: [ReportExport] = []
        for index in 0..<2 {
            var sample = ReportSample(seed: UInt64(index))
            exports.append(sample.export("kiosk-\(index)", period))
        }
        let alone = UsageReport(exports[0].record, period: period)
        let both = UsageReport(try merge(exports).record, period: period)
        let small = RatedOffice(agency: "Xã ít người")
        #expect(alone.offices.first { $0.name == small }?.disclosure == .few)
        #expect(both.offices.first { $0.name == small }?.disclosure == .shown)
    }

    @Test(.timeLimit(.minutes(10))) func `five years of a kiosk fit on one page`() throws {
        let first = try #require(CalendarDay(year: 2026, month: 1, day: 1))
        let last = try #require(CalendarDay(year: 2030, month: 12, day: 31))
        let years = try #require(ReportPeriod(first: first, last: last))
        var sample = ReportSample(seed: 9)
        let record = sample.record(years)
        let report = UsageReport(record, period: years)
        let words = try ReportWords(language: "vi", files: ConfigFiles(directory: Repository.path("kiosk-config")))
        let facts = ReportComposer.Facts(province: "MẪU", kiosks: ["k"], day: last)
        let text = HTMLReport(ReportComposer(report: report, facts: facts, words: words).document).text
        #expect(report.stretches.count == 60)
        #expect(text.utf8.count < 400_000)
    }

    @Test func `the commands print, write and add up`() async throws {
        let kiosk = try KioskProgram()
        for visit in 1...3 {
            let given = try await kiosk.run(["rate", "--answer", "overall=satisfied", "--answer", "time=early"])
            #expect(given.status == 0, "\(visit): \(given.errors)")
        }
        let printed = try await kiosk.run(["report"])
        #expect(printed.status == 0, "\(printed.errors)")
        #expect(printed.output.contains("BÁO CÁO MÁY TRA CỨU DỊCH VỤ CÔNG"))
        #expect(printed.output.contains("Lượt chấm: 3"))
        let page = kiosk.directory.path + "/report.html"
        let sheet = kiosk.directory.path + "/report.csv"
        let counters = kiosk.directory.path + "/k1.json"
        let written = try await kiosk.run([
            "report", "--html", page, "--csv", sheet, "--export", counters, "--language", "en",
        ])
        #expect(written.status == 0 && written.output.isEmpty, "\(written.errors)")
        try HTMLShape.check(String(contentsOfFile: page, encoding: .utf8))
        let facts = try FileManager.default.attributesOfItem(atPath: counters)
        #expect(facts[.posixPermissions] as? Int == 0o600)
        let text = try String(contentsOfFile: counters, encoding: .utf8)
        try kiosk.directory.write(
            text.split(separator: "\"kiosk-1\"").joined(separator: "\"kiosk-2\""), to: "k2.json")
        let merged = try await kiosk.run(["report", "merge", counters, kiosk.directory.path + "/k2.json"])
        #expect(merged.output.contains("Lượt chấm: 6"), "\(merged.errors)")
        #expect(try await kiosk.run(["report", "merge", counters, counters]).status == 2)
        #expect(try await kiosk.run(["report", "--from", "2026-13"]).status == 2)
        #expect(try await kiosk.run(["report", "--from", "2026-12-01", "--to", "2026-11-01"]).status == 2)
        let empty = try await kiosk.run(["report", "--from", "2020-01", "--to", "2020-02"])
        #expect(empty.status == 0 && empty.output.contains("Chưa có số liệu"))
    }

    @Test func `practice looks like practice, and a report that fails leaves the one before`() async throws {
        let kiosk = try KioskProgram()
        let (page, sheet) = (kiosk.directory.path + "/report.html", kiosk.directory.path + "/report.csv")
        #expect(try await kiosk.run(["report", "--html", page, "--csv", sheet]).status == 0)
        let kept = try String(contentsOfFile: page, encoding: .utf8)
        let forms = [
            kept, try String(contentsOfFile: sheet, encoding: .utf8), try await kiosk.run(["report"]).output,
        ]
        #expect(forms.allSatisfy { $0.contains("DỮ LIỆU THỰC HÀNH") })
        #expect(try await kiosk.run(["report", "--html", page, "--language", "xx"]).status == 2)
        #expect(try String(contentsOfFile: page, encoding: .utf8) == kept)
        #expect(try await kiosk.run(["report", "--csv", page + ".new", "--language", "xx"]).status == 2)
        #expect(!FileManager.default.fileExists(atPath: page + ".new"))
        let twice = kiosk.directory.path + "/./report.html"
        #expect(try await kiosk.run(["report", "--html", page, "--csv", twice]).status == 2)
        #expect(try String(contentsOfFile: page, encoding: .utf8) == kept)
        // What was longer before is gone.
        #expect(try await kiosk.run(["report", "--csv", page]).status == 0)
        #expect(FileManager.default.contents(atPath: page)?.starts(with: [0xEF, 0xBB, 0xBF]) == true)
        #expect(try !String(contentsOfFile: page, encoding: .utf8).contains("</html>"))
        for path in ["/dev/full", "/dev/null", kiosk.directory.path, kiosk.directory.path + "/none/report.csv"] {
            #expect(try await kiosk.run(["report", "--csv", path]).status == 2, "\(path)")
        }
        let type = try FileManager.default.attributesOfItem(atPath: "/dev/full")[.type] as? FileAttributeType
        #expect(type == .typeCharacterSpecial)
        let piped = try await kiosk.run(["report", "--csv", "-"])
        #expect(piped.status == 0 && piped.output.contains("Báo cáo máy tra cứu"), "\(piped.errors)")
    }

    private func merge(_ exports: [ReportExport]) throws -> ReportExport {
        var merged = MergedExports(try #require(exports.first), file: "x")
        for export in exports.dropFirst() { try merged.add(export, file: "x") }
        return merged.export
    }
}
