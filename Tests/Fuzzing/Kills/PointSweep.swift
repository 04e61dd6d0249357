import FoundationEssentials

/// This build cannot count the calls that SQLite makes.
struct NoFaultPoints: Error {}

/// Kills at the first call, at the second, and so on, until a run ends by itself.
struct PointSweep: Sendable {
    /// What the child does.
    enum Scenario: String, CaseIterable {
        /// A rating on a machine that never had one: makes the store, gives, sends, acknowledges.
        case firstRating
        /// A rating beside one that waits from before.
        case nextRating
        /// `kiosk sync` with two waiting ratings, of which the server may have one already.
        case sync
    }

    let world: KillWorld
    let plan: KillPlan
    private let program = CommandLine.arguments[0]

    init(world: KillWorld, plan: KillPlan) {
        self.world = world
        self.plan = plan
    }

    func run() async throws -> Bool {
        var troubles: [String] = []
        var kills = 0
        guard FaultPoint.standsInFront else { throw NoFaultPoints() }
        for scenario in Scenario.allCases {
            for isTorn in [false, true] {
                world.dropFirstReplies(isTorn)
                let (points, found) = try await PointWalk(plan).run { point in
                    try await trial(scenario, at: point, isTorn: isTorn)
                }
                print("\(scenario.rawValue)\(isTorn ? ", half written, replies dropped" : ""): \(points) points")
                kills += points
                troubles += found
            }
        }
        print("kills                 \(kills)")
        return try await world.verdict(troubles)
    }

    private func trial(_ scenario: Scenario, at point: Int, isTorn: Bool) async throws -> PointWalk.Trial {
        let mark = "\(scenario.rawValue) \(isTorn ? "torn" : "whole") \(point)"
        let state = "\(world.directory)/\(mark)"
        defer { try? FileManager.default.removeItem(atPath: state) }
        let waiting = scenario == .firstRating ? 0 : scenario == .nextRating ? 1 : 2
        for number in 0..<waiting { try await world.give("\(mark) waiting \(number)", in: state) }
        let outcome = try await KilledChild(
            program: program,
            arguments: scenario == .sync ? world.sync(in: state) : world.rating(in: state),
            input: mark + "\n",
            environment: ["KIOSK_KILL_AT=\(point)", "KIOSK_KILL_TORN=\(isTorn ? 1 : 0)"]
        ).run()
        if scenario != .sync, KillWorld.isAcknowledged(outcome.output) { world.acknowledge(mark) }
        let trouble = await world.recover(state)
        return PointWalk.Trial(outcome, trouble: trouble.map { "\(scenario.rawValue) at \(point): \($0)" })
    }
}
