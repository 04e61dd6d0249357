import Crypto
import FoundationEssentials
import Glibc

/// Which chunks were done with what outcome: a file of lines, so that a run can be ended at any time and go on later.
final class SweepLog {
    struct OtherStore: Error {}

    private let file: Int32?
    private let store: String
    let storeBytes: Int
    private var done: [SweepChunk: SweepTotals] = [:]

    /// Reads what a log says of this store and goes on in it; without a name everything stays in memory.
    ///
    /// Throws `OtherStore` when the log is about another one.
    init(_ name: String?, store bytes: [UInt8]) throws {
        store = SHA256.hash(data: bytes).prefix(8).map { String($0, radix: 16) }.joined()
        storeBytes = bytes.count
        file = name.map { open($0, O_WRONLY | O_CREAT | O_APPEND, 0o644) }
        if let name { try read(name) }
        if done.isEmpty { write("store \(store) \(storeBytes)") }
    }

    private init(store: String, bytes: Int) {
        self.store = store
        storeBytes = bytes
        file = nil
    }

    /// The logs of several parts together; throws `OtherStore` when they are not about one store.
    static func sum(of names: [String]) throws -> SweepLog {
        guard let first = names.first, let head = try lines(first).first, head.count == 3, let bytes = Int(head[2])
        else { throw OtherStore() }
        let log = SweepLog(store: String(head[1]), bytes: bytes)
        for name in names { try log.read(name) }
        return log
    }

    func isDone(_ chunk: SweepChunk) -> Bool { done[chunk] != nil }

    func add(_ chunk: SweepChunk, _ totals: SweepTotals) throws {
        done[chunk] = totals
        write("\(chunk.text) \(totals.line)")
    }

    var totals: SweepTotals { done.values.reduce(into: SweepTotals()) { $0.add($1) } }

    /// The chunks of a whole sweep, or of a plan's part of it, that no line tells of.
    func missing(of count: Int, in plan: SweepPlan?) -> [SweepChunk] {
        (plan?.chunks(of: count) ?? SweepChunk.all(of: count)).filter { done[$0] == nil }
    }

    private func read(_ name: String) throws {
        for line in (try? Self.lines(name)) ?? [] {
            if line.first == "store" {
                guard line.count == 3, line[1] == store else { throw OtherStore() }
                continue
            }
            guard line.count == 10, let kind = SweepChunk.Kind(rawValue: String(line[0])), let from = Int(line[1]),
                let to = Int(line[2]), let totals = SweepTotals(line: Array(line[3...]))
            else { continue }
            done[SweepChunk(kind: kind, from: from, to: to)] = totals
        }
    }

    private static func lines(_ name: String) throws -> [[Substring]] {
        let text = String(decoding: try Data(contentsOf: URL(filePath: name)), as: UTF8.self)
        return text.split(separator: "\n").map { $0.split(separator: " ") }
    }

    private func write(_ line: String) {
        guard let file else { return }
        let bytes = Array((line + "\n").utf8)
        _ = Glibc.write(file, bytes, bytes.count)
    }
}
