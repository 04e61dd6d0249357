package import AccessPointDevices
import PublicServices
package import ServiceDesk

/// One citizen at the machine, from the first page to the wipe. Everything personal dies with this value.
package actor Visit {
    let console: any Console
    let desk: ServiceDesk
    let languages: Languages
    let settings: VisitSettings
    /// The pages after which the long hint about the keys gives way to the short one.
    private let pagesWithFullHints = 3

    var phrases: Phrases
    /// How the talk is held with this citizen.
    var manner: Manner
    /// The citizen presses the keys alone for a while, the volunteer has looked away.
    var isAlone = false
    let lookups = VisitLookups()
    /// Dossiers already rated in this visit, and whether a rating without a dossier was given.
    var ratedSubjects: Set<RatingSubject> = []
    /// Dossiers whose office was reminded in this visit; once is heard.
    var remindedDossiers: Set<DossierCode> = []
    /// One report of a difficulty a visit.
    var hasReportedDifficulty = false
    private var pagesShown = 0
    /// Something stands on the screen already.
    var hasSpoken = false
    private(set) var startsAfterCrash: Bool

    /// - Parameters:
    ///   - startsAfterCrash: the last visit was cut off; the first page says so.
    ///   - manner: how the talk begins; the citizen may change it.
    package init(
        console: any Console,
        desk: ServiceDesk,
        languages: Languages,
        settings: VisitSettings,
        startsAfterCrash: Bool = false,
        manner: Manner = Manner()
    ) {
        self.console = console
        self.desk = desk
        self.languages = languages
        self.settings = settings
        self.startsAfterCrash = startsAfterCrash
        self.manner = manner
        phrases = languages.phrases()
    }

    /// Holds the whole visit and leaves a clean machine behind.
    package func hold() async -> VisitEnd {
        if startsAfterCrash { desk.usage?.note(.visitEnded(.cutOff)) }
        desk.usage?.note(.visitBegan)
        await console.wipe()
        await startDevices()
        let end = await talk()
        desk.usage?.note(.visitEnded(end.counted))
        await console.wipe()
        await endDevices()
        if end != .endOfInput { await say([.text(phrases(.goodbye))]) }
        return end
    }

    private func talk() async -> VisitEnd {
        while true {
            do throws(Departure) {
                try await firstPage()
            } catch {
                if case .end(let end) = error { return end }
            }
        }
    }

    /// Runs a step of a talk; `9` inside it comes back here.
    func returning(_ step: () async throws(Departure) -> Void) async throws(Departure) {
        do throws(Departure) {
            try await step()
        } catch {
            guard error == .back else { throw error }
        }
    }

    /// The frame of the next page: full hints on the first pages, short ones later.
    func nextFrame(isFirst: Bool) -> PageLayout.Frame {
        pagesShown += 1
        return frame(isFirst: isFirst, isNew: showsFullHints)
    }

    /// What stands around a page, with the full hints or the short ones.
    func frame(isFirst: Bool, isNew: Bool) -> PageLayout.Frame {
        let phrases = phrases
        return PageLayout.Frame(
            banners: (desk.isPractice ? [phrases(.practiceBanner)] : [])
                + (isWithVolunteer ? [phrases(.volunteerBanner)] : []) + [settings.banner].compactMap(\.self),
            keys: phrases(isFirst ? .keysFirstPage : isNew ? .keysFull : .keysShort),
            more: phrases(.more),
            sheet: { phrases(.sheet, ["number": "\($0)", "count": "\($1)"]) }
        )
    }

    /// Newcomers read the long hints; a volunteer has read them before.
    var showsFullHints: Bool { isAlone || (!isWithVolunteer && pagesShown <= pagesWithFullHints) }

    /// Whether the first page still has to say that the last visit was cut off.
    func takeCrashNotice() -> Bool {
        defer { startsAfterCrash = false }
        return startsAfterCrash
    }
}

/// What a rating is about; one rating a visit for each.
enum RatingSubject: Hashable {
    case service
    case dossier(DossierCode)
}
