import FoundationEssentials
import Glibc
import KioskCommands

/// Ends the kiosk with SIGKILL, again and again, and counts what was lost or came twice.
///
///     Kills points                                  at every write, sync, rename, cut and unlink, one after the other
///     Kills bundle                                  the same while a content bundle is fetched and put in use
///     Kills random --kills 10000 --kiosk PATH       at moments of chance, in the shipped program
///
/// `points` runs the kiosk's own commands inside this program, where it can count their calls. Both talk HTTP with a
/// practice backend that drops replies now and then. Options: `--jobs` children at once, `--directory` for their state,
/// `--every N` only each Nth point, `--seed`.
/// Ends with 1 when an acknowledged rating is not on the server in the end, when one is there twice, or when a citizen
/// would read neither the old content nor the new.
@main
struct Kills {
    static func main() async throws {
        if FaultPoint.isArmed { exit(await KioskCommand.execute()) }
        guard let plan = KillPlan(CommandLine.arguments.dropFirst()) else {
            print("usage: Kills points|bundle [--every N] [--jobs N] [--directory D]")
            print("       Kills random --kiosk PATH [--kills N] [--jobs N] [--seed N] [--directory D]")
            exit(2)
        }
        let isGood =
            switch plan.mode {
            case .bundle: try await BundleWorld.with(plan) { try await BundleSweep(world: $0, plan: plan).run() }
            case .points:
                try await KillWorld.with(plan) { try await PointSweep(world: $0, plan: plan).run() }
            case .random:
                try await KillWorld.with(plan) { try await RandomKills(world: $0, plan: plan).run() }
            }
        exit(isGood ? 0 : 1)
    }
}

/// What the command line asks for.
struct KillPlan: Sendable {
    enum Mode: String, Sendable {
        case points
        case bundle
        case random
    }

    let mode: Mode
    var kills = 10_000
    var jobs = 2
    var every = 1
    var seed: UInt64 = 2026
    var directory = "/tmp"
    var kiosk = ""

    init?(_ arguments: some Sequence<String>) {
        var rest = Array(arguments)[...]
        guard let mode = rest.popFirst().flatMap(Mode.init) else { return nil }
        self.mode = mode
        while let name = rest.popFirst() {
            guard let value = rest.popFirst() else { return nil }
            switch (name, Int(value)) {
            case ("--directory", _): directory = value
            case ("--kiosk", _): kiosk = value
            case ("--kills", let number?): kills = number
            case ("--jobs", let number?): jobs = max(1, number)
            case ("--every", let number?): every = max(1, number)
            case ("--seed", let number?): seed = UInt64(number)
            default: return nil
            }
        }
        if mode == .random, kiosk.isEmpty { return nil }
    }
}
