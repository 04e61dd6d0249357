import FoundationEssentials
import Testing

@testable import PublicServices

struct CalendarDayTests {
    @Test func `every day of 400 years goes there and back`() throws {
        var expected = try day("1800-01-01")
        let last = try day("2200-01-01")
        var weekday = expected.weekday
        for number in expected.number..<last.number {
            let found = CalendarDay(number: number)
            guard found == expected, found.number == number, found.weekday == weekday else {
                Issue.record("\(number) is \(found), not \(expected)")
                return
            }
            #expect(CalendarDay(iso: found.description) == found)
            expected = try #require(
                CalendarDay(year: found.year, month: found.month, day: found.day + 1)
                    ?? CalendarDay(year: found.year, month: found.month + 1, day: 1)
                    ?? CalendarDay(year: found.year + 1, month: 1, day: 1)
            )
            weekday = weekday % 7 + 1
        }
    }

    @Test func `400 years have 146,097 days and 97 leap days`() throws {
        #expect(try day("2200-01-01").days(since: try day("1800-01-01")) == 146_097)
        #expect((1800..<2200).count { CalendarDay(year: $0, month: 2, day: 29) != nil } == 97)
    }

    @Test(arguments: [(1970, 1, 1, 0, 4), (2000, 2, 29, 11_016, 2), (2024, 8, 23, 19_958, 5), (1969, 12, 31, -1, 3)])
    func `known days have their number and weekday`(year: Int, month: Int, dayOfMonth: Int, number: Int, weekday: Int)
        throws
    {
        let day = try #require(CalendarDay(year: year, month: month, day: dayOfMonth))
        #expect(day.number == number)
        #expect(day.weekday == weekday)
    }

    @Test(arguments: [
        (2023, 2, 29), (1900, 2, 29), (2024, 4, 31), (2024, 13, 1), (2024, 0, 1), (2024, 1, 0), (0, 1, 1),
        (10_000, 1, 1),
    ])
    func `a day that does not exist is refused`(year: Int, month: Int, day: Int) {
        #expect(CalendarDay(year: year, month: month, day: day) == nil)
    }

    @Test func `the ends of the calendar hold`() throws {
        let first = try day("0001-01-01")
        let last = try day("9999-12-31")
        #expect(first.adding(days: -1) == first)
        #expect(last.adding(days: 1) == last)
        #expect(last.adding(days: .max) == last)
        #expect(first.adding(days: .min) == first)
        #expect(CalendarDay(number: .min) == first)
        #expect(CalendarDay(number: .max) == last)
        #expect(last.days(since: first) == 3_652_058)
    }

    @Test func `days are compared and counted`() throws {
        #expect(try day("2024-08-23") < (try day("2024-08-24")))
        #expect(try day("2024-08-31").adding(days: 1).description == "2024-09-01")
        #expect(try day("2024-08-23").days(since: try day("2024-09-02")) == -10)
    }

    @Test func `a day is written in two ways`() throws {
        #expect(try day("2024-08-03").description == "2024-08-03")
        #expect(try day("2024-08-03").written == "03/08/2024")
    }

    @Test(arguments: ["2024-08-23", "2024-08-23T09:30:00Z", "2024-08-23 09:30"])
    func `an ISO date is read and a time behind it ignored`(text: String) throws {
        #expect(CalendarDay(iso: text)?.description == "2024-08-23")
    }

    @Test(arguments: [
        "", "2024", "2024-08", "23/08/2024", "2024-02-30", "24-08-23", "2024-+8-23", "2024--8-23", "2024-08-x1",
        "٢٠٢٤-08-23",
    ])
    func `anything else is no date`(text: String) {
        #expect(CalendarDay(iso: text) == nil)
    }

    @Test func `JSON holds the ISO form and refuses other texts`() throws {
        let encoded = try JSONEncoder().encode([try day("2024-08-23")])
        #expect(String(decoding: encoded, as: UTF8.self) == #"["2024-08-23"]"#)
        #expect(try JSONDecoder().decode([CalendarDay].self, from: encoded) == [try day("2024-08-23")])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([CalendarDay].self, from: Data(#"["2024-02-30"]"#.utf8))
        }
    }
}

struct VietnamTimeTests {
    @Test func `the day begins at 17:00 UTC`() throws {
        let before = Date(timeIntervalSince1970: 1_724_345_999)
        #expect(VietnamTime.day(of: before).description == "2024-08-22")
        #expect(VietnamTime.minuteOfDay(of: before) == 23 * 60 + 59)
        let after = before.addingTimeInterval(1)
        #expect(VietnamTime.day(of: after).description == "2024-08-23")
        #expect(VietnamTime.minuteOfDay(of: after) == 0)
    }

    @Test func `an instant goes there and back`() throws {
        let noon = VietnamTime.instant(of: try day("2024-08-23"), hour: 8, minute: 5)
        #expect(noon.timeIntervalSince1970 == 1_724_375_100)
        #expect(VietnamTime.day(of: noon).description == "2024-08-23")
        #expect(VietnamTime.clock(of: noon) == "08:05")
        #expect(VietnamTime.clock(of: VietnamTime.instant(of: try day("1960-01-01"), hour: 15, minute: 30)) == "15:30")
    }

    @Test(arguments: [Double.infinity, -.infinity, .nan, 1e300, -1e300])
    func `a clock set wildly wrong traps nothing`(seconds: Double) {
        let instant = Date(timeIntervalSince1970: seconds)
        #expect((1...9999).contains(VietnamTime.day(of: instant).year))
        #expect((0..<1440).contains(VietnamTime.minuteOfDay(of: instant)))
    }
}
