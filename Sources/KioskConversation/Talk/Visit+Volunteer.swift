import AccessPointDevices
import ServiceDesk

/// Volunteer mode: declared by whoever presses the keys, on the help page or by `kiosk run --volunteer`.
///
/// Nobody is identified: the mode gives no right that a citizen does not have. It says on every page that somebody
/// helps, leaves out what a practised hand knows, and parts two citizens by a whole wipe, because the first client's
/// data stayed for the second one elsewhere (research/features.md, F2 and F3).
extension Visit {
    /// A volunteer presses the keys now.
    var isWithVolunteer: Bool { manner.isVolunteer && !isAlone }

    /// What only newcomers need to read; left out while a volunteer helps.
    func hints(_ blocks: Page.Block...) -> [Page.Block] { isWithVolunteer ? [] : blocks }

    /// Job 4: the survey, always answered by the citizen alone.
    func rate(_ subject: RatingSubject, at office: RatedOffice = .service) async throws(Departure) {
        // Before the keyboard changes hands for nothing.
        guard !ratedSubjects.contains(subject) else { return try await tell(.rateTitle, .rateAlready) }
        try await refuseWhenFull(.rateTitle)
        guard isWithVolunteer else { return try await answerSurvey(subject, at: office) }
        isAlone = true
        do throws(Departure) {
            try await handOver()
            try await answerSurvey(subject, at: office)
        } catch {
            await handBack()
            throw error
        }
        await handBack()
    }

    private func handOver() async throws(Departure) {
        let page = Page(
            title: phrases(.handOverTitle),
            body: [.text(phrases(.handOverText)), .text(phrases(.handOverAfter))],
            choices: [phrases(.handOverReady)]
        )
        _ = try await choose(page)
    }

    /// The volunteer sees nothing of the answers: the screen is empty before the page that says so again.
    private func handBack() async {
        await console.wipe()
        hasSpoken = false
        isAlone = false
    }

    /// Says from now on that somebody helps, or that nobody does any more.
    func setVolunteer(_ isVolunteer: Bool) async {
        manner.isVolunteer = isVolunteer
        await say([.gap, .text(phrases(isVolunteer ? .volunteerOn : .volunteerOff))])
    }

    /// From now on one item at a time, or whole pages again.
    func setSlow(_ isSlow: Bool) async {
        manner.isSlow = isSlow
        await say([.gap, .text(phrases(isSlow ? .slowOn : .slowOff))])
    }
}
