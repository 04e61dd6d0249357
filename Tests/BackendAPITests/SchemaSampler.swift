import Foundation
import KioskTestSupport

/// Draws values that a schema of the contract allows, and some that a later version of it would: unknown fields,
/// optional fields missing or null, days and times in every form that real systems write.
struct SchemaSampler {
    let schemas: [String: Any]
    var random: SeededGenerator
    /// What a kiosk itself writes has days in one form only.
    private var isFromKiosk = false

    init(schemas: [String: Any], seed: UInt64) {
        self.schemas = schemas
        random = SeededGenerator(seed: seed)
    }

    /// A body of a named schema.
    mutating func body(_ name: String) throws -> Data {
        isFromKiosk = ["Rating", "Reminder", "PageReport", "DifficultyReport"].contains(name)
        return try JSONSerialization.data(withJSONObject: value(named: name))
    }

    private mutating func value(named name: String) -> Any {
        switch name {
        case "Day": day()
        case "Time": time()
        case "ProcedureCode": "\(number(1...3)).\(number(100_000...999_999))"
        default: value(schemas[name] as? [String: Any] ?? [:])
        }
    }

    private mutating func value(_ schema: [String: Any]) -> Any {
        if let reference = schema["$ref"] as? String {
            return value(named: String(reference.split(separator: "/").last ?? ""))
        }
        if let choices = schema["anyOf"] as? [[String: Any]], let choice = choices.randomElement(using: &random) {
            return value(choice)
        }
        if let fixed = schema["const"] { return fixed }
        if let words = schema["enum"] as? [Any], let word = words.randomElement(using: &random) { return word }
        switch type(of: schema) {
        case "object": return object(schema)
        case "array": return array(schema)
        case "integer":
            return number((schema["minimum"] as? Int ?? 0)...(schema["maximum"] as? Int ?? 9_000_000_000_000))
        case "boolean": return Bool.random(using: &random)
        case "null": return NSNull()
        default: return text(schema)
        }
    }

    private mutating func type(of schema: [String: Any]) -> String {
        if let several = schema["type"] as? [String] { return several.randomElement(using: &random) ?? "string" }
        return schema["type"] as? String ?? "string"
    }

    private mutating func object(_ schema: [String: Any]) -> [String: Any] {
        var object: [String: Any] = ["later\(number(1...9))": later()]
        let required = Set(schema["required"] as? [String] ?? [])
        let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
        for (name, property) in properties.sorted(by: { $0.key < $1.key }) {
            let chance = number(0...9)
            guard required.contains(name) || chance >= 3 else {
                if chance == 0 { object[name] = NSNull() }
                continue
            }
            object[name] = value(property)
        }
        if let more = schema["additionalProperties"] as? [String: Any] {
            object = Dictionary(uniqueKeysWithValues: (0..<number(1...3)).map { ("key\($0)", value(more)) })
        }
        return object
    }

    private mutating func array(_ schema: [String: Any]) -> [Any] {
        let items = schema["items"] as? [String: Any] ?? [:]
        let least = schema["minItems"] as? Int ?? 0
        return (0..<number(least...min(schema["maxItems"] as? Int ?? 4, 4))).map { _ in value(items) }
    }

    private mutating func later() -> Any {
        [1, "x", NSNull(), [1, [2]], ["a": ["b": NSNull()]]].randomElement(using: &random) ?? 1
    }

    private mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

    private mutating func text(_ schema: [String: Any]) -> String {
        switch (schema["format"] as? String, schema["pattern"] as? String) {
        case ("uuid", _): return "019ac000-0000-7000-8000-\(number(100_000_000_000...999_999_999_999))"
        case ("date", _): return day()
        case (_, "^[0-9]{4}$"): return "\(number(1000...9999))"
        case (_, "^[A-Za-z0-9._-]{6,64}$"): return "TT-2026.\(number(100_000...999_999))"
        case (_, let pattern?) where pattern.contains("a-f"):
            return String((0..<64).map { _ in "0123456789abcdef".randomElement(using: &random) ?? "0" })
        default: break
        }
        let words = ["Hộ tịch", "UBND xã", "a\"b\\c", "đ/ồng", "𝒳", "1.000894", "\u{1F600}", "e\u{0301}", "<b>"]
        let text = (0..<number(1...3)).map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " ")
        return String(text.prefix(schema["maxLength"] as? Int ?? 60))
    }

    private mutating func day() -> String {
        let (year, month, day) = (number(2019...2030), two(number(1...12)), two(number(1...28)))
        if isFromKiosk { return "\(year)-\(month)-\(day)" }
        let forms = [
            "\(year)-\(month)-\(day)", "\(day)/\(month)/\(year)", "\(year)\(month)\(day)",
            "\(year)-\(month)-\(day)T00:00:00Z",
            "\(year)-\(month)-\(day)T08:30:00.123+0700", "\(day)/\(month)/\(year) 08:12:45",
            "\(year)\(month)\(day)081245",
        ]
        return forms.randomElement(using: &random) ?? ""
    }

    private mutating func time() -> String {
        let day = "\(number(2019...2030))-\(two(number(1...12)))-\(two(number(1...28)))"
        let forms = [
            "\(day)T10:20:30Z", "\(day)T10:20:30+07:00", "\(day)T10:20:30.5+0700", "\(day) 10:20:30", "\(day)T10:20",
        ]
        return forms.randomElement(using: &random) ?? ""
    }

    private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
