/// Code that reads bytes from strangers, each with the rules that must hold for any bytes at all.
///
/// A trap is a finding too: libFuzzer and the test runner see it by themselves.
package enum FuzzSubject: String, CaseIterable, Sendable {
    /// The text gate and the layout of lines behind it.
    case gate
    /// Dossier codes, slips from a scanner, payment references, procedure codes, VietQR payloads.
    case codes
    /// Folding, Telex and VNI keystrokes, splitting of glued syllables.
    case keystrokes
    /// JSON bodies of the backend.
    case answers
    /// Guides as an editor writes them, YAML.
    case guides

    /// The rule that these bytes break, in words; `nil` when all hold.
    package func finding(in bytes: [UInt8]) -> String? {
        switch self {
        case .gate: GateRules.finding(in: bytes)
        case .codes: CodeRules.finding(in: bytes)
        case .keystrokes: KeystrokeRules.finding(in: bytes)
        case .answers: AnswerRules.finding(in: bytes)
        case .guides: GuideRules.finding(in: bytes)
        }
    }
}
