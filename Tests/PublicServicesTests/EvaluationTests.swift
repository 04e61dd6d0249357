import PublicServices
import Testing

@Suite struct EvaluationTests {
    @Test func `the law's classes begin at 15, 12, 9 and 6 points`() {
        let expected: [(Double, OfficeStanding)] = [
            (18, .excellent), (15, .excellent), (14.99, .good), (12, .good), (11.99, .fair), (9, .fair),
            (8.99, .average), (6, .average), (5.99, .weak), (0, .weak),
        ]
        for (points, standing) in expected { #expect(OfficeStanding(points: points) == standing, "\(points)") }
        #expect(EvaluationIndicator.mostPointsOfOffice == 18)
        #expect(EvaluationIndicator.allCases.filter(\.isRatedByCitizens).map(\.rawValue) == [1, 3, 4, 7])
    }

    @Test func `an office has a class only when all nine indicators are known`() throws {
        var tally = EvaluationTally()
        tally.add(ratings: 4)
        for indicator in EvaluationIndicator.allCases where indicator.isRatedByCitizens {
            tally.add(3, points: 2, of: indicator)
            tally.add(1, points: 0, of: indicator)
        }
        let alone = OfficeEvaluation(tally)
        #expect(alone.sum == 6)
        #expect(alone.most == 8)
        #expect(alone.standing == nil)
        #expect(alone.estimate == 13.5)
        let others: [EvaluationIndicator: Double] = [
            .timeOfEachBody: 2, .oneStopDesk: 2, .published: 1, .complaints: 1, .onlineServices: 1.5,
        ]
        let whole = OfficeEvaluation(tally, scored: others)
        #expect(whole.sum == 13.5)
        #expect(whole.standing == .good)
        // Points that an office gives itself for what citizens rate do not count.
        #expect(OfficeEvaluation(tally, scored: [.attitude: 2]).points[.attitude] == 1.5)
        #expect(OfficeEvaluation(EvaluationTally()).estimate == nil)
    }

    @Test func `the share of satisfied leaves out what was not answered`() {
        var tally = EvaluationTally()
        tally.add(ratings: 10)
        #expect(tally.satisfiedShare == nil)
        tally.add(3, of: "verySatisfied", to: "overall")
        tally.add(3, of: "satisfied", to: "overall")
        tally.add(2, of: "dissatisfied", to: "overall")
        tally.add(2, of: "time", to: "reason")
        #expect(tally.satisfiedShare == 0.75)
        #expect(tally.points(of: .attitude) == nil)
    }

    @Test func `few ratings show nothing, and what is left of the total does not tell them`() {
        #expect(SmallNumbers.disclosures(["a": 2, "b": 9, "c": 5]) == ["a": .few, "b": .shown, "c": .withheld])
        #expect(SmallNumbers.disclosures(["a": 2, "b": 1, "c": 5]) == ["a": .few, "b": .few, "c": .shown])
        #expect(SmallNumbers.disclosures(["a": 3, "b": 4]) == ["a": .shown, "b": .shown])
        #expect(SmallNumbers.disclosures(["a": 0, "b": 4]) == ["a": .shown, "b": .shown])
        #expect(SmallNumbers.disclosures(["a": 1]) == ["a": .few])
        #expect(SmallNumbers.disclosures([String: Int]()) == [:])
    }

    @Test func `whatever the ratings are, less than three are never told by the rest`() {
        var numbers = Seeded(5)
        for _ in 0..<2_000 {
            let counts = (0..<Int.random(in: 1...6, using: &numbers)).map {
                ($0, Int.random(in: 0...8, using: &numbers))
            }
            let ratings = Dictionary(uniqueKeysWithValues: counts)
            let told = SmallNumbers.disclosures(ratings)
            for (group, count) in ratings { #expect((told[group] == .few) == (1...2).contains(count)) }
            let hidden = ratings.filter { told[$0.key] != .shown }.values.reduce(0, +)
            let others = ratings.values.filter { $0 >= 3 }.count
            #expect(hidden == 0 || hidden >= SmallNumbers.least || others == 0, "\(ratings)")
        }
    }
}
