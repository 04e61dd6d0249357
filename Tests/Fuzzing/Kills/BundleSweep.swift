import FoundationEssentials

/// Kills `kiosk sync` at its first call, at the second, and so on, while it brings the second edition of a content
/// bundle to a kiosk that has the first: afterwards a citizen reads exactly the first or exactly the second.
struct BundleSweep: Sendable {
    let world: BundleWorld
    let plan: KillPlan

    func run() async throws -> Bool {
        try await world.publish(1)
        try await world.sync(world.root + "/first")
        try await world.publish(2)
        var kills = 0
        var troubles: [String] = []
        for isTorn in [false, true] {
            let (points, found) = try await PointWalk(plan).run { try await trial($0, isTorn: isTorn) }
            print("sync of a bundle\(isTorn ? ", half written" : ""): \(points) points")
            kills += points
            troubles += found
        }
        print("kills                 \(kills)")
        print("neither old nor new   \(troubles.count)")
        for trouble in troubles.prefix(10) { print("  \(trouble)") }
        return kills > 0 && troubles.isEmpty
    }

    private func trial(_ point: Int, isTorn: Bool) async throws -> PointWalk.Trial {
        let state = "\(world.root)/\(isTorn ? "torn" : "whole")-\(point)"
        defer { try? FileManager.default.removeItem(atPath: state) }
        try FileManager.default.copyItem(atPath: world.root + "/first", toPath: state)
        var child = world.child(["sync"], state: state)
        child.environment += ["KIOSK_KILL_AT=\(point)", "KIOSK_KILL_TORN=\(isTorn ? 1 : 0)"]
        let outcome = try await child.run()
        do {
            // Either edition is right, but it must be one: `edition` throws for a mixture.
            _ = try await world.edition(in: state)
            try await world.sync(state)
            let next = try await world.edition(in: state)
            return PointWalk.Trial(outcome, trouble: next == 2 ? nil : "at \(point): \(next) after the next sync")
        } catch let failure as BundleWorld.Failed {
            return PointWalk.Trial(outcome, trouble: "at \(point): \(failure.what)")
        }
    }
}
