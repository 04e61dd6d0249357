import AccessPointDevices
import ArgumentParser
import FoundationEssentials
import PublicServices
import ServiceDesk

struct RateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rate",
        abstract: "Give a satisfaction rating.",
        discussion: """
            The rating is on disk before the command answers, and is sent now or as soon as the backend is back.

            Examples:
              kiosk rate --questions
              kiosk rate --answer overall=satisfied
              kiosk rate --answer overall=dissatisfied --answer reason=time --json
            """
    )

    @OptionGroup var options: GlobalOptions
    @Flag(help: "JSON: id, state (kept, sent, needsOperator), receiptNumber.")
    var json = false
    @Flag(help: "Show the questions of the survey and their answers.")
    var questions = false
    @Option(name: .customLong("answer"), help: "question=value; may be given several times.")
    var answers: [String] = []
    @Option(help: "The procedure it is about.")
    var procedure: String?
    @Flag(help: "Read a comment from standard input: no names, no numbers of persons.")
    var comment = false

    func run() async throws {
        let installation = try await Installation.open(options, notesPractice: true)
        let survey = try installation.survey()
        if questions { return try list(survey, installation) }
        let rating = try rating(survey, installation)
        try await installation.withKiosk { kiosk in
            let given = try await kiosk.desk.giving.give(rating)
            kiosk.installation.usage.note(.rated(rating.answers, in: survey, of: await office(in: kiosk)))
            await kiosk.installation.usage.flush()
            if json {
                try installation.streams.answer(try JSONLine.text(GivenReport(given)))
            } else {
                try installation.streams.answer(try installation.text(language: "vi").given(given))
            }
            await kiosk.delivery.forgetSent()
        }
    }

    /// The level of the procedure rated; which agency it was is not asked here.
    private func office(in kiosk: Kiosk) async -> RatedOffice {
        guard let code = procedure.flatMap({ ProcedureCode(typed: $0) }) else { return .service }
        return RatedOffice(level: await kiosk.desk.catalogue.procedure(code).value?.countedLevel)
    }

    private func list(_ survey: Survey, _ installation: Installation) throws {
        for question in survey.questions {
            let mark = question.isRequired ? "required" : "optional"
            try installation.streams.answer("\(question.id) (\(mark)): \(question.text["vi"] ?? "")")
            for option in question.options {
                try installation.streams.answer("  \(question.id)=\(option.value)  \(option.text["vi"] ?? "")")
            }
        }
    }

    private func rating(_ survey: Survey, _ installation: Installation) throws -> SatisfactionRating {
        let chosen = try AnswerPairs.read(answers, survey: survey)
        let day = VietnamTime.day(of: installation.clock.now)
        var rating = SatisfactionRating(survey: survey, answers: chosen, day: day, kiosk: installation.settings.kioskID)
        rating.procedureCode = try procedure.map { typed in
            guard let code = ProcedureCode(typed: typed) else { throw ValidationError("--procedure takes a code.") }
            return code
        }
        rating.comment = comment ? try checkedComment() : nil
        return rating
    }

    private func checkedComment() throws -> String {
        do throws(Comment.Refusal) {
            return try Comment.checked((try? LineReader(path: "-").next()) ?? "")
        } catch {
            throw ValidationError(
                error == .tooLong
                    ? "The comment is longer than \(Comment.longest) characters."
                    : "The comment holds a long number, like an ID card or a telephone; leave it out."
            )
        }
    }
}

/// Reads `question=value` pairs against the survey.
enum AnswerPairs {
    static func read(_ pairs: [String], survey: Survey) throws -> [String: String] {
        var answers: [String: String] = [:]
        for pair in pairs {
            let sides = pair.split(separator: "=", maxSplits: 1).map(String.init)
            guard sides.count == 2, let question = survey.questions.first(where: { $0.id == sides[0] }),
                question.options.contains(where: { $0.value == sides[1] })
            else { throw ValidationError("“\(pair)” is no answer of the survey; see kiosk rate --questions.") }
            answers[sides[0]] = sides[1]
        }
        for question in survey.questions where question.isRequired && question.isAsked(after: answers) {
            guard answers[question.id] != nil else {
                throw ValidationError("“\(question.id)” has to be answered; see kiosk rate --questions.")
            }
        }
        return answers
    }
}
