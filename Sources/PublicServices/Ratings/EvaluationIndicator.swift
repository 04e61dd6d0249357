/// The nine indicators by which an office's handling of procedures is evaluated, each with 2, 1 or 0 points.
///
/// Thông tư 01/2018/TT-VPCP, Điều 13 (`research/facts.md` §4).
package enum EvaluationIndicator: Int, CaseIterable, Codable, Hashable, Comparable, Sendable {
    /// The whole time against the time allowed.
    case totalTime = 1
    /// The time of each body that takes part.
    case timeOfEachBody = 2
    /// How often one had to contact the place that takes dossiers.
    case contacts = 3
    /// How many bodies one had to contact.
    case bodies = 4
    /// Receiving, handling and returning at the one-stop desk.
    case oneStopDesk = 5
    /// Procedures made public.
    case published = 6
    /// Attitude of the staff.
    case attitude = 7
    /// How complaints are taken up and answered.
    case complaints = 8
    /// Progress and quality of the online services.
    case onlineServices = 9

    /// The most points of one indicator.
    package static let mostPoints = 2
    /// The most points of an office.
    package static let mostPointsOfOffice = allCases.count * mostPoints

    /// Whether citizens rate it dossier by dossier; the others are scored once for the office (Điều 14).
    package var isRatedByCitizens: Bool {
        switch self {
        case .totalTime, .contacts, .bodies, .attitude: true
        case .timeOfEachBody, .oneStopDesk, .published, .complaints, .onlineServices: false
        }
    }

    /// In the order of the law.
    package static func < (left: EvaluationIndicator, right: EvaluationIndicator) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// The class of an office by its points out of 18 (Thông tư 01/2018/TT-VPCP, Điều 15).
package enum OfficeStanding: String, CaseIterable, Codable, Sendable {
    /// Xuất sắc.
    case excellent
    /// Tốt.
    case good
    /// Khá.
    case fair
    /// Trung bình.
    case average
    /// Yếu.
    case weak

    /// The class of this many points, 0 to 18.
    package init(points: Double) {
        self =
            switch points {
            case 15...: .excellent
            case 12..<15: .good
            case 9..<12: .fair
            case 6..<9: .average
            default: .weak
            }
    }
}
