import ServiceDesk

/// Runs checks one after the other.
struct Doctor {
    /// A check with what it found and how long that took.
    struct Entry: Encodable, Sendable {
        var check: String
        var state: Finding.State
        var finding: String
        var remedy: String?
        var mender: Finding.Mender?
        var milliseconds: Int

        /// `broken   printer: … – to do: … (the operator of this kiosk)`.
        var line: String {
            let mark = state.rawValue + String(repeating: " ", count: max(1, 9 - state.rawValue.utf8.count))
            let order = remedy.map { " – to do: \($0)" } ?? ""
            return mark + "\(check): \(finding)" + order + (mender.map { " (\($0.rawValue))" } ?? "")
        }
    }

    let checks: [Check]
    let clock: any KioskClock

    /// Looks at everything; each entry is given as soon as it is there.
    ///
    /// - Returns: the worst of all.
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
                    check: check.name, state: finding.state, finding: finding.words, remedy: finding.remedy,
                    mender: finding.mender, milliseconds: Int((clock.uptime - start) / .milliseconds(1))))
        }
        return worst
    }
}
