package import PublicServices

/// Where an answer leads, possibly depending on the date.
///
/// In YAML either one id (`next: foreign`) or a list whose first fitting entry is taken:
/// ```yaml
/// next:
///   - {before: 2025-07-01, to: district}
///   - {olderThanDays: 60, to: late}
///   - {to: commune}
/// ```
package struct GuideRoute: Hashable, Sendable {
    /// Tried in order; the last one has no condition in a faultless guide.
    package let branches: [Branch]

    /// One entry of a route; every condition that is given must hold.
    package struct Branch: Hashable, Sendable, Codable {
        /// Id of a question or an outcome.
        package let to: String
        /// Holds while today lies before this day.
        package let before: CalendarDay?
        /// Holds from this day on.
        package let from: CalendarDay?
        /// Holds when the answered day lies more than this many days before today.
        package let olderThanDays: Int?
        /// Holds when at least this many full years have passed since the answered day.
        package let atLeastYears: Int?

        package init(
            to: String, before: CalendarDay? = nil, from: CalendarDay? = nil,
            olderThanDays: Int? = nil, atLeastYears: Int? = nil
        ) {
            self.to = to
            self.before = before
            self.from = from
            self.olderThanDays = olderThanDays
            self.atLeastYears = atLeastYears
        }
    }

    package init(branches: [Branch]) {
        self.branches = branches
    }

    /// A route that leads to `id` on every date.
    package init(to id: String) {
        branches = [Branch(to: id)]
    }

    /// The id this route leads to; `nil` only when no branch fits, which `Guide.faults` reports.
    ///
    /// - Parameter answered: the day the citizen gave, for a question that asks for one.
    package func target(today: CalendarDay, answered: CalendarDay?) -> String? {
        branches.first { $0.fits(today: today, answered: answered) }?.to
    }
}

extension GuideRoute.Branch {
    package var isUnconditional: Bool {
        before == nil && from == nil && !looksAtAnswer
    }

    /// Whether a condition needs the day the citizen answered.
    package var looksAtAnswer: Bool {
        olderThanDays != nil || atLeastYears != nil
    }

    func fits(today: CalendarDay, answered: CalendarDay?) -> Bool {
        if let before, today >= before { return false }
        if let from, today < from { return false }
        guard looksAtAnswer else { return true }
        guard let answered else { return false }
        if let olderThanDays, today.days(since: answered) <= olderThanDays { return false }
        if let atLeastYears, today.fullYears(since: answered) < atLeastYears { return false }
        return true
    }
}

extension GuideRoute: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let id = try? container.decode(String.self) {
            self.init(to: id)
        } else {
            self.init(branches: try container.decode([Branch].self))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if branches.count == 1, branches[0].isUnconditional {
            try container.encode(branches[0].to)
        } else {
            try container.encode(branches)
        }
    }
}

extension CalendarDay {
    /// Full years from `earlier` to this day, as ages are counted.
    ///
    /// Someone born on 29 February is a year older on 1 March.
    package func fullYears(since earlier: CalendarDay) -> Int {
        let hasPassed = (month, day) >= (earlier.month, earlier.day)
        return year - earlier.year - (hasPassed ? 0 : 1)
    }
}
