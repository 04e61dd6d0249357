/// How a dossier stands against its due date, in working days.
package enum Lateness: Hashable, Sendable {
    /// At least one working day is left.
    case notDue(daysLeft: Int)
    case dueToday
    /// Late; a day that has begun counts, so never 0.
    case overdue(days: Int)
    /// The backend gave no due date.
    case unknown
    /// The agency's clock stands still or is done with: it waits for the citizen, or the dossier is finished.
    case stopped
}

/// Says how much of a dossier's time is left.
package struct DossierClock: Sendable {
    /// Tells working days from days off.
    package let calendar: WorkingCalendar

    /// A clock that counts with this calendar.
    package init(calendar: WorkingCalendar) {
        self.calendar = calendar
    }

    /// A lateness and whether it rests on a year without a decision.
    package struct Reading: Hashable, Sendable {
        /// How the dossier stands.
        package var lateness: Lateness
        /// Pages say "ước tính".
        package var isEstimated: Bool

        /// A reading of the clock.
        package init(lateness: Lateness, isEstimated: Bool) {
            self.lateness = lateness
            self.isEstimated = isEstimated
        }
    }

    /// The clock of a full page.
    package func reading(of detail: DossierDetail, today: CalendarDay) -> Reading {
        reading(dueOn: detail.dueOn, state: detail.state, today: today)
    }

    /// The clock of a dossier with this due date in this state; a state nobody knows has no clock.
    ///
    /// A due date on a day off runs until the next working day (Bộ luật Dân sự 91/2015/QH13, Điều 148.5).
    package func reading(dueOn: CalendarDay?, state: DossierState?, today: CalendarDay) -> Reading {
        guard state?.stopsTheClock != true else { return Reading(lateness: .stopped, isEstimated: false) }
        guard state != nil, let dueOn else { return Reading(lateness: .unknown, isEstimated: false) }
        let due = calendar.workingDay(onOrAfter: dueOn)
        guard due != today else {
            return Reading(lateness: .dueToday, isEstimated: due != dueOn && calendar.isEstimated(from: dueOn, to: due))
        }
        let left = calendar.workingDays(from: today, to: due)
        let lateness: Lateness = today < due ? .notDue(daysLeft: left) : .overdue(days: max(1, -left))
        return Reading(lateness: lateness, isEstimated: calendar.isEstimated(from: today, to: due))
    }
}
