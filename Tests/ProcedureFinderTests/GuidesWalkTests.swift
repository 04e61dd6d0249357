import ProcedureFinder
import PublicServices
import Testing

@Suite struct `A walk through a guide` {
    static let today = GuidesSample.day("2026-11-23")
    var walk = GuideWalk(GuidesSample.guide, today: Self.today)

    private func outcome(_ walk: GuideWalk) -> String? {
        if case .outcome(let outcome) = walk.current { outcome.id } else { nil }
    }

    @Test func `begins with the first question`() {
        #expect(walk.current == .question(GuidesSample.foreign))
        #expect(walk.path.isEmpty)
    }

    @Test(arguments: [("2026-09-24", "birth"), ("2026-09-23", "late"), ("2026-11-23", "birth")])
    mutating func `a child of more than sixty days is late`(born: String, expected: String) throws {
        try walk.answer(.choice("no"))
        try walk.answer(.day(GuidesSample.day(born)))
        #expect(outcome(walk) == expected)
    }

    @Test(arguments: [("2025-06-30", "several"), ("2025-07-01", "abroad")])
    func `a simulated date decides which branch is taken`(today: String, expected: String) throws {
        var walk = GuideWalk(GuidesSample.guide, today: GuidesSample.day(today))
        try walk.answer(.choice("yes"))
        try walk.answer(.choice("there"))
        #expect(outcome(walk) == expected)
    }

    @Test mutating func `a foreign answer, a day for a choice and a day in the future are refused`() throws {
        #expect(throws: GuideWalk.Refusal.noSuchAnswer) { try walk.answer(.choice("maybe")) }
        #expect(throws: GuideWalk.Refusal.noSuchAnswer) { try walk.answer(.day(Self.today)) }
        try walk.answer(.choice("no"))
        #expect(throws: GuideWalk.Refusal.noSuchAnswer) { try walk.answer(.day(Self.today.adding(days: 1))) }
        #expect(throws: GuideWalk.Refusal.noSuchAnswer) { try walk.answer(.choice("no")) }
        #expect(walk.path.count == 1)
    }

    @Test mutating func `nothing is answered after the end, and only what was asked is changed`() throws {
        #expect(throws: GuideWalk.Refusal.notOnTheWay) { try walk.change(question: "born", to: .unknown) }
        try walk.answer(.unknown)
        #expect(throws: GuideWalk.Refusal.nothingAsked) { try walk.answer(.unknown) }
        #expect(throws: GuideWalk.Refusal.notOnTheWay) { try walk.change(question: "nowhere", to: .unknown) }
        #expect(outcome(walk) == "several")
    }

    @Test mutating func `changing the first answer keeps the birthday`() throws {
        try walk.answer(.choice("no"))
        try walk.answer(.day(GuidesSample.day("2026-11-01")))
        try walk.change(question: "foreign", to: .choice("yes"))
        #expect(walk.current == .question(GuidesSample.origin))
        try walk.answer(.choice("here"))
        #expect(outcome(walk) == "birth")
        #expect(walk.path.map(\.question.id) == ["foreign", "origin", "born"])
    }

    @Test mutating func `an answer that a change made irrelevant wakes when the way leads past it again`() throws {
        try walk.answer(.choice("yes"))
        try walk.answer(.choice("there"))
        try walk.change(question: "foreign", to: .unknown)
        #expect(walk.path.map(\.question.id) == ["foreign"])
        try walk.change(question: "foreign", to: .choice("yes"))
        #expect(outcome(walk) == "abroad")
    }

    @Test mutating func `going back opens the last question and stops at the first`() throws {
        try walk.answer(.choice("yes"))
        try walk.answer(.unknown)
        walk.back()
        #expect(walk.current == .question(GuidesSample.origin))
        let couldGoBack = (walk.back(), walk.back())
        #expect(couldGoBack == (true, false))
        #expect(walk.current == .question(GuidesSample.foreign))
    }

    @Test func `a guide that leads nowhere or in circles ends lost instead of hanging`() throws {
        let circle = GuideQuestion(
            id: "circle", text: GuidesSample.text("?"), options: [GuidesSample.option("on", to: "circle")],
            unknown: GuideRoute(to: "nowhere")
        )
        for answer in [GuideAnswer.choice("on"), .unknown] {
            var walk = GuideWalk(GuidesSample.guide(questions: [circle]), today: Self.today)
            try walk.answer(answer)
            #expect(walk.current == .lost)
        }
        #expect(GuideWalk(GuidesSample.guide(questions: []), today: Self.today).current == .lost)
    }

    @Test(arguments: [
        ("2012-11-23", 14), ("2012-11-24", 13), ("2012-02-29", 14), ("2026-11-23", 0), ("2027-01-01", -1),
    ])
    func `full years are counted as ages are`(born: String, years: Int) {
        #expect(Self.today.fullYears(since: GuidesSample.day(born)) == years)
    }

    @Test func `someone born on 29 February grows older on 1 March`() {
        let born = GuidesSample.day("2012-02-29")
        #expect(GuidesSample.day("2026-02-28").fullYears(since: born) == 13)
        #expect(GuidesSample.day("2026-03-01").fullYears(since: born) == 14)
    }
}
