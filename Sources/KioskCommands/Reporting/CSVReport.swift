/// A report's tables as one CSV file (RFC 4180) for a spreadsheet: each table with its title above it.
struct CSVReport {
    /// Signs at the front that make a spreadsheet take a cell for a formula (OWASP, CSV injection).
    private static let dangerous: Set<Character> = ["=", "+", "-", "@", "\t", "\r"]
    /// Excel takes a file without this for another encoding.
    private static let byteOrderMark = "\u{FEFF}"

    let document: ReportDocument

    var text: String {
        var rows = ([document.title] + [document.warning].compactMap(\.self) + document.facts).map { [$0] }
        rows += [[]] + document.keyFigures.map { [$0.label, $0.value, $0.note] }
        for section in document.sections {
            for table in tables(of: section) {
                rows += [[], [section.heading + (table.title == section.heading ? "" : " – \(table.title)")]]
                rows.append(table.columns)
                rows += table.rows.map { $0.map { $0.isNumber ? $0.value : Self.harmless($0.value) } }
            }
        }
        let lines = rows.map { row in Self.line(row) }
        return Self.byteOrderMark + lines.joined(separator: "\r\n") + "\r\n"
    }

    private func tables(of section: ReportDocument.Section) -> [ReportTable] {
        section.blocks.compactMap { block in
            switch block {
            case .text: nil
            case .table(let table), .chart(_, let table): table
            }
        }
    }

    /// A cell that no spreadsheet takes for a formula; a lone dash is nobody's formula.
    static func harmless(_ text: String) -> String {
        guard let first = text.first, dangerous.contains(first), text.count > 1 else { return text }
        return "'" + text
    }

    private static func line(_ cells: [String]) -> String {
        CSVLine.text(cells.map { isNumber($0) ? $0 : harmless($0) })
    }

    private static func isNumber(_ text: String) -> Bool { Double(text) != nil }
}
