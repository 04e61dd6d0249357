import FoundationEssentials
import Glibc
import Testing

/// A store that the kiosk may neither read nor write: somebody else's, as after a command run as the wrong user.
@Suite(.serialized, .enabled(if: Stranger.mayRun))
struct ForeignStoreTests {
    @Test func `the kiosk starts, says before asking that nothing can be taken, and what lies there stays`()
        async throws
    {
        let owner = try KioskProgram()
        let away = ["--backend-url", "http://127.0.0.1:1"]
        let rating = ["rate", "--answer", "overall=satisfied", "--json"] + away
        #expect(try await owner.run(rating).status == 0)
        let state = owner.directory.path + "/state"
        #expect(chmod(state, 0) == 0)

        var stranger = owner
        stranger.program = Stranger.words[0]
        let visit = try await stranger.run(Stranger.arguments(["visit"] + away, state: state), input: "4\n")
        #expect(visit.status == 0)
        #expect(visit.output.contains("Máy hiện không nhận thêm góp ý được"))
        #expect(!visit.output.contains("Ông/bà hài lòng"))
        let refused = try await stranger.run(Stranger.arguments(rating, state: state))
        #expect(refused.status == 3)
        #expect(refused.output.isEmpty)

        #expect(chmod(state, 0o700) == 0)
        let list = try await owner.run(["outbox", "list", "--json"] + away)
        #expect(list.output.split(separator: "\n").count == 1)
    }
}

/// A user who owns nothing: root becomes one, since root may open everything.
private enum Stranger {
    private static let nobody = "65534"
    static let words =
        geteuid() == 0
        ? ["/usr/bin/setpriv", "--reuid=\(nobody)", "--regid=\(nobody)", "--clear-groups", KioskProgram.path]
        : ["/usr/bin/env", KioskProgram.path]

    /// Whether the program lies where that user can reach it.
    static var mayRun: Bool {
        guard geteuid() == 0 else { return true }
        guard FileManager.default.isExecutableFile(atPath: words[0]) else { return false }
        let folders = KioskProgram.path.split(separator: "/").dropLast()
        return folders.indices.allSatisfy { index in
            var found = stat()
            let folder = "/" + folders[...index].joined(separator: "/")
            return stat(folder, &found) == 0 && found.st_mode & S_IXOTH != 0
        }
    }

    static func arguments(_ command: [String], state: String) -> [String] {
        let folders = ["--state-directory", state, "--config-directory", Repository.path("kiosk-config")]
        return words.dropFirst() + command + folders
    }
}
