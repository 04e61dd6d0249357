import FoundationEssentials
import PublicServices

extension KeyedDecodingContainer {
    /// A day in any written form; missing, null, empty or unreadable is `nil`, because one bad date must not hide
    /// the rest of an answer.
    func wireDay(forKey key: Key) -> CalendarDay? {
        wireReading(forKey: key).map { reading in
            switch reading {
            case .day(let day): day
            case .instant(let instant): VietnamTime.day(of: instant)
            }
        }
    }

    /// A moment in any written form; missing, null, empty or unreadable is `nil`.
    func wireInstant(forKey key: Key) -> Date? {
        wireReading(forKey: key).map { reading in
            switch reading {
            case .day(let day): VietnamTime.instant(of: day)
            case .instant(let instant): instant
            }
        }
    }

    /// A whole number, also written as text; missing or null is `nil`, anything else throws.
    func wireInteger(forKey key: Key) throws -> Int64? {
        if let number = try? decodeIfPresent(Int64.self, forKey: key) { return number }
        guard contains(key), try !decodeNil(forKey: key) else { return nil }
        let text = try decode(String.self, forKey: key).trimmingOWS()
        if text.isEmpty { return nil }
        guard let number = Int64(text) else {
            throw DecodingError.dataCorruptedError(forKey: key, in: self, debugDescription: "not a whole number")
        }
        return number
    }

    /// A text; missing, null, empty or blank is `nil`.
    func wireText(forKey key: Key) throws -> String? {
        let text = try decodeIfPresent(String.self, forKey: key).map { String($0.trimmingBlanks()) }
        return text.flatMap { $0.isEmpty ? nil : $0 }
    }

    private func wireReading(forKey key: Key) -> WireDate.Reading? {
        if let text = try? decodeIfPresent(String.self, forKey: key) { return WireDate.read(text) }
        guard let number = try? decodeIfPresent(Int64.self, forKey: key), number > 0 else { return nil }
        let text = String(number)
        // Milliseconds have 13 digits until the year 2286, a written yyyyMMddHHmmss has 14 and a yyyyMMdd has 8.
        if [8, 14].contains(text.utf8.count) { return WireDate.read(text) }
        return .instant(Date(timeIntervalSince1970: Double(number) / 1000))
    }
}
