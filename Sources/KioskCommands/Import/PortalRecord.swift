/// A procedure as crawls of the national public-service portal write it.
///
/// Only code and name are certain to be there.
struct PortalRecord: Decodable {
    struct PortalPaper: Decodable {
        var name: String?
        var original: LenientCount?
        var copy: LenientCount?
        var `case`: String?
    }

    struct Method: Decodable {
        var channel: String?
    }

    struct Extra: Decodable {
        var era: String?
        var decision: String?
        var detailURL: String?
        var result: LenientList?
        var requirements: LenientList?
        var methods: [Method]?
        var feeSuspect: LenientFlag?

        private enum CodingKeys: String, CodingKey {
            case era, decision, result, requirements, methods
            case detailURL = "detail_url"
            case feeSuspect = "fee_suspect_thousands_lost"
        }
    }

    var code: String?
    var name: String?
    var field: String?
    var level: String?
    var agency: String?
    var target: String?
    var fee: String?
    var processingTime: String?
    var papers: [PortalPaper]?
    var steps: LenientList?
    var legalBasis: [String]?
    var sourceRepository: String?
    var extra: Extra?

    private enum CodingKeys: String, CodingKey {
        case code, name, field, level, agency, target, fee, papers, steps, extra
        case processingTime = "processing_time"
        case legalBasis = "legal_basis"
        case sourceRepository = "source_repo"
    }
}

/// A count that may be a number, a text or nothing.
struct LenientCount: Decodable {
    var value: Int

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Double.self), number.isFinite, (0...10_000).contains(number) {
            value = Int(number)
        } else {
            value = (try? container.decode(String.self)).flatMap { Int($0) } ?? 0
        }
    }
}

/// A list of texts that may also be one text with line breaks.
struct LenientList: Decodable {
    var texts: [String]

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let list = try? container.decode([String].self) {
            texts = list
        } else {
            texts = ((try? container.decode(String.self)) ?? "").split(whereSeparator: \.isNewline).map(String.init)
        }
    }
}

/// A flag that counts as set when anything but `false`, nothing or an empty text stands there.
struct LenientFlag: Decodable {
    var isSet: Bool

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let flag = try? container.decode(Bool.self) {
            isSet = flag
        } else {
            isSet = (try? container.decode(String.self)).map { !$0.isEmpty } ?? !container.decodeNil()
        }
    }
}
