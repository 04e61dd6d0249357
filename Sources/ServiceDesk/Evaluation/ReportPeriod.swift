package import PublicServices

/// The days a report is about, both included.
package struct ReportPeriod: Hashable, Codable, Sendable {
    /// From this many days on months are told, not days.
    private static let daysTold = 62

    package let first: CalendarDay
    package let last: CalendarDay

    /// A period; `nil` when it ends before it begins.
    package init?(first: CalendarDay, last: CalendarDay) {
        guard first <= last else { return nil }
        (self.first, self.last) = (first, last)
    }

    /// The month of a day, from its first day to that day.
    package init(monthOf day: CalendarDay) {
        first = day.adding(days: 1 - day.day)
        last = day
    }

    /// The months that it touches.
    package var months: [UsageMonth] {
        (UsageMonth(first).number...UsageMonth(last).number).map(UsageMonth.init(number:))
    }

    /// The days, in order.
    package var days: [CalendarDay] { (first.number...last.number).map(CalendarDay.init(number:)) }

    /// Whether it is short enough to tell each day.
    package var isToldByDays: Bool { last.number - first.number < Self.daysTold }

    /// Whether it is made of whole months; ratings and words are counted by whole months only.
    package var isWholeMonths: Bool { first.day == 1 && last.adding(days: 1).day == 1 }

    /// The days of both together.
    package func joined(with other: ReportPeriod) -> ReportPeriod {
        ReportPeriod(first: min(first, other.first), last: max(last, other.last)) ?? self
    }

    /// Whether a day is in both.
    package func overlaps(_ other: ReportPeriod) -> Bool { first <= other.last && other.first <= last }
}
