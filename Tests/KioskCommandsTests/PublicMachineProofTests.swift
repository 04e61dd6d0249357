import FoundationEssentials
import Glibc
import Testing

/// Small samples of the long proofs in `Tests/Benchmarks/PublicMachine`.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct PublicMachineProofTests {
    private static var program: String {
        let folder = KioskProgram.path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        return folder.joined(separator: "/") + "/PublicMachine"
    }

    private static func isInstalled(_ tool: String) -> Bool {
        FileManager.default.isExecutableFile(atPath: "/usr/bin/" + tool)
    }

    /// A sanitizer's own memory has no end to be searched and is no size of the kiosk; everywhere else, in
    /// CI too, both proofs run.
    private static let isSanitized = ProcessInfo.processInfo.environment["TSAN_OPTIONS"] != nil

    private func prove(_ arguments: String...) async throws -> KioskProgram.Result {
        let options = ["program=" + KioskProgram.path, "config=" + Repository.path("kiosk-config")]
        return try await run(Self.program, arguments + options)
    }

    private func run(_ program: String, _ arguments: [String]) async throws -> KioskProgram.Result {
        var run = try KioskProgram()
        run.program = program
        return try await run.run(arguments, environment: ["PATH=/usr/bin:/bin", "LANG=C.UTF-8"])
    }

    @Test(.enabled(if: isInstalled("tmux"), "tmux is not installed"), .disabled(if: isSanitized))
    func `twenty secrets are nowhere after a finished visit and after a killed one`() async throws {
        let proof = try await prove("privacy", "endings=finish,kill")
        #expect(proof.status == 0, "\(proof.output)")
        #expect(proof.output.contains("finish: 20 secrets given"))
    }

    @Test func `a pasted megabyte changes nothing`() async throws {
        let proof = try await prove("paste", "megabytes=1")
        #expect(proof.output.contains("the visit goes on and answers; stopping ends with 0: met"), "\(proof.output)")
    }

    @Test func `random input ends with the terminal`() async throws {
        let proof = try await prove("streams", "count=4", "seed=20261123")
        #expect(proof.output.contains("0 hangs, 0 traps: met"), "\(proof.output)")
    }

    @Test(.disabled(if: isSanitized)) func `visit after visit the kiosk keeps its size`() async throws {
        let proof = try await prove("visits", "count=10")
        #expect(proof.output.contains("the supervisor grows by < 1 MB after 5 visits: met"), "\(proof.output)")
    }

    @Test(.enabled(if: isInstalled("systemd-analyze"), "systemd is not installed"))
    func `the systemd unit is understood and exposes little`() async throws {
        let unit = Repository.path("kiosk-config/systemd/kiosk.service")
        let security = try await run(
            "/usr/bin/systemd-analyze", ["security", "--offline=true", "--no-pager", "--threshold=15", unit]
        )
        #expect(security.status == 0, "\(security.output)")
        let verdict = try await run("/usr/bin/systemd-analyze", ["verify", unit])
        // The program itself is not installed where tests run.
        let complaints = verdict.errors.split(separator: "\n").filter { line in
            line.contains("kiosk") && !line.contains("/usr/bin/kiosk is not executable")
        }
        #expect(complaints == [])
    }

    @Test func `the machine's set-up closes every way out`() throws {
        let text = { (name: String) in
            try String(contentsOfFile: Repository.path("kiosk-config/systemd/" + name), encoding: .utf8)
        }
        let unit = try text("kiosk.service").split(separator: "\n")
        for line in [
            "User=kiosk", "NoNewPrivileges=yes", "ProtectSystem=strict", "StateDirectory=kiosk", "Restart=always",
            "TTYVTDisallocate=yes", "TTYReset=yes", "UMask=0077", "LimitCORE=0", "Type=notify",
            "LoadCredential=backend-token", "LoadCredential=backend-siteSecret", "DevicePolicy=closed",
            "DeviceAllow=char-alsa rw", "SupplementaryGroups=audio", "Conflicts=getty@tty1.service",
        ] { #expect(unit.contains(Substring(line)), "\(line)") }
        #expect(unit.contains { $0.hasPrefix("WatchdogSec=") } && unit.contains { $0.hasPrefix("MemoryMax=") })
        #expect(unit.contains { $0.hasPrefix("Environment=") && $0.contains("SWIFT_BACKTRACE=enable=no") })
        #expect(try text("kiosk.sysctl.conf").contains("\nkernel.sysrq = 0\n"))
        #expect(try text("kiosk.logind.conf").contains("\nNAutoVTs=0\nReserveVT=0\n"))
        #expect(try text("kiosk.system.conf").contains("\nCtrlAltDelBurstAction=none\n"))
        let machine = try text("../installing/machine.sh")
        for masked in ["ctrl-alt-del.target", "getty@.service", "autovt@.service"] { #expect(machine.contains(masked)) }
    }
}
