import Glibc
import ServiceDesk

/// What one damaged store gave.
struct SweepOutcome: Sendable {
    var failure: String?
    var lostIntact = 0
    var changed = 0
    var wasRebuilt = false
    var seconds = 0.0

    /// Compares what was found with what was given; both lists are in the same order.
    ///
    /// What was given must be there byte for byte, unless the damage lies in it; its state too, unless that is hit.
    mutating func count(_ found: [OutboxRecord], of truth: SweepTruth, damage: Range<Int>) {
        let touched = truth.touched(by: damage)
        var rest = found[...]
        for (number, record) in truth.records.enumerated() {
            guard let kept = rest.first, kept.id == record.id else {
                if !touched.given.contains(number) { lostIntact += 1 }
                continue
            }
            rest = rest.dropFirst()
            let isStateRight = kept.state == record.state && kept.receiptNumber == record.receiptNumber
            let mayDiffer = touched.given.contains(number) || touched.state.contains(number)
            if !Self.isSame(kept.payload, record.payload) || kept.digest != record.digest || kept.kind != record.kind
                || !(isStateRight || mayDiffer)
            {
                changed += 1
            }
        }
        // What nobody gave.
        changed += rest.count
    }

    private static func isSame(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        one.count == other.count && memcmp(one, other, one.count) == 0
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
    var seconds = 0.0

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
        seconds += other.seconds
    }

    /// As one line of numbers, and back.
    var line: String { "\(trials) \(failures) \(lostIntact) \(changed) \(rebuilt) \(slowest) \(seconds)" }

    init() {}

    init?(line: [Substring]) {
        let numbers = line.compactMap { Double($0) }
        guard numbers.count == 7, line.count == 7 else { return nil }
        trials = Int(numbers[0])
        failures = Int(numbers[1])
        lostIntact = Int(numbers[2])
        changed = Int(numbers[3])
        rebuilt = Int(numbers[4])
        slowest = numbers[5]
        seconds = numbers[6]
    }

    var text: String {
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
