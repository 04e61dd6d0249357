import FoundationEssentials
import Glibc
import OfflineStore
import ServiceDesk

/// Damages a store in every way that one byte or one cut can, and opens it each time as a kiosk would.
///
///     DamageSweep                    2,000 flipped bytes and every cut at a page and half a page, of a store of 1 MB
///     DamageSweep --every            every byte of the file, to the end (about seven hours on two cores)
///     DamageSweep --from 4096 --to 8192 --every
///     DamageSweep --directory /dev/shm --jobs 2 --size 1000000 --sample 500
///
/// Ends with 1 when a store did not open, or when a record that the damage did not touch was lost or changed.
@main
struct DamageSweep {
    static func main() async throws {
        guard let plan = SweepPlan(CommandLine.arguments.dropFirst()) else {
            print("usage: DamageSweep [--every] [--sample N] [--from N] [--to N] [--size N] [--jobs N] [--directory D]")
            exit(2)
        }
        let subject = try await SweepSubject.make(size: plan.size, in: plan.directory)
        let damages = plan.damages(of: subject.bytes.count)
        print("\(subject.records.count) records, \(subject.bytes.count) bytes, \(damages.count) damages")
        let start = ContinuousClock.now
        let totals = await run(damages, on: subject, plan: plan)
        subject.remove()
        print(totals.text(seconds: (ContinuousClock.now - start) / .seconds(1)))
        exit(totals.isGood ? 0 : 1)
    }

    private static func run(_ damages: [Damage], on subject: SweepSubject, plan: SweepPlan) async -> SweepTotals {
        await withTaskGroup(of: SweepTotals.self) { group in
            for job in 0..<plan.jobs {
                group.addTask {
                    var totals = SweepTotals()
                    for index in stride(from: job, to: damages.count, by: plan.jobs) {
                        totals.add(await subject.trial(damages[index], job: job), damages[index])
                        if job == 0, index % (plan.jobs * 10_000) == 0 { print("… \(index)") }
                    }
                    return totals
                }
            }
            return await group.reduce(into: SweepTotals()) { $0.add($1) }
        }
    }
}
