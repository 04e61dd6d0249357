package import FoundationEssentials

/// The clock on the wall in Vietnam: UTC+7 all the year, without summer time since 1975.
package enum VietnamTime {
    private static let offset = 7 * 3600

    /// The civil day in Vietnam at an instant.
    package static func day(of instant: Date) -> CalendarDay {
        CalendarDay(number: floorDivide(localSeconds(of: instant), 86_400))
    }

    /// Minutes since midnight in Vietnam, 0 to 1,439.
    package static func minuteOfDay(of instant: Date) -> Int {
        let seconds = localSeconds(of: instant)
        return (seconds - floorDivide(seconds, 86_400) * 86_400) / 60
    }

    /// The instant of a wall-clock time in Vietnam.
    package static func instant(of day: CalendarDay, hour: Int = 0, minute: Int = 0) -> Date {
        Date(timeIntervalSince1970: Double(day.number * 86_400 + hour * 3600 + minute * 60 - offset))
    }

    /// The time of day in Vietnam, `08:05`.
    package static func clock(of instant: Date) -> String {
        let minutes = minuteOfDay(of: instant)
        let hour = minutes / 60
        let minute = minutes % 60
        return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
    }

    private static func localSeconds(of instant: Date) -> Int {
        // A clock set wildly wrong must not trap the conversion; 9999 is the last year of `CalendarDay`.
        let seconds = instant.timeIntervalSince1970
        guard seconds.isFinite else { return 0 }
        return Int(min(max(seconds, -62_000_000_000), 253_000_000_000).rounded(.down)) + offset
    }

    private static func floorDivide(_ value: Int, _ divisor: Int) -> Int {
        let quotient = value / divisor
        return value % divisor < 0 ? quotient - 1 : quotient
    }
}
