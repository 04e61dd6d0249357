import FoundationEssentials
import Glibc

/// Damages a store in every way that one byte or one cut can, and opens it each time as a kiosk would.
///
///     DamageSweep                          2,000 flipped bytes and every cut at a page and half a page, of 1 MB
///     DamageSweep --every --log sweep.log  every byte of the file, to the end; begun again, it goes on where it was
///     DamageSweep --every --from 0 --to 500000 --log a.log --store one.sqlite    a part, beside another process
///     DamageSweep --report a.log b.log     the sum of several parts, and what is missing
///
/// Options: `--size` bytes of the store, `--sample` flips, `--directory` to work in (memory is fastest).
/// Ends with 1 when a store did not open within 2 s, or when what the damage did not touch was lost or changed.
@main
struct DamageSweep {
    static func main() async throws {
        guard let plan = SweepPlan(CommandLine.arguments.dropFirst()) else {
            print("usage: DamageSweep [--every | --sample N] [--from N] [--to N] [--size N] [--directory D]")
            print("                   [--store FILE] [--log FILE]   or   DamageSweep --report LOG…")
            exit(2)
        }
        if !plan.reports.isEmpty { return try report(plan.reports) }
        let subject = try await SweepSubject.make(plan)
        let log = try SweepLog(plan.log, store: subject.bytes)
        print("\(subject.truth.records.count) records in \(subject.bytes.count) bytes")
        for chunk in plan.chunks(of: subject.bytes.count) where !log.isDone(chunk) {
            var totals = SweepTotals()
            let start = ContinuousClock.now
            for damage in plan.damages(in: chunk) { totals.add(await subject.trial(damage), damage) }
            totals.seconds = (ContinuousClock.now - start) / .seconds(1)
            try log.add(chunk, totals)
        }
        subject.remove()
        finish(log.totals, missing: plan.every ? log.missing(of: subject.bytes.count, in: plan) : [])
    }

    private static func report(_ names: [String]) throws {
        let log = try SweepLog.sum(of: names)
        finish(log.totals, missing: log.missing(of: log.storeBytes, in: nil))
    }

    private static func finish(_ totals: SweepTotals, missing: [SweepChunk]) {
        print(totals.text)
        if !missing.isEmpty { print("not done yet          \(missing.map(\.text).joined(separator: ", "))") }
        exit(totals.isGood && missing.isEmpty ? 0 : 1)
    }
}
