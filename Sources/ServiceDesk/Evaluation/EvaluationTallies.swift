import PublicServices
import VietnameseText

/// Ratings added up by office, by level and by month, each with what may be shown of it.
struct EvaluationTallies {
    /// Offices by what tells them apart, with the levels of the procedures that were rated there.
    private var byOffice: [String: [String: EvaluationTally]] = [:]
    private var byLevel: [AdministrativeLevel?: EvaluationTally] = [:]
    private var byMonth: [UsageMonth: EvaluationTally] = [:]
    private let names: OfficeNames

    /// - Parameter counted: the months that count.
    init(_ evaluations: [EvaluationKey: Int], months counted: [UsageMonth]) {
        let counted = Set(counted)
        let evaluations = evaluations.filter { counted.contains($0.key.month) }
        names = OfficeNames(evaluations)
        for (key, count) in evaluations {
            let level = Self.key(key.office.level)
            byOffice[names.key(key.office), default: [:]][level, default: EvaluationTally()].add(key, count)
            byLevel[key.office.level, default: EvaluationTally()].add(key, count)
            byMonth[key.month, default: EvaluationTally()].add(key, count)
        }
    }

    var all: UsageReport.Group<Void> {
        let tally = Self.sum(byLevel.values)
        let disclosure = SmallNumbers.disclosures([0: tally.ratings])[0] ?? .shown
        return UsageReport.Group(name: (), tally: tally, disclosure: disclosure)
    }

    /// Most ratings first; neither the total, nor a level, nor an indicator over all offices tells what is hidden.
    var offices: [UsageReport.OfficeGroup] {
        let disclosures = SmallNumbers.disclosures(counts(\.ratings))
        let hidden = Set(disclosures.filter { $0.value != .shown }.keys)
        let satisfaction = SmallNumbers.disclosures(counts(\.satisfactionAnswers), hiding: hidden)
        let indicators = EvaluationIndicator.allCases.filter(\.isRatedByCitizens).map { indicator in
            // Indicators are told by office and over all of them, not by level.
            (
                indicator,
                SmallNumbers.disclosures(byOffice.mapValues { Self.sum($0.values).answered(indicator) }, hiding: hidden)
            )
        }
        return byOffice.map { key, levels in
            UsageReport.OfficeGroup(
                name: names.office(key), tally: Self.sum(levels.values), disclosure: disclosures[key] ?? .few,
                showsSatisfaction: satisfaction[key] == .shown,
                shownIndicators: Set(indicators.filter { $0.1[key] == .shown }.map(\.0)))
        }.sorted { ($1.tally.ratings, $0.name.order) < ($0.tally.ratings, $1.name.order) }
    }

    var levels: [UsageReport.Group<AdministrativeLevel?>] { groups(byLevel, key: Self.key) }

    var months: [UsageReport.Group<UsageMonth>] {
        groups(byMonth) { "\(100_000 + $0.number)" }.sorted { $0.name < $1.name }
    }

    /// A number of each office by level; levels that are not shown are one part, for their sum can be worked out.
    private func counts(_ count: (EvaluationTally) -> Int) -> [String: [String: Int]] {
        let shown = Set(levels.filter { $0.disclosure == .shown }.map { Self.key($0.name) })
        return byOffice.mapValues { levels in
            Dictionary(levels.map { (shown.contains($0.key) ? $0.key : "", count($0.value)) }, uniquingKeysWith: +)
        }
    }

    private static func key(_ level: AdministrativeLevel?) -> String { level?.rawValue ?? "~" }

    private static func sum(_ tallies: some Sequence<EvaluationTally>) -> EvaluationTally {
        tallies.reduce(into: EvaluationTally()) { $0.add($1) }
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

/// What an office is called, and what tells it from others: the code of its organisation, else its name.
private struct OfficeNames {
    private var labels: [String: String] = [:]
    /// The only organisation of a name, for ratings that were counted by the name.
    private var organisations: [String: String] = [:]

    init(_ evaluations: [EvaluationKey: Int]) {
        var ratings: [String: [String: Int]] = [:]
        for (key, count) in evaluations {
            guard let organisation = key.office.organisation else { continue }
            ratings[organisation, default: [:]][key.office.agency, default: 0] += count
        }
        for (organisation, names) in ratings {
            labels[organisation] = names.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
        }
        for (folded, same) in Dictionary(grouping: labels.keys, by: { Fold.foldedString(labels[$0] ?? "") })
        where same.count == 1 && !folded.isEmpty {
            organisations[folded] = same[0]
        }
    }

    func key(_ office: RatedOffice) -> String {
        if let organisation = office.organisation { return "o" + organisation }
        let organisation = organisations[Fold.foldedString(office.agency)]
        return organisation.map { "o" + $0 } ?? "a" + office.agency
    }

    /// The office of a key, without a level.
    func office(_ key: String) -> RatedOffice {
        let name = String(key.dropFirst())
        guard key.hasPrefix("o") else { return RatedOffice(agency: name) }
        return RatedOffice(organisation: name, agency: labels[name] ?? name)
    }
}

extension RatedOffice {
    fileprivate var order: String { "\(agency)\u{0}\(organisation ?? "")" }
}

extension EvaluationTally {
    /// Counts what a key of the counters stands for.
    fileprivate mutating func add(_ key: EvaluationKey, _ count: Int) {
        if key.item == EvaluationKey.ratings {
            add(ratings: count)
        } else if let number = Int(key.item), let indicator = EvaluationIndicator(rawValue: number),
            let points = Int(key.mark), (0...EvaluationIndicator.mostPoints).contains(points)
        {
            add(count, points: points, of: indicator)
        } else {
            add(count, of: key.mark, to: key.item)
        }
    }

    /// Ratings that answered the overall question.
    fileprivate var satisfactionAnswers: Int { Satisfaction.allCases.reduce(0) { $0 + count($1) } }
}
