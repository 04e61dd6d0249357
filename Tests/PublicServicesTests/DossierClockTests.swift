import Testing

@testable import PublicServices

struct DossierClockTests {
    private let clock: DossierClock

    init() throws { clock = DossierClock(calendar: try HolidayFile.calendar()) }

    private func reading(_ due: String, _ today: String, _ state: DossierState = .processing) throws
        -> DossierClock.Reading
    {
        clock.reading(dueOn: try day(due), state: state, today: try day(today))
    }

    @Test(arguments: [
        ("2024-03-11", "2024-03-04", Lateness.notDue(daysLeft: 5)), ("2024-03-11", "2024-03-08", .notDue(daysLeft: 1)),
        ("2024-03-11", "2024-03-10", .notDue(daysLeft: 1)), ("2024-03-11", "2024-03-11", .dueToday),
        ("2024-03-11", "2024-03-12", .overdue(days: 1)), ("2024-03-11", "2024-03-18", .overdue(days: 5)),
        // Due on the eve of Tết 2026, which lasts until 22 February.
        ("2026-02-13", "2026-02-16", .overdue(days: 1)), ("2026-02-13", "2026-02-24", .overdue(days: 2)),
        // Due in Tết: until the first working day after it.
        ("2026-02-17", "2026-02-13", .notDue(daysLeft: 1)), ("2026-02-17", "2026-02-20", .notDue(daysLeft: 1)),
        ("2026-02-17", "2026-02-23", .dueToday), ("2026-02-17", "2026-02-24", .overdue(days: 1)),
        // Saturday 4 May 2024 was worked.
        ("2024-05-04", "2024-05-04", .dueToday), ("2024-05-06", "2024-05-03", .notDue(daysLeft: 2)),
        ("2024-05-03", "2024-05-04", .overdue(days: 1)),
    ])
    func `the time left is counted in working days`(due: String, today: String, lateness: Lateness) throws {
        let reading = try reading(due, today)
        #expect(reading.lateness == lateness)
        #expect(!reading.isEstimated)
    }

    @Test(arguments: DossierState.allCases)
    func `the clock stands still for the citizen and after the end`(state: DossierState) throws {
        let runs: Set<DossierState> = [.registered, .received, .processing]
        let expected: Lateness = runs.contains(state) ? .overdue(days: 5) : .stopped
        #expect(try reading("2024-03-11", "2024-03-18", state).lateness == expected)
    }

    @Test func `without a due date nothing is said`() throws {
        let today = try day("2024-03-11")
        let reading = clock.reading(of: DossierDetail(state: .processing, procedureName: "", agency: ""), today: today)
        #expect(reading == DossierClock.Reading(lateness: .unknown, isEstimated: false))
    }

    @Test func `a full page is read`() throws {
        var detail = DossierDetail(state: .received, procedureName: "", agency: "")
        detail.dueOn = try day("2024-03-11")
        #expect(clock.reading(of: detail, today: try day("2024-03-11")).lateness == .dueToday)
    }

    @Test func `a year without a decision is an estimate`() throws {
        #expect(try reading("2027-01-08", "2026-12-28") == .init(lateness: .notDue(daysLeft: 8), isEstimated: true))
        #expect(try reading("2027-03-08", "2027-03-08") == .init(lateness: .dueToday, isEstimated: false))
        #expect(try reading("2027-03-07", "2027-03-08") == .init(lateness: .dueToday, isEstimated: true))
        #expect(try reading("2026-11-26", "2026-11-20").isEstimated)
    }
}
