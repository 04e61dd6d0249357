import FoundationEssentials
import PublicServices

/// Points of the indicators that offices score themselves: a CSV file with `agency,indicator,points` in each line.
struct OfficePointsFile {
    /// By agency.
    private(set) var points: [String: [EvaluationIndicator: Double]] = [:]

    /// - Throws: `ConfigurationFault` naming the line that cannot be read.
    init(path: String) throws {
        let reader = LineReader(path: path)
        var number = 0
        while let line = try reader.next() {
            number += 1
            let cells = CSVLine.cells(of: line)
            guard cells.contains(where: { !$0.isEmpty }), !(number == 1 && cells.first == "agency") else { continue }
            guard cells.count >= 3, let index = Int(cells[1]), let indicator = EvaluationIndicator(rawValue: index),
                !indicator.isRatedByCitizens, let value = Double(cells[2]), (0...2).contains(value)
            else {
                throw ConfigurationFault(
                    file: path, key: "line \(number)",
                    mend: "write agency,indicator,points with an indicator 2, 5, 6, 8 or 9 and points from 0 to 2")
            }
            points[cells[0], default: [:]][indicator] = value
        }
    }
}
