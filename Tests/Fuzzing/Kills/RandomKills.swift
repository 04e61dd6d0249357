import FoundationEssentials
import Glibc

/// Kills the shipped program at moments of chance; each job goes on with one store from kill to kill.
struct RandomKills: Sendable {
    private struct Tally: Sendable {
        var kills = 0
        var runs = 0
        var troubles: [String] = []
    }

    let world: KillWorld
    let plan: KillPlan

    init(world: KillWorld, plan: KillPlan) {
        self.world = world
        self.plan = plan
    }

    func run() async throws -> Bool {
        let whole = try await wholeRun()
        print("a run takes           \(whole) µs")
        let share = (plan.kills + plan.jobs - 1) / plan.jobs
        let start = ContinuousClock.now
        let tally = try await withThrowingTaskGroup(of: Tally.self) { group in
            for job in 0..<plan.jobs {
                group.addTask { try await kills(share, job: job, within: whole) }
            }
            return try await group.reduce(into: Tally()) { sum, part in
                sum.kills += part.kills
                sum.runs += part.runs
                sum.troubles += part.troubles
            }
        }
        print("kills                 \(tally.kills) in \(Int((ContinuousClock.now - start) / .seconds(1))) s")
        print("runs that ended first \(tally.runs - tally.kills)")
        return try await world.verdict(tally.troubles) && tally.kills >= plan.kills
    }

    /// The time of a run that is left alone.
    private func wholeRun() async throws -> Int {
        let state = world.directory + "/first"
        var longest = 0
        for number in 0..<3 {
            let outcome = try await rating("first \(number)", in: state, killAfter: nil)
            longest = max(longest, outcome.microseconds)
        }
        return longest
    }

    private func kills(_ wanted: Int, job: Int, within whole: Int) async throws -> Tally {
        var whole = whole
        var numbers = KillNumbers(state: plan.seed &+ UInt64(job) &* 1_000_003)
        var tally = Tally()
        let state = "\(world.directory)/job-\(job)"
        while tally.kills < wanted, tally.runs < wanted * 6 {
            let moment = UInt32(Int.random(in: 0...whole * 5 / 4, using: &numbers))
            if job == 0 { world.dropFirstReplies(Int.random(in: 0..<4, using: &numbers) == 0) }
            let isSync = Int.random(in: 0..<5, using: &numbers) == 0
            let outcome =
                isSync
                ? try await KilledChild(program: plan.kiosk, arguments: world.sync(in: state), killAfter: moment).run()
                : try await rating("job \(job) run \(tally.runs)", in: state, killAfter: moment)
            tally.runs += 1
            tally.kills += outcome.wasKilled ? 1 : 0
            // Runs grow shorter and longer with what else the machine does; moments follow them.
            if !outcome.wasKilled { whole = (3 * whole + outcome.microseconds) / 4 }
            if !outcome.wasKilled, outcome.status != 0 { tally.troubles.append("ended with \(outcome.status)") }
            if job == 0, tally.runs % 500 == 0 {
                print("… \(tally.kills) kills by one of \(plan.jobs)")
                fflush(nil)
            }
        }
        if let trouble = await world.recover(state) { tally.troubles.append(trouble) }
        return tally
    }

    private func rating(_ mark: String, in state: String, killAfter: UInt32?) async throws -> KilledChild.Outcome {
        let outcome = try await KilledChild(
            program: plan.kiosk, arguments: world.rating(in: state), input: mark + "\n", killAfter: killAfter
        ).run()
        if KillWorld.isAcknowledged(outcome.output) { world.acknowledge(mark) }
        return outcome
    }
}

/// Numbers that are the same in every run (SplitMix64).
private struct KillNumbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
