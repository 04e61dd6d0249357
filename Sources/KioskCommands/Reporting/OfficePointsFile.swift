import FoundationEssentials
import PublicServices
import ServiceDesk
import VietnameseText

/// Points of the indicators that offices score themselves: a CSV file with `agency,indicator,points` in each line.
///
/// The agency is the name that the report shows, marks and capitals aside, or the code of the organisation. A
/// spreadsheet's semicolons with decimal commas are read too.
struct OfficePointsFile {
    private struct Entry {
        var line: Int
        var agency: String
        var indicator: EvaluationIndicator
        var points: Double

        /// What the agency is matched by.
        var key: String { Fold.foldedString(agency) }
    }

    private static let headings: Set<String> = ["agency", "office", "co quan", "don vi"]

    private let path: String
    private var entries: [Entry] = []

    /// - Throws: `ConfigurationFault` naming the line that cannot be read.
    init(path: String) throws {
        self.path = path
        let reader = LineReader(path: path)
        var number = 0
        while let line = try reader.next() {
            number += 1
            let cells = CSVLine.cells(of: line)
            guard cells.contains(where: { !$0.isEmpty }) else { continue }
            if number == 1, Self.headings.contains(Fold.foldedString(cells[0])) { continue }
            guard let entry = Self.entry(cells, line: number) else {
                throw ConfigurationFault(
                    file: path, key: "line \(number)",
                    mend:
                        "write agency,indicator,points (or agency;indicator;points with a decimal comma): an indicator"
                        + " 2, 5, 6, 8 or 9 and points from 0 to 2")
            }
            entries.append(entry)
        }
    }

    private static func entry(_ cells: [String], line: Int) -> Entry? {
        guard cells.count >= 3, cells.dropFirst(3).allSatisfy(\.isEmpty), !cells[0].isEmpty,
            let indicator = Int(cells[1]).flatMap(EvaluationIndicator.init), !indicator.isRatedByCitizens,
            let points = Double(cells[2].map { $0 == "," ? "." : String($0) }.joined()), (0...2).contains(points)
        else { return nil }
        return Entry(line: line, agency: cells[0], indicator: indicator, points: points)
    }

    /// The points of each of these offices; of two lines about the same, the later one counts.
    func scored(of offices: [RatedOffice]) -> [RatedOffice: [EvaluationIndicator: Double]] {
        var scored: [RatedOffice: [EvaluationIndicator: Double]] = [:]
        for entry in entries {
            let matches = Self.matches(entry, offices)
            if matches.count == 1 { scored[matches[0], default: [:]][entry.indicator] = entry.points }
        }
        return scored
    }

    /// Lines that are about none of these offices, about several, or stand twice.
    func notes(about offices: [RatedOffice]) -> [String] {
        var seen: [String: Int] = [:]
        return entries.flatMap { entry -> [String] in
            var notes: [String] = []
            switch Self.matches(entry, offices).count {
            case 0: notes.append("no office of the report is called “\(entry.agency)”; the line is left out")
            case 1: break
            default: notes.append("several offices are called “\(entry.agency)”; write the code of the organisation")
            }
            if let former = seen.updateValue(entry.line, forKey: "\(entry.key) \(entry.indicator.rawValue)") {
                notes.append("stands in line \(former) already; this one counts")
            }
            return notes.map { "\(path): line \(entry.line): \($0)" }
        }
    }

    private static func matches(_ entry: Entry, _ offices: [RatedOffice]) -> [RatedOffice] {
        let byCode = offices.filter { $0.organisation.map { Fold.foldedString($0) } == entry.key }
        return byCode.isEmpty ? offices.filter { Fold.foldedString($0.agency) == entry.key } : byCode
    }
}
