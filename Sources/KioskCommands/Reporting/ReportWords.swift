import FoundationEssentials
import KioskConversation
import PublicServices
import ServiceDesk

/// The sentences and numbers of a report in one language.
struct ReportWords {
    /// BCP 47 tag.
    let language: String
    private let texts: [ReportPhrase: Template]

    /// - Throws: `ConfigurationFault` for a sentence that is missing or that nobody knows.
    init(language: String, files: ConfigFiles) throws {
        let name = "reports/\(language).yaml"
        let read = try files.decode([String: String].self, from: name)
        var texts: [ReportPhrase: Template] = [:]
        for (key, text) in read {
            guard let phrase = ReportPhrase(rawValue: key) else {
                throw ConfigurationFault(file: files.path(name), key: key, mend: "no such sentence; take it out")
            }
            texts[phrase] = Template(text)
        }
        for phrase in ReportPhrase.allCases where texts[phrase] == nil {
            throw ConfigurationFault(file: files.path(name), key: phrase.rawValue, mend: "is missing; add it")
        }
        self.language = language
        self.texts = texts
    }

    func callAsFunction(_ phrase: ReportPhrase, _ values: [String: String] = [:]) -> String {
        texts[phrase]?.filled(values) ?? phrase.rawValue
    }

    /// `1.832` in Vietnamese, `1,832` in English.
    func number(_ value: Int) -> String {
        var digits = String(abs(value))
        var grouped = ""
        while digits.count > 3 {
            grouped = groupSign + digits.suffix(3) + grouped
            digits = String(digits.dropLast(3))
        }
        return (value < 0 ? "-" : "") + digits + grouped
    }

    /// With a fixed number of decimals, rounded half away from zero: `6,9`.
    func number(_ value: Double, decimals: Int) -> String {
        let scale = (0..<decimals).reduce(1.0) { product, _ in product * 10 }
        let scaled = Int((value * scale).rounded())
        guard decimals > 0 else { return number(scaled) }
        let fraction = String(abs(scaled) % Int(scale))
        let padding = String(repeating: "0", count: decimals - fraction.count)
        let sign = scaled < 0 && scaled / Int(scale) == 0 ? "-" : ""
        return sign + number(scaled / Int(scale)) + decimalSign + padding + fraction
    }

    /// A share of 0 to 1 as `85,3 %`; blank stays together.
    func percent(_ share: Double) -> String {
        number(share * 100, decimals: 1) + (isVietnamese ? "\u{A0}%" : "%")
    }

    /// A share of a whole; nothing of nothing is a dash.
    func percent(_ part: Int, of whole: Int) -> String { whole > 0 ? percent(Double(part) / Double(whole)) : "–" }

    /// Seconds as hours with one decimal.
    func hours(_ seconds: Int) -> String { number(Double(seconds) / 3600, decimals: 1) }

    /// `11/2026`.
    func month(_ month: UsageMonth) -> String { "\(month.month < 10 ? "0" : "")\(month.month)/\(month.year)" }

    func name(of level: AdministrativeLevel?) -> String {
        switch level {
        case .province: self(.levelProvince)
        case .district: self(.levelDistrict)
        case .commune: self(.levelCommune)
        case .ministry: self(.levelMinistry)
        case .other: self(.levelOther)
        case nil: self(.levelUnknown)
        }
    }

    func name(of standing: OfficeStanding) -> String {
        switch standing {
        case .excellent: self(.standingExcellent)
        case .good: self(.standingGood)
        case .fair: self(.standingFair)
        case .average: self(.standingAverage)
        case .weak: self(.standingWeak)
        }
    }

    private var isVietnamese: Bool { language == "vi" }
    private var groupSign: String { isVietnamese ? "." : "," }
    private var decimalSign: String { isVietnamese ? "," : "." }
}
