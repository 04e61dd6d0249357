/// The days on which the province's offices work: weekends, public holidays, Tết and swapped Saturdays.
///
/// Pure arithmetic over the years of `kiosk-config/holidays.yaml`. A year that the file does not hold gets weekends and
/// the holidays that the law fixes to a date, and `isEstimated(for:)` says so.
package struct WorkingCalendar: Hashable, Sendable {
    /// Offices rest on Saturday and Sunday (ISO weekdays 6 and 7).
    package static let saturdayAndSunday: Set<Int> = [6, 7]
    /// ISO weekdays on which offices rest; when all seven are given, Saturday and Sunday stand.
    package let weeklyRestDays: Set<Int>
    /// The years that are known, the earliest first.
    package let years: [HolidayYear]

    /// Day numbers off that would be worked by the week alone.
    private let closed: Set<Int>
    /// Day numbers worked that would be rest days by the week alone.
    private let opened: Set<Int>
    private let known: Set<Int>

    /// A calendar of these years; without any, everything is an estimate.
    package init(years: [HolidayYear] = [], weeklyRestDays: Set<Int> = saturdayAndSunday) {
        let rests = weeklyRestDays.intersection(1...7)
        let restDays = rests.count < 7 ? rests : Self.saturdayAndSunday
        let offices = years.sorted { $0.year < $1.year }
        let isRest = { (number: Int) in restDays.contains(CalendarDay(number: number).weekday) }
        let opened = Set(offices.flatMap(\.workedDays).map(\.day.number).filter(isRest))
        let off = offices.flatMap(\.daysOff).filter { $0.from <= $0.until && $0.until.days(since: $0.from) <= 366 }
        self.weeklyRestDays = restDays
        self.years = offices
        self.opened = opened
        closed = Set(off.flatMap { $0.from.number...$0.until.number }.filter { !isRest($0) })
        known = Set(offices.map(\.year))
    }

    /// Whether offices work on a day.
    package func isWorkingDay(_ day: CalendarDay) -> Bool {
        if opened.contains(day.number) { return true }
        guard !weeklyRestDays.contains(day.weekday), !closed.contains(day.number) else { return false }
        return known.contains(day.year) || !FixedHolidays.days(of: day.year).contains(day)
    }

    /// The first working day after a day.
    package func nextWorkingDay(after day: CalendarDay) -> CalendarDay {
        var next = day.adding(days: 1)
        // The last day of the calendar, 31 December 9999, has no day after it.
        while !isWorkingDay(next), next.adding(days: 1) > next { next = next.adding(days: 1) }
        return next
    }

    /// The day itself when offices work on it, otherwise the first working day after it.
    ///
    /// Bộ luật Dân sự 91/2015/QH13, Điều 148.5: a term that would end on a day off ends on the next working day.
    package func workingDay(onOrAfter day: CalendarDay) -> CalendarDay {
        isWorkingDay(day) ? day : nextWorkingDay(after: day)
    }

    /// Working days after `from` up to and with `to`, without those in `stopped`; negative when `to` is earlier.
    ///
    /// The first day does not count (Bộ luật Dân sự 91/2015/QH13, Điều 147.2). Takes no time however far apart the days.
    package func workingDays(from: CalendarDay, to: CalendarDay, stopped: [Stoppage] = []) -> Int {
        guard from <= to else { return -workingDays(from: to, to: from, stopped: stopped) }
        let span = Span(after: from.number, through: to.number)
        return Stoppage.merged(stopped).reduce(workingDays(in: span)) { count, pause in
            count - (pause.overlap(with: span).map { workingDays(in: $0) } ?? 0)
        }
    }

    /// Whether a year is missing or marked as estimated: pages say "ước tính".
    package func isEstimated(for year: Int) -> Bool {
        guard known.contains(year) else { return true }
        return years.contains { $0.year == year && $0.isEstimated }
    }

    /// Whether a count between two days touches an estimated year or a day about which a decision may be missing.
    package func isEstimated(from: CalendarDay, to: CalendarDay) -> Bool {
        let (first, last) = from <= to ? (from, to) : (to, from)
        guard !(first.year...last.year).contains(where: isEstimated(for:)) else { return true }
        return years.flatMap(\.openDays).contains { first <= $0.day && $0.day <= last }
    }

    /// What is wrong with the calendar, in words for an operator; empty when it can be used.
    package var faults: [String] {
        let twice = Dictionary(grouping: years, by: \.year).filter { $0.value.count > 1 }.keys.sorted()
        return years.flatMap { $0.faults(weeklyRestDays: weeklyRestDays) }
            + twice.map { "\($0): the year stands twice" }
    }
}

extension WorkingCalendar {
    /// Counts in constant time: whole weeks, the days left over, then the exceptions.
    private func workingDays(in span: Span) -> Int {
        let length = span.through - span.after
        let weeks = length / 7
        let rest = (span.after + weeks * 7 + 1..<span.through + 1)
            .count { !weeklyRestDays.contains(CalendarDay(number: $0).weekday) }
        let regular = weeks * (7 - weeklyRestDays.count) + rest
        let exceptions = opened.count(where: span.contains) - closed.count(where: span.contains)
        return regular + exceptions - fixedDaysOff(in: span)
    }

    private func fixedDaysOff(in span: Span) -> Int {
        let first = CalendarDay(number: span.after).year
        let last = CalendarDay(number: span.through).year
        return (first...last).filter { !known.contains($0) }.flatMap(FixedHolidays.days)
            .count { span.contains($0.number) && !weeklyRestDays.contains($0.weekday) }
    }
}

extension WorkingCalendar: Codable {
    private enum CodingKeys: String, CodingKey {
        case years, weeklyRestDays
    }

    /// Reads `years` and, when they are not Saturday and Sunday, `weeklyRestDays` (1 is Monday).
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            years: try values.decode([HolidayYear].self, forKey: .years),
            weeklyRestDays: try values.decodeIfPresent(Set<Int>.self, forKey: .weeklyRestDays)
                ?? Self.saturdayAndSunday
        )
    }

    /// Writes the form that it reads.
    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(years, forKey: .years)
        guard weeklyRestDays != Self.saturdayAndSunday else { return }
        try values.encode(weeklyRestDays.sorted(), forKey: .weeklyRestDays)
    }
}
