package import AccessPointDevices
import PublicServices
package import ServiceDesk

/// The exercise for new volunteers and staff: ten visits over the practice backend, each with a task.
///
/// A task is judged by what the trainee did at the screen, never by what they say of it. Nobody is named, and nothing
/// of it is kept but the slip that the trainee takes along.
package struct Training: Sendable {
    let console: any Console
    let desk: ServiceDesk
    let languages: Languages
    let settings: VisitSettings
    let material: TrainingMaterial
    let setAway: @Sendable (Bool) -> Void

    /// - Parameter setAway: puts the backend out of reach and back, for the exercise of an outage.
    package init(
        console: any Console,
        desk: ServiceDesk,
        languages: Languages,
        settings: VisitSettings,
        material: TrainingMaterial,
        setAway: @escaping @Sendable (Bool) -> Void
    ) {
        self.console = console
        self.desk = desk
        self.languages = languages
        self.settings = settings
        self.material = material
        self.setAway = setAway
    }

    /// Holds the whole exercise.
    ///
    /// - Returns: how each task went; a task that was not reached is open.
    package func hold() async -> [TrainingOutcome] {
        var results = TrainingResults()
        let coach = TrainingCoach(training: self, phrases: languages.phrases())
        do throws(Departure) {
            try await coach.welcome()
            for task in TrainingTask.allCases {
                results[task] = try await coach.teach(task)
                if results[task] != .open { try await coach.praise(task) }
            }
        } catch {
            // `0` on the page of a task leads to the result; a closed terminal leads nowhere.
            if error == .end(.endOfInput) { return results.outcomes }
        }
        await coach.show(results)
        return results.outcomes
    }

    /// One visit with a task above every page.
    func visit(_ task: TrainingTask, banner: String, journal: Journal) async -> VisitEnd {
        var settings = settings
        settings.banner = banner
        // The example on the entry pages is not the answer to the task.
        settings.practiceDossiers = []
        settings.practicePayments = []
        setAway(task == .outage)
        let end = await Visit(
            console: WatchedConsole(console: console, journal: journal), desk: desk, languages: languages,
            settings: settings, manner: Manner(isVolunteer: task == .next)
        ).hold()
        setAway(false)
        return end
    }
}

/// How the ten tasks went.
struct TrainingResults {
    private(set) var outcomes = [TrainingOutcome](repeating: .open, count: TrainingTask.allCases.count)

    subscript(task: TrainingTask) -> TrainingOutcome {
        get { outcomes[task.rawValue - 1] }
        set { outcomes[task.rawValue - 1] = newValue }
    }

    var passed: Int { outcomes.count { $0 != .open } }
}
