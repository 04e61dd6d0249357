/// Measures with the monotonic clock.
enum Timing {
    /// Runs the work once and prints how long it took.
    static func report<Value>(_ name: String, _ work: () throws -> Value) rethrows -> Value {
        let start = ContinuousClock.now
        let value = try work()
        print("\(name): \(microseconds(ContinuousClock.now - start)) µs")
        return value
    }

    /// Half, 99 of 100 and the longest of all runs, after one round to warm up.
    static func percentiles(_ queries: [String], _ work: (String) -> Void) -> String {
        for query in queries.prefix(200) { work(query) }
        var times = queries.map { query in
            let start = ContinuousClock.now
            work(query)
            return microseconds(ContinuousClock.now - start)
        }
        times.sort()
        guard let longest = times.last else { return "none" }
        return "p50 \(times[times.count / 2]) µs  p99 \(times[times.count * 99 / 100]) µs  max \(longest) µs"
    }

    static func microseconds(_ duration: Duration) -> Int {
        Int(duration.components.seconds) * 1_000_000 + Int(duration.components.attoseconds / 1_000_000_000_000)
    }
}
