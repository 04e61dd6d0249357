/// One metric in Prometheus' text format 0.0.4, as node_exporter's textfile collector reads it.
///
/// https://prometheus.io/docs/instrumenting/exposition_formats/
struct MetricFamily {
    /// What kind of numbers they are.
    enum Kind: String {
        /// Only grows; its name ends with `_total`.
        case counter
        case gauge
        /// Counts by upper bounds, cumulative; its name ends with the unit.
        case histogram
    }

    /// A number with the labels that tell it from others of its family.
    struct Sample {
        /// `_bucket`, `_sum` or `_count` of a histogram; else empty.
        var suffix = ""
        var labels: [(name: String, value: String)] = []
        var value: Double
    }

    let name: String
    let help: String
    let kind: Kind
    var samples: [Sample] = []

    /// A family of one number.
    init(_ name: String, _ kind: Kind, _ help: String, _ value: Double) {
        self.init(name, kind, help, samples: [Sample(value: value)])
    }

    init(_ name: String, _ kind: Kind, _ help: String, samples: [Sample] = []) {
        (self.name, self.kind, self.help, self.samples) = (name, kind, help, samples)
    }

    /// Adds a histogram's series: counts of the classes by upper bound, in order, the last `+Inf`.
    mutating func addHistogram(_ label: (String, String), classes: [(bound: String, count: Int)], sum: Double) {
        var running = 0
        for (bound, count) in classes {
            running += count
            samples.append(Sample(suffix: "_bucket", labels: [label, ("le", bound)], value: Double(running)))
        }
        samples.append(Sample(suffix: "_sum", labels: [label], value: sum))
        samples.append(Sample(suffix: "_count", labels: [label], value: Double(running)))
    }

    /// HELP, TYPE and a line for each number.
    var text: String {
        let head = "# HELP \(name) \(Self.escaped(help, quotes: false))\n# TYPE \(name) \(kind.rawValue)\n"
        return samples.reduce(into: head) { text, sample in
            let labels = sample.labels.map { "\($0.name)=\"\(Self.escaped($0.value, quotes: true))\"" }
            let braces = labels.isEmpty ? "" : "{\(labels.joined(separator: ","))}"
            text += "\(name)\(sample.suffix)\(braces) \(Self.number(sample.value))\n"
        }
    }

    private static func escaped(_ text: String, quotes: Bool) -> String {
        text.reduce(into: "") { result, character in
            switch character {
            case "\\": result += "\\\\"
            case "\n", "\r\n": result += "\\n"
            case "\"" where quotes: result += "\\\""
            default: result.append(character)
            }
        }
    }

    private static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
    }
}
