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

    @Test func `an indicator that may not be told leaves neither estimate nor class`() {
        var tally = EvaluationTally()
        for indicator in EvaluationIndicator.allCases { tally.add(1, points: 2, of: indicator) }
        let others = Dictionary(
            uniqueKeysWithValues: EvaluationIndicator.allCases.filter { !$0.isRatedByCitizens }.map { ($0, 2.0) })
        let told = OfficeEvaluation(tally, of: [.totalTime, .contacts, .bodies], scored: others)
        #expect(told.points[.attitude] == nil && told.points.count == 8)
        #expect(told.sumOfCitizens == nil && told.estimate == nil && told.standing == nil)
        #expect(OfficeEvaluation(tally, scored: others).standing == .excellent)
    }

    @Test func `an office is withheld when the sum of its level would tell another`() {
        let offices = [
            "xa A": ["commune": 10], "xa B": ["commune": 2], "so C": ["province": 2], "so D": ["province": 10],
        ]
        #expect(
            SmallNumbers.disclosures(offices) == ["xa A": .withheld, "xa B": .few, "so C": .few, "so D": .withheld])
        #expect(SmallNumbers.disclosures(["a": 5, "b": 9], hiding: ["b"]) == ["a": .shown, "b": .withheld])
    }

    @Test func `whatever parts groups have, less than three are never told by what is left of a part`() {
        var numbers = Seeded(6)
        for _ in 0..<2_000 {
            let groups = (0..<Int.random(in: 1...7, using: &numbers)).map { group in
                let parts = (0..<Int.random(in: 1...3, using: &numbers)).map { _ in
                    (Int.random(in: 0...2, using: &numbers), Int.random(in: 0...5, using: &numbers))
                }
                return (group, Dictionary(parts, uniquingKeysWith: +))
            }
            let ratings = Dictionary(uniqueKeysWithValues: groups)
            let told = SmallNumbers.disclosures(ratings)
            for part in 0...2 {
                let hidden = ratings.filter { told[$0.key] != .shown }.values.reduce(0) { $0 + ($1[part] ?? 0) }
                let all = ratings.values.reduce(0) { $0 + ($1[part] ?? 0) }
                #expect(hidden == 0 || hidden >= SmallNumbers.least || all < SmallNumbers.least, "\(ratings)")
            }
        }
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
