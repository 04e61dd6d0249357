/// One thing the doctor looks at.
///
/// A list of checks is a value, so each part of the kiosk brings its own and `Doctor` runs them all alike.
struct Check: Sendable {
    /// A short name, the same for ever: scripts and the handbook read it.
    let name: String
    /// Names of earlier checks that must not be broken, else this one says nothing.
    var needs: [String] = []
    let look: @Sendable () async -> Finding
}

/// What a check found: what it means, what to do, and who can do it.
struct Finding: Equatable, Sendable {
    enum State: String, Encodable, Sendable {
        case ok
        /// It works, and somebody should look.
        case look
        case broken
        /// Not looked at, because something before it is broken.
        case skipped
    }

    /// Who can mend it.
    enum Mender: String, Encodable, Sendable {
        /// Whoever can edit this kiosk's configuration.
        case kiosk = "the operator of this kiosk"
        /// Whoever runs the network at the access point.
        case network = "whoever runs the network here"
        /// Whoever runs the province's system.
        case province = "the province's system"
    }

    var state: State
    /// What was found and what it means, one sentence.
    var words: String
    var mender: Mender?
    /// What to do, as an order.
    var remedy: String?

    static func ok(_ words: String) -> Finding { Finding(state: .ok, words: words) }

    static func look(_ words: String, _ mender: Mender, do remedy: String) -> Finding {
        Finding(state: .look, words: words, mender: mender, remedy: remedy)
    }

    static func broken(_ words: String, _ mender: Mender, do remedy: String) -> Finding {
        Finding(state: .broken, words: words, mender: mender, remedy: remedy)
    }
}
