package import PublicServices

/// The end of a guide: procedures to show, and what to say with them.
///
/// In YAML:
/// ```yaml
/// - id: birth
///   procedures: ["1.001193", "2.000986"]
///   advice: {vi: "Nộp tại Ủy ban xã.", en: "Apply at the commune office."}
///   desk: true   # optional: also offer the person at the desk
/// ```
package struct GuideOutcome: Hashable, Sendable {
    package let id: String
    /// The fitting procedures, most likely first; may be empty when `desk` is set.
    package let procedures: [ProcedureCode]
    /// At most two short sentences.
    package let advice: GuideText
    /// Whether the page shall send the citizen to the person at the desk.
    package let desk: Bool

    package init(id: String, procedures: [ProcedureCode], advice: GuideText, desk: Bool = false) {
        self.id = id
        self.procedures = procedures
        self.advice = advice
        self.desk = desk
    }

    /// Whether the outcome suits someone who does not know: it leaves a choice, or names a person.
    package var isSafe: Bool { desk || procedures.count > 1 }
}

extension GuideOutcome: Codable {
    private enum Key: String, CodingKey {
        case id, procedures, advice, desk
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        id = try values.decode(String.self, forKey: .id)
        procedures = try values.decodeIfPresent([ProcedureCode].self, forKey: .procedures) ?? []
        advice = try values.decode(GuideText.self, forKey: .advice)
        desk = try values.decodeIfPresent(Bool.self, forKey: .desk) ?? false
    }
}
