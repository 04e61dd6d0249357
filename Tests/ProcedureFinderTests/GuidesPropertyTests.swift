import ProcedureFinder
import PublicServices
import Testing

/// Numbers that are the same on every run (SplitMix64).
private struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension GuideQuestion {
    /// Any answer this question takes on `today`.
    fileprivate func anyAnswer(today: CalendarDay, _ dice: inout Dice) -> GuideAnswer {
        let ages = [0, 1, 15, 16, 60, 61, 5000, 6000, 27_000, 28_000, 30_000]
        let days = asksForDay ? ages.map { GuideAnswer.day(today.adding(days: -$0)) } : []
        let all = options.map { GuideAnswer.choice($0.value) } + days + [.unknown]
        return all.randomElement(using: &dice) ?? .unknown
    }
}

extension GuideWalk {
    fileprivate mutating func finish(_ dice: inout Dice) throws {
        while case .question(let question) = current {
            try answer(question.anyAnswer(today: today, &dice))
        }
    }
}

@Suite struct `Any walk through any guide` {
    static let today = CalendarDay(number: 20_780)

    @Test(arguments: 0..<40)
    func `changing an answer keeps every other one that is still on the way`(seed: Int) throws {
        var dice = Dice(state: UInt64(seed))
        for (name, guide) in GuideFiles.all {
            var walk = GuideWalk(guide, today: Self.today)
            try walk.finish(&dice)
            let before = walk.path
            let changed = try #require(before.randomElement(using: &dice)).question
            let answer = changed.anyAnswer(today: Self.today, &dice)
            try walk.change(question: changed.id, to: answer)
            try walk.finish(&dice)
            for step in walk.path {
                let old = before.first { $0.question.id == step.question.id }
                let expected = step.question.id == changed.id ? answer : old?.answer
                #expect(expected == nil || expected == step.answer, "\(name), \(step.question.id)")
            }
        }
    }

    @Test(arguments: 0..<40)
    func `changing an answer and back again restores the outcome without a question`(seed: Int) throws {
        var dice = Dice(state: UInt64(seed) &+ 1000)
        for (name, guide) in GuideFiles.all {
            var walk = GuideWalk(guide, today: Self.today)
            try walk.finish(&dice)
            let (before, place) = (walk.path, walk.current)
            let step = try #require(before.randomElement(using: &dice))
            try walk.change(question: step.question.id, to: step.question.anyAnswer(today: Self.today, &dice))
            if walk.path.contains(where: { $0.question.id == step.question.id }) {
                try walk.change(question: step.question.id, to: step.answer)
            }
            #expect(walk.path == before && walk.current == place, "\(name)")
        }
    }

    @Test(arguments: 0..<40)
    func `nothing is asked twice and eight questions suffice`(seed: Int) throws {
        var dice = Dice(state: UInt64(seed) &+ 2000)
        for (name, guide) in GuideFiles.all {
            var walk = GuideWalk(guide, today: Self.today)
            var asked: [String] = []
            for _ in 0..<3 {
                while case .question(let question) = walk.current {
                    asked.append(question.id)
                    try walk.answer(question.anyAnswer(today: Self.today, &dice))
                }
                #expect(walk.path.count <= Guide.mostQuestions, "\(name)")
                let step = try #require(walk.path.randomElement(using: &dice))
                try walk.change(
                    question: step.question.id, to: step.question.anyAnswer(today: Self.today, &dice))
            }
            #expect(Set(asked).count == asked.count, "\(name): \(asked)")
        }
    }

    @Test(arguments: 0..<10)
    func `going back step by step reopens each question in reverse`(seed: Int) throws {
        var dice = Dice(state: UInt64(seed) &+ 3000)
        for (name, guide) in GuideFiles.all {
            var walk = GuideWalk(guide, today: Self.today)
            try walk.finish(&dice)
            for step in walk.path.reversed() {
                let wentBack = walk.back()
                #expect(wentBack)
                #expect(walk.current == .question(step.question), "\(name)")
            }
            let atStart = !walk.back()
            #expect(atStart)
            #expect(walk == GuideWalk(guide, today: Self.today))
        }
    }
}
