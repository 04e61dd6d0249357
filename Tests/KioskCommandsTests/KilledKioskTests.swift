import FoundationEssentials
import Testing

/// The kill harness beside the program.
private let harness = String(KioskProgram.path.dropLast("kiosk".count)) + "Kills"

/// The kiosk is ended with SIGKILL again and again; what it acknowledged is on the server once.
///
/// `Kills` is built beside the tests but not linked into them: it stands in front of the C library's functions. The
/// full runs are commands: `Kills points` and `Kills random` (README).
@Suite(.serialized, .enabled(if: FileManager.default.isExecutableFile(atPath: harness)))
struct KilledKioskTests {
    @Test func `killed at writes, syncs and renames, no rating is lost or doubled`() async throws {
        try await expectGood(["points", "--every", "12"])
    }

    @Test func `killed at moments of chance, no rating is lost or doubled`() async throws {
        try await expectGood(["random", "--kills", "120", "--kiosk", KioskProgram.path])
    }

    @Test func `killed while a content bundle is taken, a citizen reads the old or the new one`() async throws {
        let result = try await run(["bundle", "--every", "25"])
        #expect(result.status == 0, "\(result.output)\(result.errors)")
        #expect(result.output.contains("neither old nor new   0"))
    }

    private func run(_ arguments: [String]) async throws -> KioskProgram.Result {
        var kills = try KioskProgram()
        kills.program = harness
        return try await kills.run(arguments + ["--directory", kills.directory.path])
    }

    private func expectGood(_ arguments: [String]) async throws {
        let result = try await run(arguments)
        #expect(result.status == 0, "\(result.output)\(result.errors)")
        #expect(result.output.contains("acknowledged and lost 0 "))
    }
}
