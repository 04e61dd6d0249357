/// A paper that belongs into a dossier.
package struct Paper: Hashable, Codable, Sendable {
    /// The name of the paper.
    package var name: String
    /// How many originals.
    package var originals: Int
    /// How many copies.
    package var copies: Int
    /// The case in which it is needed; empty means always.
    package var `case`: String

    /// A paper.
    package init(name: String, originals: Int = 0, copies: Int = 0, case: String = "") {
        self.name = name
        self.originals = originals
        self.copies = copies
        self.case = `case`
    }

    private enum CodingKeys: String, CodingKey {
        case name, originals, copies
        case `case` = "case"
    }

    /// Reads a paper; only its name must be there.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        name = try values.decode(String.self, forKey: .name)
        originals = try values.decodeIfPresent(Int.self, forKey: .originals) ?? 0
        copies = try values.decodeIfPresent(Int.self, forKey: .copies) ?? 0
        self.case = try values.decodeIfPresent(String.self, forKey: .case) ?? ""
    }
}

/// An administrative procedure (thủ tục hành chính) as the catalogue holds it.
///
/// This is also the one JSON form of a procedure: starter catalogue, import and export, the wire and the store all
/// use it (`kiosk-config/backend-api.yaml`, schema `Procedure`). A fact that a record does not hold is `nil` or
/// empty and the kiosk says "hỏi tại quầy"; nothing is made up.
package struct Procedure: Hashable, Sendable {
    /// The national code.
    package var code: ProcedureCode
    /// The official name.
    package var name: String
    /// The project's own English name.
    package var englishName: String?
    /// Field, lĩnh vực.
    package var field: String
    /// The tiers of government that handle it.
    package var levels: [AdministrativeLevel]
    /// The agency that handles it, in words.
    package var agency: String
    /// Whom it is for.
    package var audience: [Audience]
    /// One or two plain sentences: who needs it and what they get.
    package var summary: String?
    /// The fee in words.
    package var fee: String?
    /// The legal time in words.
    package var processingTime: String?
    /// The papers to bring.
    package var papers: [Paper]
    /// What to do, in order.
    package var steps: [String]
    /// Conditions to meet.
    package var requirements: [String]
    /// What one gets.
    package var results: [String]
    /// The ways of handing in.
    package var channels: [Channel]
    /// How much can be done online; `nil` when the record does not say.
    package var serviceLevel: ServiceLevel?
    /// Address of the online service, shown as text only.
    package var onlineService: String?
    /// Numbers of the legal documents, `75/2022/TT-BTC`.
    package var legalBasis: [String]
    /// The decision that published it.
    package var decision: String?
    /// Where the record comes from, in words.
    package var source: String?
    /// The day or month the facts are from, `2026-07` or `2026-07-01`.
    package var asOf: String?
    /// Abolished or replaced; shown last and marked.
    package var isRetired: Bool

    /// A procedure with what every one has; the rest is set where it is known.
    package init(code: ProcedureCode, name: String, field: String = "", levels: [AdministrativeLevel] = []) {
        self.code = code
        self.name = name
        self.field = field
        self.levels = levels
        agency = ""
        audience = []
        papers = []
        steps = []
        requirements = []
        results = []
        channels = []
        legalBasis = []
        isRetired = false
    }

    /// The level under which a procedure of several levels is counted once: the one nearest to the citizen.
    package var countedLevel: AdministrativeLevel? {
        levels.min { $0.distance < $1.distance }
    }

    /// How many of the facts a citizen asks for the record holds, 0 to 6.
    package var detail: Int {
        [!papers.isEmpty, fee != nil, processingTime != nil, !steps.isEmpty, !agency.isEmpty, summary != nil]
            .count { $0 }
    }
}
