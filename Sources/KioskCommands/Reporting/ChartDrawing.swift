import AccessPointDevices

/// A chart as inline SVG with a title and a description; every axis begins at zero.
struct ChartDrawing {
    private static let width = 680.0
    private static let letterWidth = 6.6
    private static let noteWidth = 130.0
    private static let rowHeight = 26.0
    private static let barHeight = 16.0

    let chart: ReportChart
    /// Tells this chart from the others of the page.
    let identifier: String

    var text: String {
        switch chart.shape {
        case .bars, .shares: lying
        case .columns: upright
        }
    }

    // MARK: - Bars that lie

    private var labelWidth: Double {
        let longest = chart.bars.map(\.label.count).max() ?? 0
        return min(max(Double(longest) * Self.letterWidth + 12, 90), 250)
    }

    private var lying: String {
        let height = Double(chart.bars.count) * Self.rowHeight + 4
        let most = chart.shape == .shares ? nil : chart.bars.map(sum).max()
        let rows = chart.bars.enumerated().map { index, bar in row(bar, at: Double(index) * Self.rowHeight + 2, most) }
        return figure(legend + svg(height: height, rows.joined(separator: "\n")))
    }

    private func row(_ bar: ReportChart.Bar, at y: Double, _ most: Double?) -> String {
        let labelWidth = labelWidth
        let room = Self.width - labelWidth - Self.noteWidth
        let baseline = y + Self.rowHeight / 2 + 4
        var text = label(shortened(bar.label, 36), x: labelWidth - 10, y: baseline, anchor: "end")
        let whole = most ?? sum(bar)
        var x = labelWidth
        for (index, part) in bar.parts.enumerated() where part.value > 0 && whole > 0 {
            let width = part.value / whole * room
            text += rectangle(x, y + (Self.rowHeight - Self.barHeight) / 2, width, Self.barHeight, tone(index))
            if chart.shape == .shares, width > 46 {
                text += label(part.text, x: x + width / 2, y: baseline, anchor: "middle", style: "in\(tone(index))")
            }
            x += width
        }
        let noteX = chart.shape == .shares && !bar.parts.isEmpty ? labelWidth + room + 10 : x + 8
        return text + label(bar.note, x: noteX, y: baseline, anchor: "start", style: "note")
    }

    // MARK: - Bars that stand

    private var upright: String {
        let (top, bottom, left) = (12.0, 168.0, 44.0)
        let axis = Axis(most: chart.bars.map(sum).max() ?? 0)
        let step = (Self.width - left - 8) / Double(max(1, chart.bars.count))
        let every = max(1, Int((34 / step).rounded(.up)))
        var text = axis.marks.map { mark -> String in
            let y = bottom - mark.value / axis.top * (bottom - top)
            return line(left, y, Self.width - 8, y, mark.value == 0 ? "axis" : "grid")
                + label(mark.text, x: left - 8, y: y + 4, anchor: "end", style: "note")
        }.joined(separator: "\n")
        for (index, bar) in chart.bars.enumerated() {
            var y = bottom
            let x = left + Double(index) * step + step * 0.14
            for (number, part) in bar.parts.enumerated() where part.value > 0 {
                let height = part.value / axis.top * (bottom - top)
                y -= height
                text += rectangle(x, y, step * 0.72, height, tone(number))
            }
            guard index % every == 0 else { continue }
            text += label(bar.label, x: x + step * 0.36, y: bottom + 18, anchor: "middle", style: "note")
        }
        return figure(legend + svg(height: bottom + 28, text))
    }

    // MARK: - Pieces

    /// Along hours the first part is the quiet one; with one part there is nothing to tell apart.
    private func tone(_ index: Int) -> String {
        if chart.shape == .columns, chart.series.count > 1 { return ["b", "c", "d"][min(index, 2)] }
        return (chart.hasBadPart ? ["a", "b", "c", "d"] : ["a", "b", "d", "e"])[min(index, 3)]
    }

    private var legend: String {
        guard chart.series.count > 1 else { return "" }
        let items = chart.series.enumerated().map { index, name in
            "<li><span class=\"key \(tone(index))\"></span>\(HTMLText.escaped(name))</li>"
        }
        return "<ul class=\"legend\" aria-hidden=\"true\">\(items.joined())</ul>\n"
    }

    private func figure(_ content: String) -> String { "<div class=\"chart\">\(content)</div>" }

    private func svg(height: Double, _ content: String) -> String {
        """
        <svg viewBox="0 0 \(number(Self.width)) \(number(height))" role="img" \
        aria-labelledby="\(identifier)-t \(identifier)-d">
        <title id="\(identifier)-t">\(HTMLText.escaped(chart.title))</title>
        <desc id="\(identifier)-d">\(HTMLText.escaped(chart.description))</desc>
        \(content)
        </svg>
        """
    }

    private func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double, _ tone: String) -> String {
        "<rect x=\"\(number(x))\" y=\"\(number(y))\" width=\"\(number(max(width, 0.8)))\" "
            + "height=\"\(number(max(height, 0.8)))\" class=\"\(tone)\"/>\n"
    }

    private func line(_ x: Double, _ y: Double, _ toX: Double, _ toY: Double, _ style: String) -> String {
        "<line x1=\"\(number(x))\" y1=\"\(number(y))\" x2=\"\(number(toX))\" y2=\"\(number(toY))\" class=\"\(style)\"/>\n"
    }

    private func label(_ text: String, x: Double, y: Double, anchor: String, style: String = "") -> String {
        "<text x=\"\(number(x))\" y=\"\(number(y))\" text-anchor=\"\(anchor)\""
            + "\(style.isEmpty ? "" : " class=\"\(style)\"")>\(HTMLText.escaped(text))</text>\n"
    }

    private func sum(_ bar: ReportChart.Bar) -> Double { bar.parts.reduce(0) { $0 + $1.value } }

    private func shortened(_ text: String, _ length: Int) -> String {
        text.count > length ? text.prefix(length - 1) + "…" : text
    }

    private func number(_ value: Double) -> String {
        let rounded = (value * 10).rounded() / 10
        return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
    }
}

/// An axis from zero with round marks.
struct Axis {
    let top: Double
    let marks: [(value: Double, text: String)]

    /// - Parameter most: the largest value; the axis ends at or above it.
    init(most: Double) {
        let step = Self.step(most / 4)
        let count = max(1, Int((most / step).rounded(.up)))
        top = step * Double(count)
        marks = (0...count).map { index in
            let value = step * Double(index)
            return (value, value == value.rounded() ? "\(Int(value))" : "\((value * 10).rounded() / 10)")
        }
    }

    /// 1, 2 or 5 times a power of ten, at least `rough`.
    private static func step(_ rough: Double) -> Double {
        guard rough > 1 else { return rough > 0.5 ? 1 : rough > 0.2 ? 0.5 : rough > 0 ? 0.2 : 1 }
        var power = 1.0
        while power * 10 <= rough { power *= 10 }
        return ([1, 2, 5, 10].first { $0 * power >= rough } ?? 10) * power
    }
}
