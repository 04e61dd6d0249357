package import FoundationEssentials
import PublicServices

/// Dates in header fields (RFC 9110 §5.6.7, the preferred form only), `Mon, 23 Nov 2026 10:48:01 GMT`.
package enum HTTPDate {
    private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Reads a field value; `nil` when it is not that form.
    package static func read(_ text: String) -> Date? {
        let parts = text.trimmingOWS().split(separator: " ")
        guard parts.count == 6, parts[5] == "GMT", let day = Int(parts[1]), let year = Int(parts[3]) else { return nil }
        guard let month = months.firstIndex(of: String(parts[2])) else { return nil }
        let clock = parts[4].split(separator: ":").compactMap { Int($0) }
        guard clock.count == 3, (0..<24).contains(clock[0]), (0..<60).contains(clock[1]), (0...60).contains(clock[2]),
            let date = CalendarDay(year: year, month: month + 1, day: day)
        else { return nil }
        let seconds = date.number * 86_400 + clock[0] * 3600 + clock[1] * 60 + clock[2]
        return Date(timeIntervalSince1970: Double(seconds))
    }

    /// The field value of an instant.
    package static func text(_ instant: Date) -> String {
        let seconds = Int(min(max(instant.timeIntervalSince1970, -62_000_000_000), 253_000_000_000).rounded(.down))
        let number = Int((Double(seconds) / 86_400).rounded(.down))
        let day = CalendarDay(number: number)
        let rest = seconds - number * 86_400
        let clock = [rest / 3600, rest / 60 % 60, rest % 60].map(WireDate.twoDigits).joined(separator: ":")
        let date = "\(WireDate.twoDigits(day.day)) \(months[day.month - 1]) \(day.year)"
        return "\(weekdays[day.weekday - 1]), \(date) \(clock) GMT"
    }

    /// How long a `Retry-After` value asks to wait, in whole seconds, never negative (RFC 9110 §10.2.3).
    package static func retryAfter(_ value: String, now: Date) -> Duration? {
        let text = value.trimmingOWS()
        if let seconds = Int64(text), seconds >= 0 { return .seconds(seconds) }
        guard let instant = read(String(text)) else { return nil }
        return .seconds(max(0, instant.timeIntervalSince(now).rounded(.up)))
    }
}
