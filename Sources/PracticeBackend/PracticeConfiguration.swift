package import FoundationEssentials
package import Logging
package import PublicServices

/// How a practice backend is set up.
///
/// Every value has a default that suits a demonstration.
package struct PracticeConfiguration: Sendable {
    /// Where the catalogue comes from.
    package enum Catalogue: Sendable {
        case procedures([Procedure])
        /// Files with one `Procedure` a line, the form of `kiosk-config/catalogue`.
        case files([String])
    }

    /// Address to listen on; anything but loopback is for training rooms.
    package var host = "127.0.0.1"
    /// Port to listen on; 0 takes a free one.
    package var port = 0
    /// SQLite file of the state; `nil` keeps it in a file without a name, and nothing stays however it ends.
    package var databasePath: String?
    package var catalogue: Catalogue
    /// The survey offered; the province's own is in `kiosk-config/survey.yaml`.
    package var survey: Survey = SampleSurvey.survey
    /// Messages for the welcome page; `nil` offers one that says that the data are samples.
    package var notices: [Notice]?
    package var faults: [Fault] = []
    /// When set, every request but `/v1/health` must carry it as a bearer token.
    package var bearerToken: String?
    package var limits = LookupLimits()
    package var logger = Logger(label: "practice-backend") { _ in SwiftLogNoOpLogHandler() }
    /// The clock; sample dates are relative to it.
    package var now: @Sendable () -> Date = { Date() }
    /// Waits for the fault `slow`; real time unless a test brings its own.
    package var sleep: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }

    package init(catalogue: Catalogue) {
        self.catalogue = catalogue
    }
}

/// How many look-ups may find nothing before the backend stops answering (research/security.md §4.4).
package struct LookupLimits: Equatable, Sendable {
    /// Wrong second factors for one code in 24 hours; then a full page is refused until they are older.
    package var perCode = 5
    /// Refused look-ups of everybody together in one hour; then everything is refused.
    package var perHour = 1000

    package init() {}
}
