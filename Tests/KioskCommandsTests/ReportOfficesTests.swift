import KioskTestSupport
import PublicServices
import ServiceDesk
import Testing

@testable import KioskCommands

/// What a report tells of single offices, and what it keeps back so that nobody is found.
@Suite struct ReportOfficesTests {
    private let period: ReportPeriod
    private let files = ConfigFiles(directory: Repository.path("kiosk-config"))

    init() throws { period = try #require(ReportSample.november) }

    private func record(_ ratings: [(RatedOffice, item: String, mark: String, count: Int)]) -> UsageRecord {
        var record = UsageRecord()
        let month = UsageMonth(period.first)
        for (office, item, mark, count) in ratings {
            record.evaluations[EvaluationKey(month: month, office: office, item: item, mark: mark), default: 0] += count
            guard item == EvaluationTally.overall else { continue }
            record.evaluations[EvaluationKey(month: month, office: office, item: "ratings"), default: 0] += count
        }
        return record
    }

    private func text(_ record: UsageRecord, points: OfficePointsFile? = nil) throws -> String {
        let report = UsageReport(record, period: period)
        var facts = ReportComposer.Facts(province: "MẪU", kiosks: ["k"], day: period.last)
        facts.scored = points?.scored(of: report.offices.map(\.name)) ?? [:]
        facts.survey = try files.survey(languages: ["vi"])
        let words = try ReportWords(language: "vi", files: files)
        return TextReport(document: ReportComposer(report: report, facts: facts, words: words).document).lines
            .joined(separator: " ").split(separator: " ").joined(separator: " ")
    }

    @Test func `the levels do not tell an office that its table keeps back`() {
        let offices = [
            ("UBND xã A", AdministrativeLevel.commune, 10), ("UBND xã B", .commune, 2), ("Sở C", .province, 2),
            ("Sở D", .province, 10),
        ]
        let report = UsageReport(
            record(offices.map { (RatedOffice(level: $1, agency: $0), "overall", "satisfied", $2) }), period: period)
        #expect(report.levels.allSatisfy { $0.disclosure == .shown })
        #expect(report.offices.allSatisfy { $0.disclosure != .shown })
    }

    @Test(arguments: 1...300)
    func `whoever takes all that is shown from a sum is left with nobody or with three at least`(seed: UInt64) {
        var numbers = SeededGenerator(seed: seed)
        let levels: [AdministrativeLevel?] = [.province, .commune, nil]
        let answers = (0..<Int.random(in: 1...9, using: &numbers)).flatMap { _ in
            let office = RatedOffice(
                level: levels.randomElement(using: &numbers) ?? nil, agency: "\(Int.random(in: 0...5, using: &numbers))"
            )
            let count = Int.random(in: 0...6, using: &numbers)
            return [
                (office, item: "overall", mark: "satisfied", count: count),
                (office, item: "7", mark: "1", count: Int.random(in: 0...count, using: &numbers)),
            ]
        }
        let report = UsageReport(record(answers), period: period)
        guard report.satisfaction.disclosure == .shown else { return }
        let hidden = Set(report.offices.filter { $0.disclosure != .shown }.map(\.name.agency))
        for level in report.levels where level.disclosure == .shown {
            let rest = answers.filter {
                $0.item == "overall" && $0.0.level == level.name && hidden.contains($0.0.agency)
            }
            .reduce(0) { $0 + $1.count }
            #expect(!(1..<SmallNumbers.least).contains(rest), "\(answers)")
        }
        let silent = report.offices.filter { !$0.shownIndicators.contains(.attitude) }
        let rest = silent.reduce(0) { $0 + $1.tally.answered(.attitude) }
        let isTold = report.satisfaction.tally.answered(.attitude) >= SmallNumbers.least
        #expect(!isTold || !(1..<SmallNumbers.least).contains(rest), "\(answers)")
        #expect(report.offices.allSatisfy { $0.disclosure != .shown || $0.tally.ratings >= 3 || $0.tally.ratings == 0 })
    }

    @Test func `one answer to an indicator is not shown, and gives neither estimate nor class`() throws {
        let office = RatedOffice(level: .commune, organisation: "H43.15.03", agency: "UBND xã A")
        let folder = try TemporaryDirectory()
        try folder.write([2, 5, 6, 8, 9].map { "H43.15.03,\($0),2\n" }.joined(), to: "points.csv")
        let points = try OfficePointsFile(path: folder.path + "/points.csv")
        let answers = [("1", "2", 3), ("3", "2", 3), ("4", "2", 3)].map {
            (office, item: $0.0, mark: $0.1, count: $0.2)
        }
        let all = [(office, item: "overall", mark: "verySatisfied", count: 3)] + answers
        let few = try text(record(all + [(office, item: "7", mark: "0", count: 1)]), points: points)
        #expect(few.contains("Chỉ số 7: –") && few.contains("Xếp loại: chưa xếp") && few.contains("Điểm/18: –"))
        let enough = try text(record(all + [(office, item: "7", mark: "1", count: 3)]), points: points)
        #expect(enough.contains("Chỉ số 7: 1,00") && enough.contains("Điểm/18: 17,0; Xếp loại: xuất sắc"))
    }

    @Test func `the indicators of all offices do not tell the one that few answered`() {
        let (one, other) = (RatedOffice(agency: "A"), RatedOffice(agency: "B"))
        let report = UsageReport(
            record([
                (one, "overall", "satisfied", 9), (other, "overall", "satisfied", 30), (one, "7", "0", 1),
                (other, "7", "2", 30),
            ]), period: period)
        #expect(report.offices.allSatisfy { $0.disclosure == .shown && !$0.shownIndicators.contains(.attitude) })
    }

    @Test func `why people were not satisfied is told from three answers on`() throws {
        let rated = (RatedOffice.service, item: "overall", mark: "dissatisfied", count: 5)
        let few = try text(record([rated, (.service, "reason", "time", 2)]))
        #expect(few.contains("Điều gì làm ông/bà chưa hài lòng nhất? dưới 3 lượt") && !few.contains("Chờ lâu"))
        let told = try text(record([rated, (.service, "reason", "time", 3), (.service, "reason", "cost", 1)]))
        #expect(
            told.contains("Chờ lâu hoặc trễ hẹn") && told.contains("3 (75,0") && told.contains("Phải trả thêm tiền"))
    }

    @Test func `one office is one row, whatever it is called and of what level its procedures are`() {
        let names = [("UBND xã Mẫu", AdministrativeLevel.commune, 4), ("Ủy ban nhân dân xã Mẫu", .district, 2)]
        var ratings = names.map {
            (
                RatedOffice(level: $0.1, organisation: "H43.15.03", agency: $0.0), item: "overall", mark: "satisfied",
                $0.2
            )
        }
        // Counted by its name before the code was.
        ratings.append((RatedOffice(level: .commune, agency: "UBND XÃ MẪU"), "overall", "satisfied", 3))
        let report = UsageReport(record(ratings), period: period)
        #expect(report.offices.map(\.name) == [RatedOffice(organisation: "H43.15.03", agency: "UBND xã Mẫu")])
        #expect(report.offices.first?.tally.ratings == 9)
        #expect(report.levels.count == 2)
    }

    @Test func `points of offices are read from a spreadsheet, and lines about no office are told`() throws {
        let folder = try TemporaryDirectory()
        let text =
            "\u{FEFF}Cơ quan;Chỉ số;Điểm\r\nUBND XA MAU;5;1,5\r\nUBND xã Mẫu;5;2\r\nh43.12;2;1\r\nSở khác;2;1\r\n"
        try folder.write(text, to: "points.csv")
        let points = try OfficePointsFile(path: folder.path + "/points.csv")
        let office = RatedOffice(agency: "UBND xã Mẫu")
        let coded = RatedOffice(organisation: "H43.12", agency: "Sở mẫu")
        #expect(points.scored(of: [office, coded]) == [office: [.oneStopDesk: 2], coded: [.timeOfEachBody: 1]])
        let notes = points.notes(about: [office, coded])
        #expect(notes.count == 2 && notes[0].contains("line 3") && notes[1].contains("Sở khác"), "\(notes)")
        for line in ["A,1,2", "A,5,2.5", "A,5,1,5", "A,5", ",5,1", "A,x,1"] {
            try folder.write(line, to: "bad.csv")
            #expect(throws: ConfigurationFault.self) { try OfficePointsFile(path: folder.path + "/bad.csv") }
        }
    }
}
