import FoundationEssentials
import ServiceDesk

/// What one damaged store gave.
struct SweepOutcome: Sendable {
    var failure: String?
    var lostIntact = 0
    var changed = 0
    var wasRebuilt = false
    var seconds = 0.0

    /// Compares what was found with what was given, leaving out the records whose own bytes were damaged.
    mutating func count(_ found: [OutboxRecord], of given: [OutboxRecord], touched: Set<RecordID>) {
        let byID = Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        for record in given {
            guard let kept = byID[record.id] else {
                if !touched.contains(record.id) { lostIntact += 1 }
                continue
            }
            if kept.payload != record.payload || kept.digest != record.digest { changed += 1 }
        }
    }
}

/// The sum of all trials.
struct SweepTotals: Sendable {
    private(set) var trials = 0
    private(set) var failures = 0
    private(set) var lostIntact = 0
    private(set) var changed = 0
    private(set) var rebuilt = 0
    private(set) var slowest = 0.0

    var isGood: Bool { failures == 0 && lostIntact == 0 && changed == 0 && slowest < 2 }

    mutating func add(_ outcome: SweepOutcome, _ damage: Damage) {
        trials += 1
        failures += outcome.failure == nil ? 0 : 1
        lostIntact += outcome.lostIntact
        changed += outcome.changed
        rebuilt += outcome.wasRebuilt ? 1 : 0
        slowest = max(slowest, outcome.seconds)
        if outcome.failure != nil || outcome.lostIntact > 0 || outcome.changed > 0 {
            print("\(damage): \(outcome)")
        }
    }

    mutating func add(_ other: SweepTotals) {
        trials += other.trials
        failures += other.failures
        lostIntact += other.lostIntact
        changed += other.changed
        rebuilt += other.rebuilt
        slowest = max(slowest, other.slowest)
    }

    func text(seconds: Double) -> String {
        """
        damages               \(trials) in \(Int(seconds)) s
        stores not opened     \(failures)
        intact records lost   \(lostIntact)
        records changed       \(changed)
        rebuilt               \(rebuilt)
        slowest opening       \(Int(slowest * 1000)) ms (at most 2,000)
        """
    }
}
