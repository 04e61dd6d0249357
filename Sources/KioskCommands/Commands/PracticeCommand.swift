import AccessPointDevices
import ArgumentParser
import KioskConversation
import PracticeBackend
import PublicServices
import ServiceDesk

struct PracticeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "practice",
        abstract: "Practise helping people: ten tasks for new volunteers and staff, with a result slip.",
        discussion: """
            Runs over the practice backend and in practice's own folder, also on a kiosk that serves a real province: no
            province is asked, and nothing reaches one. A task is judged by what was done, and nobody's name is asked.
            Citizens practise the keys inside a visit (6 on the first page).
            """
    )

    @OptionGroup var options: GlobalOptions
    @Option(help: "Language of the exercise; default is the first of languages.order.")
    var language: String?

    func run() async throws {
        let installation = try await Installation.open(options, logsToFile: true, practises: true)
        try await installation.withTraining(language: language) { training in _ = await training.hold() }
    }
}

extension Installation {
    /// Runs `work` with an exercise at this terminal.
    ///
    /// - Throws: `ConfigurationFault` for a language that is not offered; `TerminalError`.
    func withTraining(language: String?, _ work: (Training) async -> Void) async throws {
        try await withBackend { backend in
            let leaving = LeavingBackend(backend)
            let kiosk = try await kiosk(backend: leaving)
            guard let languages = kiosk.languages.beginning(with: language) else {
                throw ConfigurationFault(
                    file: files.path("kiosk.yaml"), key: "languages.order",
                    mend: "does not have \(language ?? ""), which --language asks for")
            }
            let material = try TrainingMaterial(samplesOf: VietnamTime.day(of: clock.now))
            let console = try TerminalConsole()
            await work(
                Training(
                    console: console, desk: kiosk.desk, languages: languages, settings: kiosk.visitSettings,
                    material: material, setAway: { leaving.set(isAway: $0) }))
            await console.close()
        }
    }
}

extension TrainingMaterial {
    /// What the practice backend knows on a day.
    ///
    /// - Throws: `ConfigurationFault` should it lack one of them.
    init(samplesOf day: CalendarDay) throws {
        let samples = PracticeSamples(on: day)
        guard let birth = ProcedureCode("1.001193"), let marriage = ProcedureCode("1.000894"),
            let slip = samples.dossier(.received), let late = samples.dossier(.overdueWithApology),
            let payment = samples.payment(.paid)
        else { throw ConfigurationFault(file: "practice backend", mend: "lacks a sample that the exercise needs") }
        self.init(
            birth: birth, marriage: marriage, slip: slip.code, late: late.code, lastFour: late.lastFour,
            payment: payment.reference)
    }
}
