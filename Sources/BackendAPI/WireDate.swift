package import FoundationEssentials
package import PublicServices

/// Dates and times as real systems write them, and as this contract does.
///
/// Reads ISO 8601 days and times with `Z`, `+07:00`, `+0700`, `+07` or no offset, `yyyyMMdd`, `yyyyMMddHHmmss`,
/// `dd/MM/yyyy` with or without a time, and milliseconds since 1970. Without an offset the clock on the wall in
/// Vietnam is meant (research/facts.md §2.6).
package enum WireDate {
    /// A moment or a day, as it was written.
    package enum Reading: Equatable, Sendable {
        case day(CalendarDay)
        case instant(Date)
    }

    /// Reads a text; `nil` when it is no date.
    package static func read(_ text: String) -> Reading? {
        var scanner = DigitScanner(text.trimmingOWS())
        guard let day = readDay(&scanner) else { return nil }
        if scanner.isAtEnd { return .day(day) }
        guard let seconds = readTime(&scanner) else { return nil }
        guard let offset = readOffset(&scanner), scanner.isAtEnd else { return nil }
        return .instant(Date(timeIntervalSince1970: Double(day.number * 86_400 + seconds - offset)))
    }

    /// The day of a text; a moment becomes its day in Vietnam.
    package static func day(_ text: String) -> CalendarDay? {
        switch read(text) {
        case .day(let day): day
        case .instant(let instant): VietnamTime.day(of: instant)
        case nil: nil
        }
    }

    /// The moment of a text; a day becomes its beginning in Vietnam.
    package static func instant(_ text: String) -> Date? {
        switch read(text) {
        case .day(let day): VietnamTime.instant(of: day)
        case .instant(let instant): instant
        case nil: nil
        }
    }

    /// The contract's own form, `2026-11-23T17:48:01+07:00`; parts of a second are dropped.
    package static func text(_ instant: Date) -> String {
        let day = VietnamTime.day(of: instant)
        let seconds = Int((instant.timeIntervalSince1970 - VietnamTime.instant(of: day).timeIntervalSince1970))
        let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map(twoDigits).joined(separator: ":")
        return "\(day)T\(clock)+07:00"
    }

    static func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

    private static func readDay(_ scanner: inout DigitScanner) -> CalendarDay? {
        let digits = scanner.run
        switch digits {
        case 8, 14:
            guard let year = scanner.number(4), let month = scanner.number(2) else { return nil }
            return scanner.number(2).flatMap { CalendarDay(year: year, month: month, day: $0) }
        case 4:
            guard let year = scanner.number(4), scanner.skip("-"), let month = scanner.number(2) else { return nil }
            guard scanner.skip("-") else { return nil }
            return scanner.number(2).flatMap { CalendarDay(year: year, month: month, day: $0) }
        case 1, 2:
            guard let day = scanner.number(digits), scanner.skip("/"), (1...2).contains(scanner.run) else { return nil }
            guard let month = scanner.number(scanner.run), scanner.skip("/") else { return nil }
            return scanner.number(4).flatMap { CalendarDay(year: $0, month: month, day: day) }
        default: return nil
        }
    }

    /// Seconds since midnight.
    private static func readTime(_ scanner: inout DigitScanner) -> Int? {
        let isCompact = scanner.run == 6
        if !isCompact {
            guard scanner.skip("T") || scanner.skip("t") || scanner.skip(" ") else { return nil }
        }
        guard let hour = scanner.number(2), isCompact || scanner.skip(":") else { return nil }
        guard let minute = scanner.number(2) else { return nil }
        var second = 0
        if isCompact || scanner.skip(":") {
            guard let value = scanner.number(2) else { return nil }
            second = value
            if scanner.skip(".") || scanner.skip(",") { scanner.skipRun() }
        }
        guard hour < 24, minute < 60, second <= 60 else { return nil }
        return hour * 3600 + minute * 60 + second
    }

    /// Seconds east of Greenwich; Vietnam when nothing is written.
    private static func readOffset(_ scanner: inout DigitScanner) -> Int? {
        if scanner.isAtEnd { return 7 * 3600 }
        if scanner.skip("Z") || scanner.skip("z") { return 0 }
        let sign = scanner.skip("+") ? 1 : scanner.skip("-") ? -1 : 0
        guard sign != 0, let hours = scanner.number(2), hours <= 14 else { return nil }
        if scanner.isAtEnd { return sign * hours * 3600 }
        _ = scanner.skip(":")
        guard let minutes = scanner.number(2), minutes < 60 else { return nil }
        return sign * (hours * 3600 + minutes * 60)
    }
}

/// Reads digits and signs from the front of a text.
private struct DigitScanner {
    private var rest: ArraySlice<UInt8>

    init(_ text: some StringProtocol) { rest = Array(text.utf8)[...] }

    var isAtEnd: Bool { rest.isEmpty }

    /// How many digits stand next.
    var run: Int { rest.prefix { (48...57).contains($0) }.count }

    mutating func skip(_ sign: Unicode.Scalar) -> Bool {
        guard let first = rest.first, UInt32(first) == sign.value else { return false }
        rest.removeFirst()
        return true
    }

    mutating func skipRun() { rest.removeFirst(run) }

    mutating func number(_ count: Int) -> Int? {
        guard count > 0, run >= count else { return nil }
        let value = rest.prefix(count).reduce(0) { $0 * 10 + Int($1) - 48 }
        rest.removeFirst(count)
        return value
    }
}
