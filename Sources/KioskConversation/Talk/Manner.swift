/// How the talk is held; chosen for one visit and forgotten with it.
package struct Manner: Equatable, Sendable {
    /// One item at a time: Enter goes on to the next.
    package var isSlow: Bool
    /// A volunteer presses the keys; every page but the citizen's own says so.
    package var isVolunteer: Bool

    package init(isSlow: Bool = false, isVolunteer: Bool = false) {
        self.isSlow = isSlow
        self.isVolunteer = isVolunteer
    }
}
