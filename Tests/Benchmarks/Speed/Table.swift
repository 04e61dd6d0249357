/// Collects rows and prints them: measured value, peer, ratio, bar.
struct Table {
    private var lines: [String] = []

    /// Adds a row with a ratio.
    mutating func add(_ name: String, _ value: Double, unit: String, peer: String, _ peerValue: Double, bar: Double) {
        let ratio = value / peerValue
        let mark = ratio <= bar ? "met" : "MISSED"
        let figures = "\(rounded(value)) \(unit), \(peer) \(rounded(peerValue)) \(unit)"
        lines.append("\(name): \(rounded(ratio)) × \(peer) (\(figures); bar ≤ \(rounded(bar)) ×: \(mark))")
    }

    /// Adds a value with a bar of its own.
    mutating func add(_ name: String, _ value: Double, unit: String, bar: Double? = nil) {
        let verdict = bar.map { "; bar ≤ \(rounded($0)) \(unit): \(value <= $0 ? "met" : "MISSED")" } ?? ""
        lines.append("\(name): \(rounded(value)) \(unit)\(verdict)")
    }

    var text: String { lines.joined(separator: "\n") }

    private func rounded(_ value: Double) -> String {
        guard value.isFinite else { return "not measured" }
        let scaled = Int((value * 100).rounded())
        let (whole, fraction) = scaled.magnitude.quotientAndRemainder(dividingBy: 100)
        let sign = scaled < 0 ? "-" : ""
        return fraction == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(fraction < 10 ? "0" : "")\(fraction)"
    }
}

extension [Double] {
    /// The middle value.
    var median: Double {
        guard !isEmpty else { return .infinity }
        return sorted()[count / 2]
    }
}
