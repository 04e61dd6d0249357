/// The holidays that the law fixes to a date of the solar calendar; enough to estimate a year without a decision.
enum FixedHolidays {
    /// 1 January, 30 April, 1 May and 2 September (Bộ luật Lao động 45/2019/QH14, Điều 112); since 2026 also
    /// 24 November, Ngày Văn hóa Việt Nam (Nghị quyết 28/2026/QH16, Điều 2).
    ///
    /// Tết, Giỗ Tổ and the second day of Quốc khánh are left out: without a decision they would be invented.
    static func days(of year: Int) -> [CalendarDay] {
        let dates = [(1, 1), (4, 30), (5, 1), (9, 2)] + (year >= 2026 ? [(11, 24)] : [])
        return dates.compactMap { CalendarDay(year: year, month: $0.0, day: $0.1) }
    }
}
