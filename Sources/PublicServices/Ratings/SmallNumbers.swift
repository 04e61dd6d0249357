/// Keeps a person from being told by a table: groups with few ratings show no figures.
///
/// Who rated what is confidential (Nghị định 61/2018/NĐ-CP, Điều 27.3). A group below the limit is `few`. When so few
/// are hidden that the rest, taken from a sum that is shown, would tell them, the smallest other group is `withheld` too.
package enum SmallNumbers {
    /// Fewest ratings that are shown.
    package static let least = 3

    /// What may be shown of a group.
    package enum Disclosure: Equatable, Sendable {
        case shown
        /// Fewer than `least`.
        case few
        /// Enough by itself, but with it the few could be worked out.
        case withheld
    }

    /// What may be shown of each of some groups that together make a total which is shown.
    package static func disclosures<Group: Hashable & Comparable>(
        _ ratings: [Group: Int], hiding hidden: Set<Group> = []
    ) -> [Group: Disclosure] {
        disclosures(ratings.mapValues { [0: $0] }, hiding: hidden)
    }

    /// What may be shown of each of some groups whose ratings lie in parts, when the sum of each part is shown.
    ///
    /// Who takes everything that is shown from a part is left with nothing or with `least` ratings at least, even when
    /// they know how the groups shown are spread over the parts.
    ///
    /// - Parameter hidden: groups of which nothing is shown whatever they have.
    package static func disclosures<Group: Hashable & Comparable, Part: Hashable & Comparable>(
        _ ratings: [Group: [Part: Int]], hiding hidden: Set<Group> = []
    ) -> [Group: Disclosure] {
        let sums = ratings.mapValues { $0.values.reduce(0, +) }
        var result: [Group: Disclosure] = [:]
        for (group, sum) in sums {
            result[group] = (1..<least).contains(sum) ? .few : hidden.contains(group) ? .withheld : .shown
        }
        while let group = next(ratings, sums, shown: result) { result[group] = .withheld }
        return result
    }

    /// The smallest group that has to be withheld with those hidden so far; `nil` when enough are.
    private static func next<Group: Hashable & Comparable, Part: Hashable & Comparable>(
        _ ratings: [Group: [Part: Int]], _ sums: [Group: Int], shown result: [Group: Disclosure]
    ) -> Group? {
        for part in Set(ratings.values.flatMap(\.keys)).sorted() {
            let rest = ratings.reduce(0) { $0 + (result[$1.key] == .shown ? 0 : $1.value[part] ?? 0) }
            guard (1..<least).contains(rest) else { continue }
            let others = ratings.filter { result[$0.key] == .shown && $0.value[part] ?? 0 > 0 }.keys
            if let smallest = others.min(by: { (sums[$0] ?? 0, $0) < (sums[$1] ?? 0, $1) }) { return smallest }
        }
        return nil
    }
}
