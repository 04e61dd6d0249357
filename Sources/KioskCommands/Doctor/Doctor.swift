import ServiceDesk

/// Runs checks one after the other.
struct Doctor {
    /// A check with what it found and how long that took.
    struct Entry: Encodable, Sendable {
        var check: String
        var state: Finding.State
        var finding: String
        var mender: Finding.Mender?
        var milliseconds: Int

        /// `broken  certificate: … (who can mend it: …)`.
        var line: String {
            let mark = state.rawValue + String(repeating: " ", count: max(1, 9 - state.rawValue.utf8.count))
            return mark + "\(check): \(finding)" + (mender.map { " – can be mended by \($0.rawValue)" } ?? "")
        }
    }

    let checks: [Check]
    let clock: any KioskClock

    /// Looks at everything; each entry is given as soon as it is there.
    func examine(_ report: (Entry) throws -> Void) async rethrows -> Finding.State {
        var broken: Set<String> = []
        var worst = Finding.State.ok
        for check in checks {
            let start = clock.uptime
            let cause = check.needs.first { broken.contains($0) }
            let finding =
                if let cause { Finding(state: .skipped, words: "not looked at: \(cause) comes first") } else {
                    await check.look()
                }
            if [.broken, .skipped].contains(finding.state) { broken.insert(check.name) }
            if finding.state == .broken || (finding.state == .look && worst == .ok) { worst = finding.state }
            try report(
                Entry(
                    check: check.name, state: finding.state, finding: finding.words, mender: finding.mender,
                    milliseconds: Int((clock.uptime - start) / .milliseconds(1))))
        }
        return worst
    }
}
