import PublicServices
import Testing

@testable import KioskConversation

@Suite struct TypedDayTests {
    @Test(arguments: [
        "5/10/2026", "05/10/2026", "05-10-2026", "5 10 2026", "05.10.2026", "05102026", "2026-10-05", " ５/１０/２０２６ ",
    ])
    func `days are read the way people type them`(_ typed: String) {
        #expect(TypedDay.read(typed) == CalendarDay(year: 2026, month: 10, day: 5))
    }

    @Test(arguments: ["", "5/10", "31/02/2026", "5/10/26", "hôm qua", "00000000", "1/2/3/2026", "99999999999999999999"])
    func `what is no day is asked again`(_ typed: String) {
        #expect(TypedDay.read(typed) == nil)
    }
}
