import FoundationEssentials
import Testing

@testable import PublicServices

struct WorkingCalendarTests {
    private let calendar: WorkingCalendar

    init() throws { calendar = try HolidayFile.calendar() }

    /// Weekdays on which civil servants do not work and Saturdays on which they do, month/day, by year.
    static let weekdaysOff: [(year: Int, off: String, worked: String)] = [
        (2021, "1/1 2/10 2/11 2/12 2/15 2/16 4/21 4/30 5/3 9/2 9/3", ""),
        (2022, "1/3 1/31 2/1 2/2 2/3 2/4 4/11 5/2 5/3 9/1 9/2", ""),
        (2023, "1/2 1/20 1/23 1/24 1/25 1/26 5/1 5/2 5/3 9/1 9/4", ""),
        (2024, "1/1 2/8 2/9 2/12 2/13 2/14 4/18 4/29 4/30 5/1 9/2 9/3", "5/4"),
        (2025, "1/1 1/27 1/28 1/29 1/30 1/31 4/7 4/30 5/1 5/2 9/1 9/2", "4/26"),
        (2026, "1/1 1/2 2/16 2/17 2/18 2/19 2/20 4/27 4/30 5/1 8/31 9/1 9/2 11/24", "1/10 8/22"),
    ]

    @Test(arguments: weekdaysOff)
    func `a year of the file has exactly the days of its notices`(year: Int, off: String, worked: String) throws {
        var found: (off: [String], worked: [String]) = ([], [])
        var current = try #require(CalendarDay(year: year, month: 1, day: 1))
        while current.year == year {
            let name = "\(current.month)/\(current.day)"
            if current.weekday <= 5, !calendar.isWorkingDay(current) { found.off.append(name) }
            if current.weekday > 5, calendar.isWorkingDay(current) { found.worked.append(name) }
            current = current.adding(days: 1)
        }
        #expect(found.off.joined(separator: " ") == off)
        #expect(found.worked.joined(separator: " ") == worked)
    }

    @Test(arguments: dueCases)
    func `a term ends on the right day`(item: DueCase) throws {
        let received = try day(item.received)
        let due = calendar.adding(workingDays: item.term, to: received, receivedAt: item.minute)
        #expect(due == (try day(item.due)))
        let instant = VietnamTime.instant(of: received, hour: item.minute / 60, minute: item.minute % 60)
        #expect(calendar.adding(workingDays: item.term, toReceiptAt: instant) == due)
    }

    @Test(arguments: spanCases)
    func `working days between two days are counted`(item: SpanCase) throws {
        #expect(calendar.workingDays(from: try day(item.from), to: try day(item.to)) == item.count)
        #expect(calendar.workingDays(from: try day(item.to), to: try day(item.from)) == -item.count)
    }

    @Test func `there are at least sixty cases`() {
        #expect(dueCases.count + spanCases.count >= 60)
        #expect(Set(dueCases.map { $0.received.prefix(4) }).count == 6)
    }

    @Test func `counting at once is counting day by day`() throws {
        var random = Seeded(5)
        let first = try day("2019-12-01").number
        for _ in 0..<400 {
            let from = CalendarDay(number: first + Int.random(in: 0..<3000, using: &random))
            let to = from.adding(days: Int.random(in: 0..<200, using: &random))
            let expected = (from.number..<to.number).count { calendar.isWorkingDay(CalendarDay(number: $0 + 1)) }
            #expect(calendar.workingDays(from: from, to: to) == expected, "\(from) \(to)")
        }
    }

    @Test func `a term and the count back agree`() throws {
        var random = Seeded(6)
        let first = try day("2021-01-04").number
        for _ in 0..<400 {
            let received = CalendarDay(number: first + Int.random(in: 0..<2000, using: &random))
            let term = Int.random(in: 0..<60, using: &random)
            let start = calendar.firstDay(of: received)
            let due = calendar.adding(workingDays: term, to: received)
            #expect(calendar.workingDays(from: start, to: due) == term)
            #expect(calendar.isWorkingDay(due))
        }
    }

    @Test func `the first day follows the 15 o'clock rule`() throws {
        #expect(calendar.firstDay(of: try day("2026-11-20"), receivedAt: 900) == (try day("2026-11-20")))
        #expect(calendar.firstDay(of: try day("2026-11-20"), receivedAt: 901) == (try day("2026-11-23")))
        #expect(calendar.firstDay(of: try day("2026-11-21"), receivedAt: 901) == (try day("2026-11-23")))
        #expect(calendar.firstDay(of: try day("2026-11-24")) == (try day("2026-11-25")))
    }

    @Test func `days in which the agency waits do not count`() throws {
        let asked = Stoppage(askedOn: try day("2024-03-06"), answeredOn: try day("2024-03-12"))
        let received = try day("2024-03-04")
        #expect(calendar.adding(workingDays: 5, to: received) == (try day("2024-03-11")))
        #expect(calendar.adding(workingDays: 5, to: received, stopped: [asked]) == (try day("2024-03-15")))
        let until = try day("2024-03-15")
        #expect(calendar.workingDays(from: received, to: until) == 9)
        #expect(calendar.workingDays(from: received, to: until, stopped: [asked]) == 5)
    }

    @Test func `stoppages that overlap are taken off once`() throws {
        let received = try day("2024-03-04")
        let stopped = [
            Stoppage(askedOn: try day("2024-03-08"), answeredOn: try day("2024-03-12")),
            Stoppage(askedOn: try day("2024-03-06"), answeredOn: try day("2024-03-11")),
            Stoppage(askedOn: try day("2024-03-20"), answeredOn: try day("2024-03-19")),
        ]
        #expect(calendar.workingDays(from: received, to: try day("2024-03-15"), stopped: stopped) == 5)
        #expect(calendar.adding(workingDays: 5, to: received, stopped: stopped) == (try day("2024-03-15")))
        #expect(stopped[0].contains(try day("2024-03-12")))
        #expect(!stopped[0].contains(try day("2024-03-08")))
    }

    @Test func `random stoppages agree with the term they lengthen`() throws {
        var random = Seeded(7)
        let first = try day("2021-01-04").number
        for _ in 0..<300 {
            let received = CalendarDay(number: first + Int.random(in: 0..<1800, using: &random))
            let start = calendar.firstDay(of: received)
            let stopped = (0..<Int.random(in: 0..<4, using: &random)).map { _ in
                let asked = start.adding(days: Int.random(in: 0..<40, using: &random))
                return Stoppage(askedOn: asked, answeredOn: asked.adding(days: Int.random(in: 0..<30, using: &random)))
            }
            let term = Int.random(in: 1..<30, using: &random)
            let due = calendar.adding(workingDays: term, to: received, stopped: stopped)
            #expect(calendar.workingDays(from: start, to: due, stopped: stopped) == term)
        }
    }

    @Test func `a term outside all sense is clamped`() throws {
        let received = try day("2024-03-04")
        #expect(calendar.adding(workingDays: -5, to: received) == received)
        #expect(
            calendar.adding(workingDays: .max, to: received)
                == calendar.adding(workingDays: WorkingCalendar.longestTerm, to: received)
        )
        let last = try day("9999-12-31")
        #expect(calendar.adding(workingDays: 10, to: last) == last)
        #expect(calendar.workingDays(from: try day("0001-01-01"), to: last) > 2_500_000)
    }

    @Test func `the next working day skips Tết`() throws {
        #expect(calendar.nextWorkingDay(after: try day("2026-02-13")) == (try day("2026-02-23")))
        #expect(calendar.workingDay(onOrAfter: try day("2026-02-14")) == (try day("2026-02-23")))
        #expect(calendar.workingDay(onOrAfter: try day("2026-02-13")) == (try day("2026-02-13")))
    }

    @Test func `a year that the file does not hold is estimated`() throws {
        #expect((2021...2026).allSatisfy { !calendar.isEstimated(for: $0) })
        #expect(calendar.isEstimated(for: 2020))
        #expect(calendar.isEstimated(for: 2027))
        #expect(!calendar.isEstimated(from: try day("2026-01-01"), to: try day("2026-11-20")))
        #expect(calendar.isEstimated(from: try day("2026-12-15"), to: try day("2027-01-05")))
        #expect(calendar.isEstimated(from: try day("2027-01-05"), to: try day("2026-12-15")))
        #expect(!calendar.isWorkingDay(try day("2027-09-02")))
        #expect(!calendar.isWorkingDay(try day("2027-11-24")))
        #expect(calendar.isWorkingDay(try day("2020-11-24")))
        #expect(!calendar.isWorkingDay(try day("2020-05-01")))
    }

    @Test func `what spans a day whose decision is not known is estimated`() throws {
        #expect(calendar.isEstimated(from: try day("2026-11-20"), to: try day("2026-11-25")))
        #expect(!calendar.isEstimated(from: try day("2026-11-24"), to: try day("2026-12-25")))
    }

    @Test func `without a file there are weekends and the fixed days`() throws {
        let bare = WorkingCalendar()
        #expect(bare.isEstimated(for: 2026))
        #expect(!bare.isWorkingDay(try day("2026-04-30")))
        #expect(!bare.isWorkingDay(try day("2026-11-22")))
        #expect(bare.isWorkingDay(try day("2026-02-17")))
        #expect(bare.workingDays(from: try day("2026-04-27"), to: try day("2026-05-04")) == 3)
    }

    @Test func `other rest days are possible, no work at all is not`() throws {
        let fridays = WorkingCalendar(weeklyRestDays: [5])
        #expect(!fridays.isWorkingDay(try day("2026-11-20")))
        #expect(fridays.isWorkingDay(try day("2026-11-21")))
        #expect(WorkingCalendar(weeklyRestDays: Set(1...7)).weeklyRestDays == [6, 7])
        let always = WorkingCalendar(weeklyRestDays: [])
        #expect(always.workingDays(from: try day("2026-06-01"), to: try day("2026-06-15")) == 14)
    }
}

struct HolidayYearTests {
    @Test func `the file names its decisions and has no faults`() throws {
        let calendar = try HolidayFile.calendar()
        #expect(calendar.faults.isEmpty)
        #expect(calendar.years.map(\.year) == Array(2021...2026))
        #expect(calendar.years.allSatisfy { !$0.decisions.isEmpty && !$0.isEstimated })
    }

    @Test func `JSON goes there and back and lists may be missing`() throws {
        let calendar = try HolidayFile.calendar()
        let copy = try JSONDecoder().decode(WorkingCalendar.self, from: JSONEncoder().encode(calendar))
        #expect(copy == calendar)
        let small = #"{"years":[{"year":2030,"estimated":true,"daysOff":[{"from":"2030-02-04","name":"Tết"}]}]}"#
        let read = try JSONDecoder().decode(WorkingCalendar.self, from: Data(small.utf8))
        #expect(read.isEstimated(for: 2030))
        #expect(!read.isWorkingDay(try day("2030-02-04")))
        #expect(read.faults.isEmpty)
        let other = WorkingCalendar(weeklyRestDays: [7])
        #expect(try JSONDecoder().decode(WorkingCalendar.self, from: JSONEncoder().encode(other)) == other)
    }

    @Test func `a year that cannot be right is named`() throws {
        var year = HolidayYear(year: 2030)
        #expect(year.faults() == ["2030: no decision is named and it is not estimated"])
        year.isEstimated = true
        #expect(year.faults().isEmpty)
        year.daysOff = [
            HolidayYear.DaysOff(from: try day("2030-02-07"), until: try day("2030-02-04"), name: "Tết"),
            HolidayYear.DaysOff(from: try day("2031-01-01"), name: "Tết Dương lịch"),
        ]
        year.workedDays = [HolidayYear.WorkedDay(day: try day("2030-03-04"), insteadOf: try day("2030-03-08"))]
        #expect(
            year.faults() == [
                "2030: 2031-01-01 is a day of another year", "2030: 2031-01-01 is a day of another year",
                "2030: Tết ends before it begins", "2030: 2030-03-04 is no rest day",
                "2030: 2030-03-08 is worked on 2030-03-04 but is no day off",
            ]
        )
        #expect(WorkingCalendar(years: [year, year]).faults.contains("2030: the year stands twice"))
        #expect(WorkingCalendar(years: [year]).isWorkingDay(try day("2030-02-05")))
    }
}
