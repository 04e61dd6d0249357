/// What a province's own words for a dossier's state mean nationally (`kiosk-config/dossier-states.yaml`).
///
/// One-stop systems keep words or numbers of their own beside the ten national states (research/facts.md §2.1, 2.2).
package struct LocalStateNames: Equatable, Sendable {
    private let states: [String: DossierState]

    /// Names by word; upper and lower case, blanks around and doubled blanks make no difference.
    package init(_ states: [String: DossierState] = [:]) {
        self.states = states.reduce(into: [:]) { $0[Self.key($1.key)] = $1.value }
    }

    /// The national state of a local word; `nil` when the list does not have it.
    package func state(of word: String) -> DossierState? { states[Self.key(word)] }

    private static func key(_ word: String) -> String {
        PlainCharacters.plain(word).lowercased().split(separator: " ").joined(separator: " ")
    }
}
