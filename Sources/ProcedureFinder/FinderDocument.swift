/// What the search needs to know about one procedure.
package struct FinderDocument: Sendable, Hashable {
    /// Official code, `1.001193`.
    package var code: String
    /// Official name.
    package var name: String
    /// Field (lĩnh vực), empty when not recorded.
    package var field: String
    /// Agency in charge, empty when not recorded.
    package var agency: String
    /// Levels of government that handle it; empty when not recorded.
    package var levels: FinderLevels
    /// Names of the papers.
    package var papers: [String]
    /// Summary, steps and requirements, what tells most first.
    package var texts: [String]
    /// Further words people use for it, given by the province.
    package var keywords: [String]
    /// Whether it was abolished or replaced: found, but last.
    package var isRetired: Bool
    /// How many facts the record holds (papers, steps, fee, …), 0 for a bare code and name; above 4 is all the same.
    ///
    /// Of two records with one name the fuller comes first.
    package var detail: Int

    /// A document; everything but code and name may be unknown.
    package init(
        code: String,
        name: String,
        field: String = "",
        agency: String = "",
        levels: FinderLevels = [],
        papers: [String] = [],
        texts: [String] = [],
        keywords: [String] = [],
        isRetired: Bool = false,
        detail: Int = 0
    ) {
        self.code = code
        self.name = name
        self.field = field
        self.agency = agency
        self.levels = levels
        self.papers = papers
        self.texts = texts
        self.keywords = keywords
        self.isRetired = isRetired
        self.detail = detail
    }
}

/// Levels of government, as bits: a procedure may be handled at several.
package struct FinderLevels: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Bộ.
    package static let ministry = FinderLevels(rawValue: 1)
    /// Tỉnh.
    package static let province = FinderLevels(rawValue: 2)
    /// Huyện, until 2025-07-01.
    package static let district = FinderLevels(rawValue: 4)
    /// Xã, phường, thị trấn.
    package static let commune = FinderLevels(rawValue: 8)
    /// Cơ quan khác.
    package static let other = FinderLevels(rawValue: 16)
}
