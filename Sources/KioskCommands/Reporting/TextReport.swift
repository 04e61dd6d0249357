import AccessPointDevices

/// A report as plain text for a terminal: 72 columns, no frames, no colours, bars of signs.
struct TextReport {
    private static let width = TextLayout.pageWidth
    private static let labelWidth = 26
    private static let barWidth = 24
    /// Signs of the parts of a bar, the first for a bar of one part.
    private static let signs: [Character] = ["#", "=", ".", "-"]
    /// Upright bars lie down in a terminal; more of them than this are left to the page.
    private static let mostBars = 40

    let document: ReportDocument

    var lines: [String] {
        var lines =
            [document.title.uppercased(), ""]
            + ([document.warning].compactMap(\.self) + document.facts).flatMap { wrapped($0) } + [""]
        for figure in document.keyFigures {
            lines += wrapped("\(figure.label): \(figure.value)" + (figure.note.isEmpty ? "" : " (\(figure.note))"))
        }
        for section in document.sections {
            lines += ["", section.heading.uppercased(), ""]
            if let lead = section.lead { lines += wrapped(lead) + [""] }
            for block in section.blocks { lines += untitled(self.lines(block), section.heading) + [""] }
            lines.removeLast()
        }
        return lines
    }

    /// A drawing or table that is named like its section needs no name of its own.
    private func untitled(_ lines: [String], _ heading: String) -> [String] {
        lines.first == heading ? Array(lines.dropFirst()) : lines
    }

    private func lines(_ block: ReportDocument.Block) -> [String] {
        switch block {
        case .text(let text): wrapped(text)
        case .table(let table): lines(table)
        case .chart(let chart, let table) where chart.shape == .columns && chart.series.count > 1: lines(table)
        case .chart(let chart, _): lines(chart)
        }
    }

    /// A row a block: its name, then its figures with their headings.
    private func lines(_ table: ReportTable) -> [String] {
        let isPlain = table.columns.count == 2
        return [table.title]
            + table.rows.flatMap { row -> [String] in
                if isPlain { return wrapped("  \(row[0].text): \(row[1].text)", indent: 4) }
                let figures = zip(table.columns, row).dropFirst().filter { !$0.1.text.isEmpty }
                return wrapped("  " + row[0].text, indent: 4)
                    + wrapped("    " + figures.map { "\($0): \($1.text)" }.joined(separator: "; "), indent: 4)
            }
    }

    private func lines(_ chart: ReportChart) -> [String] {
        let bars = chart.shape == .columns ? chart.bars.filter { $0.parts.contains { $0.value > 0 } } : chart.bars
        let most = chart.shape == .shares ? nil : bars.map(sum).max()
        var lines = [chart.title]
        if chart.series.count > 1 {
            lines += wrapped("  " + zip(Self.signs, chart.series).map { "\($0) \($1)" }.joined(separator: "   "))
        }
        for bar in bars.prefix(Self.mostBars) {
            let label = wrapped(bar.label, width: Self.labelWidth - 2)
            let signs = bar.parts.isEmpty ? "" : drawn(bar, most: most)
            lines += label.dropLast().map { "  \($0)" }
            lines += wrapped("  \(padded(label.last ?? "", Self.labelWidth))\(signs)\(bar.note)", indent: 4)
            if chart.shape == .shares, !bar.parts.isEmpty {
                let shares = zip(chart.series, bar.parts).filter { $0.1.value > 0 }.map { "\($0) \($1.text)" }
                lines += wrapped("    " + shares.joined(separator: "; "), indent: 4)
            }
        }
        return lines + (bars.count > Self.mostBars ? ["  …"] : [])
    }

    /// The bar, then blanks up to its note; a part that is not nothing has a sign at least.
    private func drawn(_ bar: ReportChart.Bar, most: Double?) -> String {
        let whole = most ?? sum(bar)
        guard whole > 0 else { return padded("", Self.barWidth + 2) }
        var text = ""
        for (part, sign) in zip(bar.parts, Self.signs) where part.value > 0 {
            let length = max(1, Int((part.value / whole * Double(Self.barWidth)).rounded()))
            text += String(repeating: sign, count: min(length, Self.barWidth - text.count))
        }
        return padded(text, Self.barWidth + 2)
    }

    private func sum(_ bar: ReportChart.Bar) -> Double { bar.parts.reduce(0) { $0 + $1.value } }

    private func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - TerminalText(sanitising: text).columns))
    }

    private func wrapped(_ text: String, width: Int = Self.width, indent: Int = 0) -> [String] {
        let body = text.drop { $0 == " " }
        let first = text.count - body.count
        return TextLayout.wrap(
            TerminalText(sanitising: String(body)), width: width, indent: max(indent, first), firstIndent: first
        ).map(\.text)
    }
}
