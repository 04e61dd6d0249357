/// What has to be shown, with the figure of this run and whether it is met.
final class Bars {
    private struct Bar {
        var name: String
        var figure: String
        var needed: String
        var isMet: Bool
    }

    private var bars: [Bar] = []

    /// Whether every bar so far is met.
    var areAllMet: Bool { bars.allSatisfy(\.isMet) }

    func add(_ name: String, _ figure: String, needed: String, isMet: Bool) {
        bars.append(Bar(name: name, figure: figure, needed: needed, isMet: isMet))
    }

    /// A figure that has to reach a bar.
    func atLeast(_ bar: Double, _ name: String, _ figure: Double, unit: String = "%") {
        add(name, "\(Bars.text(figure)) \(unit)", needed: "≥ \(Bars.text(bar)) \(unit)", isMet: figure >= bar)
    }

    /// A figure that may not pass a bar.
    func atMost(_ bar: Double, _ name: String, _ figure: Double, unit: String) {
        add(name, "\(Bars.text(figure)) \(unit)", needed: "≤ \(Bars.text(bar)) \(unit)", isMet: figure <= bar)
    }

    /// All of something.
    func all(_ name: String, _ count: Int, of total: Int) {
        add(name, "\(count) of \(total)", needed: "all", isMet: count == total && total > 0)
    }

    /// Prints the bars in columns.
    func report() {
        print("\nBARS")
        for bar in bars {
            let columns = [Bars.padded(bar.name, 68), Bars.padded(bar.figure, 22), Bars.padded(bar.needed, 26)]
            print(columns.joined(), bar.isMet ? "met" : "MISSED")
        }
        print("\(bars.count(where: \.isMet)) of \(bars.count) bars met")
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }

    /// One decimal, or two below ten when it is not whole.
    static func text(_ figure: Double) -> String {
        let hundredths = Int((figure * 100).rounded())
        if hundredths % 100 == 0 { return "\(hundredths / 100)" }
        if figure >= 10 { return "\(Int((figure * 10).rounded()) / 10).\(Int((figure * 10).rounded()) % 10)" }
        return "\(hundredths / 100).\(hundredths % 100 / 10)\(hundredths % 10)"
    }
}
