package import PublicServices

extension GuideScenario {
    /// Days on which an example without a date of its own is walked: it must end the same on each.
    package static let anyDays = [(2021, 11, 1), (2025, 6, 30), (2025, 7, 1), (2026, 11, 23), (2031, 2, 28)]
        .compactMap { CalendarDay(year: $0.0, month: $0.1, day: $0.2) }
}

extension Guide {
    /// Walks every example of the file.
    func scenarioFaults() -> [GuideFault] {
        scenarios.enumerated().flatMap { index, scenario in
            let days = scenario.today.map { [$0] } ?? GuideScenario.anyDays
            let problems = days.compactMap { problem(of: scenario, on: $0) }
            return problems.prefix(1).map { fault("scenarios.\(index + 1)", $0, "Mend the example or the guide") }
        }
    }

    /// Why `scenario` fails on `day`; `nil` when it passes.
    private func problem(of scenario: GuideScenario, on day: CalendarDay) -> String? {
        var walk = GuideWalk(self, today: day)
        while case .question(let question) = walk.current {
            guard let answer = scenario.answers[question.id] else {
                return "on \(day) it is asked \"\(question.id)\" and has no answer"
            }
            do {
                try walk.answer(answer)
            } catch {
                return "on \(day) \"\(answer.written)\" is no answer to \"\(question.id)\""
            }
        }
        guard case .outcome(let outcome) = walk.current else { return "on \(day) it leads nowhere" }
        guard outcome.id == scenario.expect else {
            return "on \(day) it ends at \"\(outcome.id)\", not at \"\(scenario.expect)\""
        }
        let unused = Set(scenario.answers.keys).subtracting(walk.path.map(\.question.id))
        return unused.min().map { "on \(day) its answer to \"\($0)\" is never asked for" }
    }
}
