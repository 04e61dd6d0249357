package import FoundationEssentials

extension WorkingCalendar {
    /// Dossiers received after 15:00 are passed on the next morning (Nghị định 61/2018/NĐ-CP, Điều 18).
    package static let lastMinuteOfReception = 15 * 60

    /// The longest term that is counted, in working days; a longer one is a slip of somebody's data.
    package static let longestTerm = 5_000

    /// The day from which a term counts: the day of reception, or the next working day when the dossier came after
    /// 15:00 or on a day off.
    ///
    /// - Parameters:
    ///   - received: the day on which the dossier came in.
    ///   - minute: minutes since midnight; 15:00 itself is still in time, as slips know no seconds.
    package func firstDay(of received: CalendarDay, receivedAt minute: Int? = nil) -> CalendarDay {
        let isLate = minute.map { $0 > Self.lastMinuteOfReception } ?? false
        return isLate && isWorkingDay(received) ? nextWorkingDay(after: received) : workingDay(onOrAfter: received)
    }

    /// The day on which a term of working days ends; the first day is not counted.
    ///
    /// - Parameters:
    ///   - count: the term in working days, 0 to `longestTerm`; outside it is clamped.
    ///   - received: the day of reception.
    ///   - minute: minutes since midnight; without one the 15:00 rule does not apply.
    ///   - stopped: times in which the agency waited for the citizen; their days do not count.
    package func adding(
        workingDays count: Int,
        to received: CalendarDay,
        receivedAt minute: Int? = nil,
        stopped: [Stoppage] = []
    ) -> CalendarDay {
        var day = firstDay(of: received, receivedAt: minute)
        var left = min(max(count, 0), Self.longestTerm)
        while left > 0 {
            let next = nextWorkingDay(after: day)
            guard next > day else { break }
            day = next
            if !stopped.contains(where: { $0.contains(next) }) { left -= 1 }
        }
        return day
    }

    /// The day on which a term of working days ends for a dossier received at an instant.
    package func adding(workingDays count: Int, toReceiptAt instant: Date, stopped: [Stoppage] = []) -> CalendarDay {
        adding(
            workingDays: count,
            to: VietnamTime.day(of: instant),
            receivedAt: VietnamTime.minuteOfDay(of: instant),
            stopped: stopped
        )
    }
}
