import ProcedureFinder

/// The rows about time.
struct SpeedTable {
    let material: Material
    let bars: Bars

    /// Prints the times of every kind of query and returns the longest of their p99 in µs.
    func measure(_ finder: ProcedureFinder, count: Int) -> Double {
        let documents = material.documents
        var sets = [("questions", material.questions.map(\.query))]
        for style in TypingStyle.allCases {
            sets.append(("names, \(style.rawValue)", Protocols.names(documents, style).map(\.query)))
        }
        sets.append(("two words", Protocols.minimalPairs(documents, length: 2).map(\.query)))
        let slowest =
            sets.map { name, queries in
                let times = Timing.times(queries) { _ = finder.find($0, limit: 5) }
                print("speed over \(count), \(name): \(Timing.text(times))")
                return Timing.p99(times)
            }.max() ?? 0
        let bar: Double = count > 10_000 ? 8 : 1
        bars.atMost(bar, "warm p99 over \(count) procedures, slowest kind of query", slowest / 1000, unit: "ms")
        return slowest
    }

    /// 100,000 procedures whose names are halves of real names put together.
    func large(beside small: Double) {
        var random = Seeded(7)
        let names = material.documents.map { Protocols.syllables($0.name) }.filter { $0.count > 5 }
        let documents = (0..<100_000).map { number in
            let first = names[Int.random(in: 0..<names.count, using: &random)]
            let second = names[Int.random(in: 0..<names.count, using: &random)]
            let name = first.prefix(first.count / 2) + second.suffix(second.count / 2)
            return FinderDocument(code: "9.\(100_000 + number)", name: name.joined(separator: " "), levels: [.commune])
        }
        let index = SearchIndex.build(documents)
        print("index: \(index.count) procedures, \(index.bytes.count / 1024) KiB")
        let slowest = measure(ProcedureFinder(index: index, synonyms: material.synonyms), count: index.count)
        let growth = Double(index.count) / Double(material.documents.count)
        bars.add(
            "time grows slower than the catalogue", "\(Bars.text(slowest / small)) times",
            needed: "< \(Bars.text(growth)) times", isMet: slowest / small < growth)
    }
}
