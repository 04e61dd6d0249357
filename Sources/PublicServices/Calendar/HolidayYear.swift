/// The public holidays of one year, as data (`kiosk-config/holidays.yaml`).
///
/// Bộ luật Lao động 45/2019/QH14, Điều 112: the Prime Minister decides each year which days Tết and the second day of
/// Quốc khánh are, and may swap a working day with a Saturday. So every year names the decisions it comes from.
package struct HolidayYear: Hashable, Sendable {
    /// The calendar year.
    package var year: Int
    /// Number and date of each decision or notice.
    package var decisions: [String]
    /// Public holidays, days in lieu and days given off for a worked Saturday.
    package var daysOff: [DaysOff]
    /// Saturdays or Sundays on which offices work.
    package var workedDays: [WorkedDay]
    /// Days about which a decision may exist that the file does not know; what spans one is an estimate.
    package var openDays: [OpenDay]
    /// No decision is known for the year; its days are a guess by the law.
    package var isEstimated: Bool

    /// A year; every list may be empty.
    package init(
        year: Int,
        decisions: [String] = [],
        daysOff: [DaysOff] = [],
        workedDays: [WorkedDay] = [],
        openDays: [OpenDay] = [],
        isEstimated: Bool = false
    ) {
        self.year = year
        self.decisions = decisions
        self.daysOff = daysOff
        self.workedDays = workedDays
        self.openDays = openDays
        self.isEstimated = isEstimated
    }

    /// One or more days in a row on which offices are closed, weekends among them included.
    package struct DaysOff: Hashable, Sendable {
        /// The first day.
        package var from: CalendarDay
        /// The last day; the same as `from` for a single day.
        package var until: CalendarDay
        /// What the days are, in words.
        package var name: String

        /// A run of days; without `until` a single one.
        package init(from: CalendarDay, until: CalendarDay? = nil, name: String) {
            self.from = from
            self.until = until ?? from
            self.name = name
        }
    }

    /// A rest day on which offices work.
    package struct WorkedDay: Hashable, Codable, Sendable {
        /// The rest day that is worked.
        package var day: CalendarDay
        /// The working day that was given off for it.
        package var insteadOf: CalendarDay

        /// A swap of two days.
        package init(day: CalendarDay, insteadOf: CalendarDay) {
            self.day = day
            self.insteadOf = insteadOf
        }
    }

    /// A day that may or may not be a working day.
    package struct OpenDay: Hashable, Codable, Sendable {
        /// The day in question.
        package var day: CalendarDay
        /// Why it is not certain, for an operator.
        package var reason: String

        /// A day and why it is not certain.
        package init(day: CalendarDay, reason: String) {
            self.day = day
            self.reason = reason
        }
    }

    /// What is wrong with the year, in words for an operator; empty when it can be used.
    package func faults(weeklyRestDays: Set<Int> = WorkingCalendar.saturdayAndSunday) -> [String] {
        var faults: [String] = []
        if decisions.isEmpty, !isEstimated { faults.append("\(year): no decision is named and it is not estimated") }
        let days = daysOff.flatMap { [$0.from, $0.until] } + workedDays.map(\.day) + openDays.map(\.day)
        faults += days.filter { $0.year != year }.map { "\(year): \($0) is a day of another year" }
        faults += daysOff.filter { $0.until < $0.from }.map { "\(year): \($0.name) ends before it begins" }
        for worked in workedDays {
            if !weeklyRestDays.contains(worked.day.weekday) { faults.append("\(year): \(worked.day) is no rest day") }
            if !daysOff.contains(where: { $0.from <= worked.insteadOf && worked.insteadOf <= $0.until }) {
                faults.append("\(year): \(worked.insteadOf) is worked on \(worked.day) but is no day off")
            }
        }
        return faults
    }
}

extension HolidayYear: Codable {
    private enum CodingKeys: String, CodingKey {
        case year, decisions, daysOff, workedDays, openDays
        case isEstimated = "estimated"
    }

    /// Reads a year; every list may be missing.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        year = try values.decode(Int.self, forKey: .year)
        decisions = try values.decodeIfPresent([String].self, forKey: .decisions) ?? []
        daysOff = try values.decodeIfPresent([DaysOff].self, forKey: .daysOff) ?? []
        workedDays = try values.decodeIfPresent([WorkedDay].self, forKey: .workedDays) ?? []
        openDays = try values.decodeIfPresent([OpenDay].self, forKey: .openDays) ?? []
        isEstimated = try values.decodeIfPresent(Bool.self, forKey: .isEstimated) ?? false
    }
}

extension HolidayYear.DaysOff: Codable {
    private enum CodingKeys: String, CodingKey {
        case from, until, name
    }

    /// Reads a run of days; without `until` it is a single day.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            from: try values.decode(CalendarDay.self, forKey: .from),
            until: try values.decodeIfPresent(CalendarDay.self, forKey: .until),
            name: try values.decode(String.self, forKey: .name)
        )
    }
}
