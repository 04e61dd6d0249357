/// Measures with the monotonic clock.
enum Timing {
    /// Runs the work once, prints how long it took and returns that in µs as well.
    static func report<Value>(_ name: String, _ work: () throws -> Value) rethrows -> (value: Value, time: Int) {
        let start = ContinuousClock.now
        let value = try work()
        let time = microseconds(ContinuousClock.now - start)
        print("\(name): \(time) µs")
        return (value, time)
    }

    /// How often each query is timed; the shortest counts, as other work on the machine only ever adds.
    static let rounds = 3

    /// The times of the queries in µs, ascending, after one round to warm up.
    static func times(_ queries: [String], _ work: (String) -> Void) -> [Double] {
        for query in queries.prefix(200) { work(query) }
        return queries.map { query in
            (0..<rounds).map { _ in
                let start = ContinuousClock.now
                work(query)
                return nanoseconds(ContinuousClock.now - start) / 1000
            }.min() ?? 0
        }.sorted()
    }

    /// Half, 99 of 100 and the longest.
    static func text(_ times: [Double]) -> String {
        guard let longest = times.last else { return "none" }
        let figures = [times[times.count / 2], times[times.count * 99 / 100], longest].map { Int($0.rounded()) }
        return "p50 \(figures[0]) µs  p99 \(figures[1]) µs  max \(figures[2]) µs"
    }

    /// The time that 99 of 100 queries do not pass, of ascending times.
    static func p99(_ times: [Double]) -> Double { times.isEmpty ? 0 : times[times.count * 99 / 100] }

    private static func nanoseconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) * 1e9 + Double(duration.components.attoseconds) / 1e9
    }

    static func microseconds(_ duration: Duration) -> Int {
        Int(duration.components.seconds) * 1_000_000 + Int(duration.components.attoseconds / 1_000_000_000_000)
    }
}
