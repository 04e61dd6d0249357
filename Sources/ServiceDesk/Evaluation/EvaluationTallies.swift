import PublicServices

/// Ratings added up by office, by level and by month, each with what may be shown of it.
struct EvaluationTallies {
    private var byOffice: [RatedOffice: EvaluationTally] = [:]
    private var byMonth: [UsageMonth: EvaluationTally] = [:]

    /// - Parameter counted: the months that count.
    init(_ evaluations: [EvaluationKey: Int], months counted: [UsageMonth]) {
        let counted = Set(counted)
        for (key, count) in evaluations where counted.contains(key.month) {
            byOffice[key.office, default: EvaluationTally()].add(key, count)
            byMonth[key.month, default: EvaluationTally()].add(key, count)
        }
    }

    var all: UsageReport.Group<Void> {
        var tally = EvaluationTally()
        for other in byOffice.values { tally.add(other) }
        let disclosure = SmallNumbers.disclosures([0: tally.ratings])[0] ?? .shown
        return UsageReport.Group(name: (), tally: tally, disclosure: disclosure)
    }

    var offices: [UsageReport.OfficeGroup] {
        groups(byOffice) { "\($0.agency)\u{0}\($0.level?.rawValue ?? "")" }
    }

    var levels: [UsageReport.Group<AdministrativeLevel?>] {
        var tallies: [AdministrativeLevel?: EvaluationTally] = [:]
        for (office, tally) in byOffice { tallies[office.level, default: EvaluationTally()].add(tally) }
        return groups(tallies) { $0?.rawValue ?? "~" }
    }

    var months: [UsageReport.Group<UsageMonth>] {
        groups(byMonth) { "\(100_000 + $0.number)" }.sorted { $0.name < $1.name }
    }

    /// Most ratings first, then by `key`.
    private func groups<Name: Hashable>(
        _ tallies: [Name: EvaluationTally], key: (Name) -> String
    ) -> [UsageReport.Group<Name>] {
        let keys = Dictionary(uniqueKeysWithValues: tallies.keys.map { (key($0), $0) })
        let disclosures = SmallNumbers.disclosures(keys.mapValues { tallies[$0]?.ratings ?? 0 })
        return keys.sorted { left, right in
            let counts = (tallies[left.value]?.ratings ?? 0, tallies[right.value]?.ratings ?? 0)
            return (counts.1, left.key) < (counts.0, right.key)
        }.map { key, name in
            UsageReport.Group(
                name: name, tally: tallies[name] ?? EvaluationTally(), disclosure: disclosures[key] ?? .few)
        }
    }
}

extension EvaluationTally {
    /// Counts what a key of the counters stands for.
    fileprivate mutating func add(_ key: EvaluationKey, _ count: Int) {
        if key.item == EvaluationKey.ratings {
            add(ratings: count)
        } else if let number = Int(key.item), let indicator = EvaluationIndicator(rawValue: number),
            let points = Int(key.mark)
        {
            add(count, points: points, of: indicator)
        } else {
            add(count, of: key.mark, to: key.item)
        }
    }
}
