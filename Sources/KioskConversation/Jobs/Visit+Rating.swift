import PublicServices
import ServiceDesk

extension Visit {
    /// The survey: the overall question first; everything else may be left out.
    ///
    /// - Parameter office: counted with the answers, for the evaluation of offices; not sent with them.
    func answerSurvey(_ subject: RatingSubject, at office: RatedOffice) async throws(Departure) {
        var sheet = RatingSheet(survey: desk.survey)
        let noteKept = { (sheet: RatingSheet) in
            self.ratedSubjects.insert(subject)
            self.desk.usage?.note(.rated(sheet.answers, in: sheet.survey, of: office))
        }
        do throws(Departure) {
            try await fill(&sheet)
        } catch {
            // Who leaves has answered all the same: the pages say that what is chosen counts.
            if sheet.isRating, (try? await desk.giving.keep(rating(of: sheet))) != nil { noteKept(sheet) }
            throw error
        }
        let (given, filled) = (rating(of: sheet), sheet)
        try await confirm(onSuccess: { noteKept(filled) }, give: { desk in try await desk.give(given) })
    }

    private func rating(of sheet: RatingSheet) -> SatisfactionRating {
        var rating = SatisfactionRating(
            survey: sheet.survey, answers: sheet.answers, day: today, kiosk: desk.accessPoint.id)
        rating.comment = sheet.comment
        return rating
    }

    /// Asks what is open; `9` goes back by one question, from the first one out of the survey.
    private func fill(_ sheet: inout RatingSheet) async throws(Departure) {
        while sheet.next != .complete {
            do throws(Departure) {
                switch sheet.next {
                case .question(let question): sheet.answer(question, try await answer(question, number: sheet.number))
                case .offer: sheet.decide(more: try await wantsMore(sheet))
                case .comment: sheet.settle(comment: try await comment())
                case .complete: return
                }
            } catch {
                guard error == .back, sheet.takeBack() else { throw error }
            }
        }
    }

    /// One question; the pressed number is not shown, so that nobody beside sees it.
    private func answer(_ question: Survey.Question, number: Int) async throws(Departure) -> String? {
        var options = question.options.map { phrases.choose($0.text) }
        if !question.isRequired, options.count < 6 { options.append(phrases(.rateSkip)) }
        var page = Page(
            title: phrases(.rateTitle),
            body: [
                .text(phrases(.rateQuestion, ["number": "\(number)", "text": phrases.choose(question.text)])),
                .text(phrases(.rateAnonymous)),
            ],
            choices: options
        )
        page.isHidden = true
        let chosen = try await choose(page)
        return chosen <= question.options.count ? question.options[chosen - 1].value : nil
    }

    private func wantsMore(_ sheet: RatingSheet) async throws(Departure) -> Bool {
        let page = Page(
            title: phrases(.rateMoreTitle),
            body: [.text(phrases(.rateMoreText, ["count": "\(sheet.openCount)"]))],
            choices: [phrases(.rateSend), phrases(.rateMore)]
        )
        return try await choose(page) == 2
    }

    /// A few words of the citizen's own; `nil` when they do not like to.
    ///
    /// A warning stands before them, and what looks like a number of a person is refused.
    func comment() async throws(Departure) -> String? {
        let count = ["count": "\(Comment.longest)"]
        let page = Page(
            title: phrases(.rateCommentTitle),
            body: [.text(phrases(.rateCommentHow, count))],
            choices: [phrases(.rateCommentSkip)],
            entry: .text(example: phrases(.rateCommentExample))
        )
        let personal = Misunderstanding(phrases(.rateCommentPersonal))
        let long = Misunderstanding(phrases(.rateCommentLong, count))
        return try await ask(page) { reply in
            guard case .text(let typed) = reply else { return .success(nil) }
            do throws(Comment.Refusal) {
                return .success(try Comment.checked(typed))
            } catch {
                return .failure(error == .tooLong ? long : personal)
            }
        }
    }
}
