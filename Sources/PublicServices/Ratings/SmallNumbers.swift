/// Keeps a person from being told by a table: groups with few ratings show no figures.
///
/// Who rated what is confidential (Nghị định 61/2018/NĐ-CP, Điều 27.3). A group below the limit is `few`. When so few
/// are hidden that the rest, taken from the total, would tell them, the smallest other group is `withheld` too.
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
        _ ratings: [Group: Int]
    ) -> [Group: Disclosure] {
        var result = ratings.mapValues { (1..<least).contains($0) ? Disclosure.few : .shown }
        let hidden = ratings.values.filter { $0 < least }.reduce(0, +)
        guard (1..<least).contains(hidden) else { return result }
        let smallest = ratings.filter { $0.value >= least }.min { ($0.value, $0.key) < ($1.value, $1.key) }
        if let smallest { result[smallest.key] = .withheld }
        return result
    }
}
