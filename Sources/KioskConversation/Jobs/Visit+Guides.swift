import ProcedureFinder
import PublicServices
import ServiceDesk

extension Visit {
    /// Guided questions: which life event, then one question a page.
    func chooseGuide() async throws(Departure) {
        let tag = phrases.tag
        let body = [Page.Block.text(phrases(.guideIntro))]
        try await chooseFrom(
            settings.guides(), title: phrases(.guideTitle), body: body, text: { $0.title.text(in: tag) }
        ) {
            guide throws(Departure) in
            try await follow(guide)
        }
    }

    /// Walks a guide to its end; `9` opens the question before.
    func follow(_ guide: Guide) async throws(Departure) {
        var walk = GuideWalk(guide, today: today)
        while true {
            do throws(Departure) {
                switch walk.current {
                case .question(let question): walk = try await ask(question, on: walk)
                case .outcome(let outcome): walk = try await show(outcome, of: walk)
                case .lost: try await cannotShow(.guideLost)
                }
            } catch {
                guard error == .back, walk.back() else { throw error }
            }
        }
    }

    /// One question, open or asked again; "Tôi không biết" is always the last choice.
    func ask(_ question: GuideQuestion, on walk: GuideWalk) async throws(Departure) -> GuideWalk {
        let tag = phrases.tag
        let example = today.adding(days: -30).written
        let options = question.options.map { $0.text.text(in: tag) }
        let page = Page(
            title: walk.guide.title.text(in: tag),
            body: Page.Block.lines([
                question.text.text(in: tag),
                question.asksForDay ? phrases(.guideDay, ["example": example]) : nil,
            ]),
            choices: options + [phrases(.guideUnknown)],
            entry: question.asksForDay ? .text(example: example) : .number
        )
        let wrong = Misunderstanding(phrases(.guideDayWrong, ["example": example]))
        return try await ask(page) { reply in
            guard let answer = Self.answer(reply, to: question) else { return .failure(wrong) }
            var next = walk
            do throws(GuideWalk.Refusal) {
                if walk.path.contains(where: { $0.question.id == question.id }) {
                    try next.change(question: question.id, to: answer)
                } else {
                    try next.answer(answer)
                }
                return .success(next)
            } catch {
                return .failure(wrong)
            }
        }
    }

    private static func answer(_ reply: Reply, to question: GuideQuestion) -> GuideAnswer? {
        switch reply {
        case .choice(let number) where number <= question.options.count:
            .choice(question.options[number - 1].value)
        case .choice: .unknown
        case .text(let typed): TypedDay.read(typed).map(GuideAnswer.day)
        }
    }
}

/// A day the way people type it: `15/10/2026`, `15-10-2026`, `15 10 2026`, `15102026` or `2026-10-15`.
enum TypedDay {
    static func read(_ typed: String) -> CalendarDay? {
        let plain = PlainCharacters.plain(typed)
        var groups = plain.split { !$0.isASCII || !$0.isNumber }.map(String.init)
        if groups.count == 1, groups[0].utf8.count == 8 {
            let digits = groups[0]
            groups = [String(digits.prefix(2)), String(digits.dropFirst(2).prefix(2)), String(digits.suffix(4))]
        }
        guard groups.count == 3 else { return nil }
        if groups[0].utf8.count == 4 { groups.reverse() }
        guard groups[2].utf8.count == 4, groups.allSatisfy({ $0.utf8.count <= 4 }) else { return nil }
        guard let day = Int(groups[0]), let month = Int(groups[1]), let year = Int(groups[2]) else { return nil }
        return CalendarDay(year: year, month: month, day: day)
    }
}
