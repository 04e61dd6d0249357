import FoundationEssentials
import PublicServices

/// A line of a catalogue file: our own form, or the form of a crawl of the national portal.
struct CatalogueLine: Decodable {
    let procedure: Procedure
    /// What had to be mended, in words for the operator.
    let repairs: [String]

    private enum Key: String, CodingKey { case levels, level }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        if !values.contains(.levels), values.contains(.level) {
            var mapping = PortalMapping(record: try PortalRecord(from: decoder))
            procedure = try mapping.procedure()
            repairs = mapping.repairs
        } else {
            procedure = try Procedure(from: decoder)
            repairs = []
        }
    }
}

/// Why a line was not taken, or what was mended in it.
struct ImportRemark: Equatable, CustomStringConvertible {
    enum Kind: String { case skipped, repaired }

    var line: Int
    var kind: Kind
    var code: String?
    var reason: String

    var description: String {
        "line \(line): \(kind.rawValue)\(code.map { " \($0)" } ?? ""): \(reason)"
    }
}
