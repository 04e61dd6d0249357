import ProcedureFinder
import PublicServices
import Testing

@Suite struct `The faults of a guide` {
    typealias Sample = GuidesSample

    private func faults(
        _ questions: [GuideQuestion]? = nil, outcomes: [GuideOutcome]? = nil, scenarios: [GuideScenario] = []
    ) -> [String] {
        Sample.guide(questions: questions, outcomes: outcomes, scenarios: scenarios)
            .faults(knownCodes: nil).map { "\($0.key): \($0.problem)" }
    }

    private func question(_ id: String, _ text: String? = nil, to next: String, unknown: String) -> GuideQuestion {
        GuideQuestion(
            id: id, text: Sample.text(text ?? "Câu \(id)?"), options: [Sample.option("on", to: next)],
            unknown: GuideRoute(to: unknown)
        )
    }

    @Test func `the sample has none`() {
        #expect(faults().isEmpty)
    }

    @Test func `a fault names the guide, the key and the mend`() {
        let lost = question("q", to: "nowhere", unknown: "several")
        let fault = Sample.guide(questions: [lost], outcomes: [Sample.several]).faults(knownCodes: nil).first
        #expect(
            fault?.description == """
                guide sample, questions.q.options.on.next: there is no "nowhere". \
                Name a question or an outcome of this guide.
                """
        )
    }

    @Test func `a question and an outcome that no answer reaches`() {
        let start = question("start", to: "several", unknown: "several")
        #expect(
            faults(
                [start, Sample.born],
                outcomes: [Sample.several, Sample.outcome("birth", "1"), Sample.outcome("late", "1")]
            )
                == ["questions.born", "outcomes.birth", "outcomes.late"].map { "\($0): no answer leads here" }
        )
    }

    @Test func `nine questions on one way`() {
        let chain = (1...9).map { question("q\($0)", to: $0 == 9 ? "several" : "q\($0 + 1)", unknown: "several") }
        #expect(faults(chain, outcomes: [Sample.several]) == ["questions: a way asks 9 questions"])
        #expect(faults(Array(chain.dropFirst()), outcomes: [Sample.several]).isEmpty)
    }

    @Test func `a circle`() {
        let circle = [question("a", to: "b", unknown: "several"), question("b", to: "a", unknown: "several")]
        #expect(
            faults(circle, outcomes: [Sample.several])
                == ["a", "b"].map { "questions.\($0): it can lead back to itself" })
    }

    @Test func `the same question asked twice on one way`() {
        let twice = [
            question("a", "Ở đâu?", to: "b", unknown: "several"),
            question("b", "Ở đâu?", to: "several", unknown: "several"),
        ]
        #expect(faults(twice, outcomes: [Sample.several]) == ["questions.b: it asks the same as \"a\" before it"])
    }

    @Test func `one procedure only for somebody who does not know, unless a person helps`() {
        let start = question("a", to: "end", unknown: "end")
        #expect(
            faults([start], outcomes: [Sample.outcome("end", "1.001193")])
                == ["questions.a.unknown: someone who does not know ends at \"end\", one procedure only"]
        )
        #expect(faults([start], outcomes: [Sample.outcome("end", "1.001193", desk: true)]).isEmpty)
    }

    @Test func `six options, two alike, and the reserved words`() {
        var options = (1...6).map { Sample.option("v\($0)", to: "several") }
        options[1] = Sample.option("v1", to: "several")
        options[2] = Sample.option("unknown", to: "several")
        let wide = GuideQuestion(
            id: "a", text: Sample.text("Gì?"), options: options, unknown: GuideRoute(to: "several"))
        #expect(
            faults([wide], outcomes: [Sample.several]) == [
                "questions.a.options: there are 6 options", "questions.a.options: two options share a value",
                "questions.a.options: a value is \"unknown\" or reads as a date",
            ]
        )
    }

    @Test func `a missing language, too many words, too many sentences`() {
        let long = GuideQuestion(
            id: "a", text: GuideText(["vi": Array(repeating: "dài", count: 21).joined(separator: " ")]),
            options: [Sample.option("on", to: "end")], unknown: GuideRoute(to: "end")
        )
        let advice = GuideText(["vi": "Một. Hai. Ba", "en": " "])
        let end = GuideOutcome(id: "end", procedures: [], advice: advice, desk: true)
        #expect(
            faults([long], outcomes: [end]) == [
                "questions.a.text: the text is missing in \"en\"", "outcomes.end.advice: the text is missing in \"en\"",
                "questions.a.text: the text in \"vi\" has 21 words",
                "outcomes.end.advice: the advice in \"vi\" is too long",
            ]
        )
    }

    @Test func `an outcome without procedure or person, and a code that the catalogue lacks`() {
        let start = question("a", to: "empty", unknown: "several")
        let guide = Sample.guide(questions: [start], outcomes: [Sample.outcome("empty"), Sample.several])
        let known = Set([ProcedureCode("1.001193")].compactMap(\.self))
        #expect(
            guide.faults(knownCodes: known).map(\.problem) == ["it names nothing", "the catalogue has no \"2.000528\""]
        )
    }

    @Test func `a date that no branch covers, a hidden branch, and a condition on a day nobody gave`() {
        let hidden = GuideRoute(branches: [.init(to: "several"), .init(to: "several", from: Sample.day("2026-01-01"))])
        let blind = GuideRoute(branches: [.init(to: "several", atLeastYears: 14), .init(to: "several")])
        let start = GuideQuestion(
            id: "a", text: Sample.text("Gì?"), options: [.init(value: "on", text: Sample.text("Có"), next: hidden)],
            unknown: blind
        )
        #expect(
            faults([start], outcomes: [Sample.several]) == [
                "questions.a.options.on.next: no way fits on some dates",
                "questions.a.options.on.next: an entry without condition hides those after it",
                "questions.a.unknown: a condition looks at a day that nobody gave",
            ]
        )
    }

    @Test func `one name for two things, neither options nor a day, no question at all`() {
        let mute = GuideQuestion(id: "several", text: Sample.text("Gì?"), unknown: GuideRoute(to: "several"))
        #expect(faults([mute], outcomes: [Sample.several]).contains("questions.several: there is nothing to answer"))
        #expect(faults([mute], outcomes: [Sample.several]).contains("several: the id \"several\" is used twice"))
        #expect(faults([], outcomes: []) == ["questions: there is no question"])
    }

    @Test func `scenarios that end elsewhere, lack an answer, name too many, or change with the date`() {
        let born = GuideAnswer.day(Sample.day("2026-11-01"))
        let today = Sample.day("2026-11-23")
        let scenarios = [
            GuideScenario(answers: ["foreign": .choice("no"), "born": born], today: today, expect: "late"),
            GuideScenario(answers: ["foreign": .choice("no")], today: today, expect: "birth"),
            GuideScenario(answers: ["foreign": .unknown, "born": born], today: today, expect: "several"),
            GuideScenario(answers: ["foreign": .choice("yes"), "origin": .choice("there")], expect: "abroad"),
            GuideScenario(answers: ["foreign": .choice("perhaps")], today: today, expect: "several"),
        ]
        #expect(
            faults(scenarios: scenarios) == [
                "scenarios.1: on 2026-11-23 it ends at \"birth\", not at \"late\"",
                "scenarios.2: on 2026-11-23 it is asked \"born\" and has no answer",
                "scenarios.3: on 2026-11-23 its answer to \"born\" is never asked for",
                "scenarios.4: on 2021-11-01 it ends at \"several\", not at \"abroad\"",
                "scenarios.5: on 2026-11-23 \"perhaps\" is no answer to \"foreign\"",
            ]
        )
    }
}
