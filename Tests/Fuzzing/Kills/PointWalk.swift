import Synchronization

/// Walks through the points at which a child is killed, several children at once; ends behind the first point that
/// nobody reached.
struct PointWalk: Sendable {
    /// What one child came to.
    struct Trial: Sendable {
        var wasKilled: Bool
        var trouble: String?

        init(_ outcome: KilledChild.Outcome, trouble: String?) {
            wasKilled = outcome.wasKilled
            let isGoodEnd = outcome.wasKilled || outcome.status == 0
            self.trouble = isGoodEnd ? trouble : "ended with \(outcome.status)"
        }
    }

    private let every: Int
    private let jobs: Int

    init(_ plan: KillPlan) {
        every = plan.every
        jobs = plan.jobs
    }

    func run(
        _ trial: @escaping @Sendable (_ point: Int) async throws -> Trial
    ) async throws -> (points: Int, troubles: [String]) {
        let turn = Turn(every: every)
        return try await withThrowingTaskGroup(of: (Int, [String]).self) { group in
            for _ in 0..<jobs {
                group.addTask {
                    var points = 0
                    var troubles: [String] = []
                    while let point = turn.next() {
                        let result = try await trial(point)
                        if let trouble = result.trouble { troubles.append(trouble) }
                        if result.wasKilled { points += 1 } else { turn.end(at: point) }
                    }
                    return (points, troubles)
                }
            }
            return try await group.reduce(into: (0, [])) { ($0.0, $0.1) = ($0.0 + $1.0, $0.1 + $1.1) }
        }
    }
}

/// Hands out the points one after the other, up to the first that nobody reaches.
private final class Turn: Sendable {
    private let every: Int
    private let taken = Atomic(0)
    private let end = Atomic(Int.max)

    init(every: Int) { self.every = every }

    func next() -> Int? {
        let point = taken.add(1, ordering: .relaxed).newValue * every
        return point < end.load(ordering: .relaxed) ? point : nil
    }

    func end(at point: Int) { end.min(point, ordering: .relaxed) }
}
