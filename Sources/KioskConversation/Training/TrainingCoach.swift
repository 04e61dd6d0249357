import AccessPointDevices
import PublicServices
import ServiceDesk

/// The pages between the visits of an exercise: the task, what was missed, the result.
struct TrainingCoach: Sendable {
    let training: Training
    let phrases: Phrases
    /// Lays out the pages; its keys are those of every page.
    private let talk: Visit

    init(training: Training, phrases: Phrases) {
        self.training = training
        self.phrases = phrases
        talk = Visit(
            console: training.console, desk: training.desk, languages: training.languages,
            settings: training.settings)
    }

    func welcome() async throws(Departure) {
        _ = try await choose(
            Page(
                title: say(.introTitle),
                body: [.intro, .introPages, .introNoName].map { .text(say($0)) }, choices: [say(.begin)]))
    }

    /// A task, as often as the trainee likes.
    func teach(_ task: TrainingTask) async throws(Departure) -> TrainingOutcome {
        let values = await values
        let judge = await judge
        var tries = 0
        while true {
            guard try await choose(assignment(task, values)) == 1 else { return .open }
            tries += 1
            let banner = say(task.sentences.note, values)
            let journal = Journal(banner: banner)
            let end = await training.visit(task, banner: banner, journal: journal)
            if end == .endOfInput { throw .end(.endOfInput) }
            var isDone = judge.isDone(task, journal, end: end)
            if isDone, task == .outage { isDone = try await answersRightly() }
            if isDone { return tries == 1 ? .passed : .passedWithHelp }
            guard try await help(with: task, values) else { return .open }
        }
    }

    private func assignment(_ task: TrainingTask, _ values: [String: String]) -> Page {
        Page(
            title: say(.title, numbers(task)),
            body: [.text(say(task.sentences.name)), .gap, .text(say(task.sentences.task, values))],
            choices: [say(.start), say(.skip)])
    }

    /// Says what was learned; `0` goes on as `1` does: it ends visits, and may have been pressed once more than needed.
    func praise(_ task: TrainingTask) async throws(Departure) {
        let isLast = task == TrainingTask.allCases.last
        let page = Page(
            title: say(.rightTitle), body: [.text(say(task.sentences.lesson, await values))],
            choices: [say(isLast ? .finish : .next)])
        do throws(Departure) {
            _ = try await choose(page)
        } catch {
            guard error == .home else { throw error }
        }
    }

    /// The hint, and the way key by key if that is wanted; `false` to go on without the task.
    private func help(with task: TrainingTask, _ values: [String: String]) async throws(Departure) -> Bool {
        let page = Page(
            title: say(.wrongTitle), body: [.text(say(task.sentences.hint, values))],
            choices: [say(.again), say(.showWay), say(.skip)])
        switch try await choose(page) {
        case 1: return true
        case 2:
            let way = Page(
                title: say(.wayTitle), body: [.text(say(task.sentences.way, values))],
                choices: [say(.again), say(.skip)])
            return try await choose(way) == 1
        default: return false
        }
    }

    /// What to tell a citizen when the province cannot be asked: the second of three.
    private func answersRightly() async throws(Departure) -> Bool {
        let answers: [TrainingPhrase] = [.outageGone, .outageUnsure, .outageDone]
        let page = Page(
            title: say(.outageName), body: [.text(say(.outageQuestion))],
            choices: answers.map { say($0) })
        return try await choose(page) == 2
    }

    /// The result, which can be printed; it names nobody.
    func show(_ results: TrainingResults) async {
        let count = ["passed": "\(results.passed)", "count": "\(TrainingTask.allCases.count)"]
        let day = ["day": VietnamTime.day(of: training.desk.clock.now).written]
        let head = say(.resultCount, count.merging(day) { first, _ in first })
        let lines = TrainingTask.allCases.map { task in
            Page.Block.item(
                mark: "[\(task.rawValue)]",
                text: say(
                    .resultLine,
                    ["name": say(task.sentences.name), "state": say(results[task].phrase)]))
        }
        let page = Page(
            title: say(.resultTitle), body: [.text(head)] + lines, choices: [say(.leave)])
        let keepsake = Keepsake(page: page, reference: head)
        _ = try? await talk.choose(page, orTakeAlong: keepsake)
        await training.console.wipe()
    }

    /// A page of the coach's own: nothing lies behind it to go back to, and hiding it hides nothing.
    private func choose(_ page: Page) async throws(Departure) -> Int {
        while true {
            do throws(Departure) {
                return try await talk.choose(page)
            } catch {
                guard error == .back || error == .end(.hidden) else { throw error }
            }
        }
    }

    private func say(_ phrase: TrainingPhrase, _ values: [String: String] = [:]) -> String {
        phrases.training(phrase, values)
    }

    private func numbers(_ task: TrainingTask) -> [String: String] {
        ["number": "\(task.rawValue)", "count": "\(TrainingTask.allCases.count)"]
    }

    /// What the sentences name: codes of the material, and choices of the pages by their own words.
    private var values: [String: String] {
        get async {
            let material = training.material
            return await [
                "birth": title(material.birth), "marriage": title(material.marriage), "code": material.slip.text,
                "late": material.late.text, "digits": material.lastFour, "reference": material.payment.text,
                "guides": phrases(.findGuides), "outcome": phrases(.guideOutcome), "unknown": phrases(.guideUnknown),
                "volunteer": phrases(.helpVolunteerOn), "next": phrases(.welcomeNext),
            ]
        }
    }

    private var judge: TrainingJudge {
        get async {
            let material = training.material
            return TrainingJudge(
                phrases: phrases, material: material, birth: await title(material.birth),
                marriage: await title(material.marriage))
        }
    }

    /// The title that the page of a procedure has.
    private func title(_ code: ProcedureCode) async -> String {
        guard let procedure = await training.desk.catalogue.procedure(code).value else { return code.text }
        return ProcedurePages(procedure: procedure, phrases: phrases, deskValues: [:]).title
    }
}

extension TrainingOutcome {
    var phrase: TrainingPhrase {
        switch self {
        case .passed: .statePassed
        case .passedWithHelp: .stateHelped
        case .open: .stateOpen
        }
    }
}
