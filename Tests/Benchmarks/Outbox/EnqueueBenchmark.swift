import FoundationEssentials
import Glibc
import OfflineStore
import ServiceDesk

/// A durable enqueue against a bare append and fsync of the same bytes, turn by turn on the same disk.
enum EnqueueBenchmark {
    private static let rounds = 2_000
    private static let warmUp = 200
    private static let bar = 2.0

    static func run(_ directory: String) async throws -> Bool {
        let store = OutboxBenchmark.store(directory + "/state")
        let file = open(directory + "/bare", O_WRONLY | O_CREAT | O_APPEND, 0o600)
        defer { close(file) }
        var bare: [Duration] = []
        var kept: [Duration] = []
        for number in 0..<rounds + warmUp {
            let payload = OutboxBenchmark.payload(number)
            let start = ContinuousClock.now
            guard write(file, payload, payload.count) == payload.count, fsync(file) == 0 else {
                throw StoreError(.failed, detail: "append")
            }
            let middle = ContinuousClock.now
            _ = try await store.outbox.enqueue(.rating, payload: payload, at: Date())
            let end = ContinuousClock.now
            guard number >= warmUp else { continue }
            bare.append(middle - start)
            kept.append(end - middle)
        }
        store.close()
        return [("p50", 50), ("p99", 99)].map { name, percent in
            let floor = microseconds(bare, percent)
            let cost = microseconds(kept, percent)
            let ratio = Double(cost) / Double(max(1, floor))
            return OutboxBenchmark.verdict(
                "enqueue \(name)", "\(cost) µs against \(floor) µs, \(Double(Int(ratio * 100)) / 100) times",
                bar: "\(bar) times", isMet: ratio <= bar
            )
        }.allSatisfy { $0 }
    }

    private static func microseconds(_ times: [Duration], _ percent: Int) -> Int {
        Int(times.sorted()[min(times.count - 1, times.count * percent / 100)] / .microseconds(1))
    }
}
