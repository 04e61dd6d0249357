/// Dates as they are said and written in full.
package enum DateWords {
    /// "ngày 23 tháng 8 năm 2024"; the parts are taken as they are, without asking whether the day exists.
    package static func words(year: Int, month: Int, day: Int) -> String {
        "ngày \(day) tháng \(month) năm \(year)"
    }

    /// "ngày hai mươi ba tháng tám năm hai nghìn không trăm hai mươi bốn", for speech engines that read no digits.
    ///
    /// The fourth month is "tháng tư".
    package static func spoken(year: Int, month: Int, day: Int) -> String {
        let monthWord = month == 4 ? "tư" : VietnameseNumbers.words(Int64(month))
        return "ngày \(VietnameseNumbers.words(Int64(day))) tháng \(monthWord) năm "
            + VietnameseNumbers.words(Int64(year))
    }
}
