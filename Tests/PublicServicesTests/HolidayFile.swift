import FoundationEssentials
import Testing

@testable import PublicServices

/// The years of `kiosk-config/holidays.yaml`, read without a YAML package: the file keeps to one entry a line.
enum HolidayFile {
    static let text: String? = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let data = try? Data(contentsOf: root.appending(path: "kiosk-config/holidays.yaml"))
        return data.map { String(decoding: $0, as: UTF8.self) }
    }()

    static func calendar() throws -> WorkingCalendar {
        var years: [HolidayYear] = []
        for line in try #require(text).split(separator: "\n") where !line.hasPrefix("#") {
            if let year = value("- year", in: line).flatMap({ Int($0) }) {
                years.append(HolidayYear(year: year))
            } else if let last = years.indices.last {
                try read(line, into: &years[last])
            }
        }
        return WorkingCalendar(years: years)
    }

    private static func read(_ line: Substring, into year: inout HolidayYear) throws {
        if let from = value("from", in: line) {
            let until = try value("until", in: line).map { try day($0) }
            year.daysOff.append(
                HolidayYear.DaysOff(from: try day(from), until: until, name: value("name", in: line) ?? "")
            )
        } else if let worked = value("day", in: line), let off = value("insteadOf", in: line) {
            year.workedDays.append(HolidayYear.WorkedDay(day: try day(worked), insteadOf: try day(off)))
        } else if let open = value("day", in: line) {
            year.openDays.append(HolidayYear.OpenDay(day: try day(open), reason: value("reason", in: line) ?? ""))
        } else if line.hasPrefix("      - ") {
            year.decisions.append(String(line.dropFirst(8)))
        }
    }

    /// The text behind `key: ` up to the next comma outside quotes.
    private static func value(_ key: String, in line: Substring) -> String? {
        guard let start = line.firstRange(of: key + ": ")?.upperBound else { return nil }
        let rest = line[start...]
        guard rest.first == "\"" else { return String(rest.prefix { !",}".contains($0) }.trimmingBlanks()) }
        return String(rest.dropFirst().prefix { $0 != "\"" })
    }
}
