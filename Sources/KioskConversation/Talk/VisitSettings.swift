package import ProcedureFinder
package import PublicServices

/// What an operator may set about a visit.
package struct VisitSettings: Sendable {
    /// Name of the province in capitals, for the first page.
    package var province: String
    /// How long nobody may press a key; 60 to 600 s.
    package var idleAfter: Duration
    /// How long the question "are you still there" waits.
    package var graceFor: Duration
    /// Names of organisations by their code, for reading a dossier code back.
    package var organisations: [String: String]
    /// Tells working days from days off; one without years makes every count "ước tính".
    package var calendar: WorkingCalendar
    /// Guided questions, in the order in which they are offered; without any the choice is not there.
    ///
    /// Read when the find page first needs them, so that the first page does not wait.
    package var guides: @Sendable () -> [Guide]
    /// Codes that the practice backend knows, shown as examples; empty with a real backend.
    package var practiceDossiers: [String]
    package var practicePayments: [String]

    /// A line above every page: what a trainee is to do.
    package var banner: String?

    /// The province's messages for this place.
    package var notices: NoticeBoard?

    /// What stands beside the screen; without any of it nothing is offered.
    package var devices = VisitDevices()

    package init(province: String, organisations: [String: String] = [:]) {
        self.province = province
        self.organisations = organisations
        idleAfter = .seconds(120)
        graceFor = .seconds(30)
        calendar = WorkingCalendar()
        guides = { [] }
        practiceDossiers = []
        practicePayments = []
    }
}
