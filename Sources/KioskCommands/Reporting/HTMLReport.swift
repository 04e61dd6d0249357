/// A report as one page that needs nothing else: no script, no other file; made for a screen and for A4.
struct HTMLReport {
    let document: ReportDocument
    private let style = ReportStyle.text

    init(_ document: ReportDocument) { self.document = document }

    var text: String {
        """
        <!DOCTYPE html>
        <html lang="\(escaped(document.language))">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <meta name="robots" content="noindex">
        <title>\(escaped(document.title))</title>
        <style>
        \(style)</style>
        </head>
        <body>
        <main>
        \(head)
        \(figures)
        \(document.sections.enumerated().map { section($0.element, number: $0.offset + 1) }.joined(separator: "\n"))
        </main>
        </body>
        </html>

        """
    }

    private var head: String {
        let facts = document.facts.map { "<li>\(escaped($0))</li>" }.joined()
        let warning = document.warning.map { "<p class=\"warning\">\(escaped($0))</p>" } ?? ""
        return "<header><h1>\(escaped(document.title))</h1>\(warning)<ul class=\"facts\">\(facts)</ul></header>"
    }

    private var figures: String {
        let items = document.keyFigures.map { figure in
            """
            <div><dt>\(escaped(figure.label))</dt><dd><strong>\(escaped(figure.value))</strong> \
            <span>\(escaped(figure.note))</span></dd></div>
            """
        }
        return "<dl class=\"figures\">\(items.joined())</dl>"
    }

    private func section(_ section: ReportDocument.Section, number: Int) -> String {
        let lead = section.lead.map { "<p class=\"lead\">\(escaped($0))</p>" } ?? ""
        let blocks = section.blocks.enumerated().map { index, block in
            self.block(block, identifier: "s\(number)-\(index + 1)", in: section)
        }
        return """
            <section aria-labelledby="s\(number)">
            <h2 id="s\(number)">\(escaped(section.heading))</h2>
            \(lead)
            \(blocks.joined(separator: "\n"))
            </section>
            """
    }

    private func block(_ block: ReportDocument.Block, identifier: String, in section: ReportDocument.Section) -> String
    {
        switch block {
        case .text(let text): "<p>\(escaped(text))</p>"
        case .table(let table):
            "<div class=\"part\">\(self.table(table, isTitled: table.title != section.heading))</div>"
        case .chart(let chart, let table):
            """
            <div class="part">
            \(chart.title == section.heading ? "" : "<h3>\(escaped(chart.title))</h3>")
            \(ChartDrawing(chart: chart, identifier: identifier).text)
            \(folded(table, isFolded: chart.shape == .bars || table.rows.count > 12))
            </div>
            """
        }
    }

    /// The same figures for those who do not see the drawing; where the drawing tells each of them, closed until wanted.
    private func folded(_ table: ReportTable, isFolded: Bool) -> String {
        guard isFolded else { return self.table(table, isTitled: false) }
        return """
            <details><summary>\(escaped(document.tableName))</summary>\
            \(self.table(table, isTitled: false))</details>
            """
    }

    private func table(_ table: ReportTable, isTitled: Bool) -> String {
        let isWide = table.columns.count > 6
        let head = table.columns.enumerated().map { index, name in
            "<th scope=\"col\"\(index > 0 ? " class=\"number\"" : "")>\(escaped(name))</th>"
        }
        let rows = table.rows.enumerated().map { index, row in
            let isTotal = table.hasTotal && index == table.rows.count - 1
            return "<tr\(isTotal ? " class=\"total\"" : "")>\(row.enumerated().map(cell).joined())</tr>"
        }
        return """
            <table\(isWide ? " class=\"wide\"" : "")>\
            <caption\(isTitled ? "" : " class=\"unseen\"")>\(escaped(table.title))</caption>
            <thead><tr>\(head.joined())</tr></thead>
            <tbody>
            \(rows.joined(separator: "\n"))
            </tbody></table>
            """
    }

    private func cell(_ index: Int, _ cell: ReportTable.Cell) -> String {
        if index == 0 { return "<th scope=\"row\">\(escaped(cell.text))</th>" }
        return "<td\(cell.isNumber || cell.text == "–" ? " class=\"number\"" : "")>\(escaped(cell.text))</td>"
    }

    private func escaped(_ text: String) -> String { HTMLText.escaped(text) }
}
