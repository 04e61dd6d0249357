/// The tier of government that handles a procedure.
///
/// `district` exists until 1 July 2025; afterwards records carry province and commune only.
package enum AdministrativeLevel: String, CaseIterable, Codable, Sendable, Hashable {
    case commune
    case district
    case province
    case ministry
    case other

    /// How near the level is to a citizen: commune is 0.
    ///
    /// Used to count a procedure of several levels once.
    package var distance: Int {
        switch self {
        case .commune: 0
        case .district: 1
        case .province: 2
        case .ministry: 3
        case .other: 4
        }
    }
}

/// How much of a procedure can be done online.
///
/// Until 2022 levels 1 to 4 (Nghị định 43/2011/NĐ-CP); since then `partial` (một phần) and `full` (toàn trình)
/// (Nghị định 42/2022/NĐ-CP). Level 3 maps to `partial`, level 4 to `full`.
package enum ServiceLevel: String, CaseIterable, Codable, Sendable, Hashable {
    case informational
    case partial
    case full

    /// The number used before 2022, 2 to 4.
    package var formerNumber: Int {
        switch self {
        case .informational: 2
        case .partial: 3
        case .full: 4
        }
    }
}

/// Whom a procedure is for.
package enum Audience: String, CaseIterable, Codable, Sendable, Hashable {
    case citizen
    case business
    case organisation
    case official
    case foreigner
}

/// A way of handing in a dossier or receiving its result (Nghị định 61/2018/NĐ-CP).
package enum Channel: String, CaseIterable, Codable, Sendable, Hashable {
    case counter
    case online
    /// Public post, bưu chính công ích (BCCI).
    case post
}
