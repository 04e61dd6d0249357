import BackendAPI
import FoundationEssentials
import PublicServices

/// The seven written forms of a date in OpenCPS (research/opencps-wire.md §3.6); always the clock on the wall in
/// Vietnam, and `0` or nothing for none.
enum OpenCPSDate {
    /// The day; the 12-hour stamps without AM or PM are good for nothing more.
    static func day(_ text: String?) -> CalendarDay? {
        guard let text, text != "0" else { return nil }
        return WireDate.day(plain(text)) ?? instant(text).map(VietnamTime.day)
    }

    /// The moment; `nil` where only the day is certain.
    static func instant(_ text: String?) -> Date? {
        guard let text, text != "0" else { return nil }
        if (10...13).contains(text.utf8.count), let milliseconds = Int64(text), milliseconds > 0 {
            return Date(timeIntervalSince1970: Double(milliseconds) / 1000)
        }
        guard !isTwelveHour(text), case .instant(let instant) = WireDate.read(plain(text)) else { return nil }
        return instant
    }

    /// Without the `Z` that is not true, and `dd-MM-yyyy` as the day it names.
    private static func plain(_ text: String) -> String {
        if isTwelveHour(text) { return text.prefix(10).split(separator: "-").joined(separator: "/") }
        return text.hasSuffix("Z") ? String(text.dropLast()) : text
    }

    /// `dd-MM-yyyy`, which OpenCPS writes with `hh:mm:ss` of a 12-hour clock behind it.
    private static func isTwelveHour(_ text: String) -> Bool {
        let parts = text.prefix(10).split(separator: "-", omittingEmptySubsequences: false)
        return parts.map(\.utf8.count) == [2, 2, 4]
    }
}
