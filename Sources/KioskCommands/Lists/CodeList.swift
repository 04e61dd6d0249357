import FoundationEssentials
import PublicServices
import VietnameseText

/// The dossier codes of a volunteers' list: one a line, or a column of a CSV file.
///
/// The column is the one headed `code`, `ma` or `mã hồ sơ`, otherwise the first. Empty lines and lines that begin with
/// `#` are passed over, a code that stands twice is taken once.
struct CodeList: Equatable {
    private(set) var codes: [DossierCode] = []
    /// Numbers of the lines without a code in them.
    private(set) var unreadable: [Int] = []

    private static let headings = ["code", "ma", "mhs", "maho so", "ma ho so", "mahoso", "dossier"]

    /// - Throws: `ConfigurationFault` when the file cannot be read.
    init(path: String) throws {
        let reader = LineReader(path: path)
        var lines: [String] = []
        while let line = try reader.next() { lines.append(line) }
        self.init(lines: lines)
    }

    init(lines: [String]) {
        var column = 0
        var isFirst = true
        var seen: Set<DossierCode> = []
        for (index, line) in lines.enumerated() {
            let cells = CSVLine.cells(of: line)
            guard cells.contains(where: { !$0.isEmpty }), !line.hasPrefix("#") else { continue }
            defer { isFirst = false }
            if isFirst, let heading = cells.firstIndex(where: { Self.headings.contains(Fold.foldedString($0)) }) {
                column = heading
                continue
            }
            guard column < cells.count, let code = DossierCode(stored: cells[column]) else {
                unreadable.append(index + 1)
                continue
            }
            if seen.insert(code).inserted { codes.append(code) }
        }
    }
}

/// One line of a CSV file (RFC 4180), without quoted line breaks.
enum CSVLine {
    /// The cells without blanks around; separated by commas, semicolons or tabs, whichever the line has first.
    static func cells(of line: String) -> [String] {
        var cells = [""]
        var isQuoted = false
        var separator: Character?
        var last: Character?
        for character in line where character != "\u{FEFF}" {
            defer { last = character }
            if character == "\"" {
                isQuoted.toggle()
                // A doubled quote inside quotes is one of the text.
                if isQuoted, last == "\"" { cells[cells.count - 1].append(character) }
            } else if !isQuoted, separator.map({ $0 == character }) ?? ",;\t".contains(character) {
                separator = character
                cells.append("")
            } else {
                cells[cells.count - 1].append(character)
            }
        }
        return cells.map { String($0.trimmingBlanks()) }
    }

    /// A line of these cells, quoted where they need it.
    static func text(_ cells: [String]) -> String {
        cells.map { cell in
            guard cell.contains(where: { ",;\"\n\r\t".contains($0) }) else { return cell }
            return "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
        }.joined(separator: ",")
    }
}
