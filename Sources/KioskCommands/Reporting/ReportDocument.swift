/// A report as headings, tables and charts, before it is drawn: terminal, page and spreadsheet draw the same document.
struct ReportDocument {
    /// A figure at the top.
    struct KeyFigure {
        var label: String
        var value: String
        var note: String
    }

    /// A part with its heading.
    struct Section {
        var heading: String
        var lead: String?
        var blocks: [Block] = []
    }

    enum Block {
        case text(String)
        /// Figures as a table alone.
        case table(ReportTable)
        /// Figures drawn; the table has the same figures.
        case chart(ReportChart, ReportTable)
    }

    var language: String
    var title: String
    /// What a closed table is called.
    var tableName: String
    /// What has to be known before anything else is read; `nil` for a report of what citizens did.
    var warning: String?
    /// Province, period, kiosks and day, a line each.
    var facts: [String]
    var keyFigures: [KeyFigure]
    var sections: [Section]
}

/// Figures in rows; the first column names the row.
struct ReportTable {
    /// A cell as it is read and as a spreadsheet takes it.
    struct Cell {
        var text: String
        /// The bare value for a spreadsheet.
        var value: String
        var isNumber: Bool

        init(_ text: String) { (self.text, value, isNumber) = (text, text, false) }

        /// A number with the form it is read in.
        init(_ text: String, value: Double) {
            self.text = text
            self.value = value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
            isNumber = true
        }
    }

    var title: String
    var columns: [String]
    var rows: [[Cell]]
    /// The last row adds the others up.
    var hasTotal = false
}

/// Figures to be drawn, in an order that means something.
struct ReportChart {
    /// A part of a bar.
    struct Part {
        var value: Double
        /// As it is read.
        var text: String
    }

    struct Bar {
        var label: String
        /// One for each of `series`.
        var parts: [Part]
        /// Stands behind the bar: the number, or why there is none.
        var note: String
    }

    enum Shape {
        /// Bars side by side from a common zero.
        case bars
        /// Every bar is a whole, and its parts are shares of it.
        case shares
        /// Upright bars along days, months or hours.
        case columns
    }

    var title: String
    /// What the chart says, for those who do not see it.
    var description: String
    var shape: Shape
    /// Names of the parts of a bar.
    var series: [String]
    /// The third part is something bad and stands out; else the parts only differ.
    var hasBadPart = false
    var bars: [Bar]
}
