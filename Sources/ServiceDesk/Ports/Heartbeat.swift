/// What a kiosk tells its province about itself; nothing about a person, a visit or an answer.
package struct Heartbeat: Equatable, Sendable {
    /// How long ago the last visit ended, in coarse classes.
    package enum LastVisit: String, CaseIterable, Sendable {
        case withinHour
        case withinDay
        case withinWeek
        case longAgo
        case never

        /// The class of an age in seconds; `nil` when there was no visit.
        ///
        /// An age below zero, after the clock was set back, says nothing and counts as the youngest.
        package init(age: Double?) {
            self =
                switch age {
                case nil: .never
                case .some(..<3600): .withinHour
                case .some(..<86_400): .withinDay
                case .some(..<604_800): .withinWeek
                case .some: .longAgo
                }
        }
    }

    /// The kiosk's name in ratings and reports.
    package var kiosk: String
    /// Version of the program.
    package var version: String
    /// Version of the catalogue in use; `nil` for one that came from a file.
    package var catalogueVersion: String?
    /// Records that wait to be sent.
    package var waiting: Int
    /// Records that an operator has to look at.
    package var parked: Int
    package var lastVisit: LastVisit
    /// Since the machine was started.
    package var uptimeSeconds: Int

    package init(kiosk: String, version: String, lastVisit: LastVisit, uptimeSeconds: Int) {
        self.kiosk = kiosk
        self.version = version
        self.lastVisit = lastVisit
        self.uptimeSeconds = uptimeSeconds
        waiting = 0
        parked = 0
    }
}
