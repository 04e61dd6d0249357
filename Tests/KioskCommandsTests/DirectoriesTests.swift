import Glibc
import Testing

@testable import KioskCommands

/// Where a kiosk finds its store.
@Suite struct DirectoriesTests {
    private func state(named: String? = nil, _ environment: [String: String], installed: String, user: uid_t) -> String
    {
        Directories.state(named: named, environment: environment, installed: installed, user: user)
    }

    @Test func `the kiosk's own user means the store of the service, others and root do not`() throws {
        let folder = try TemporaryDirectory()
        var facts = stat()
        try #require(stat(folder.path, &facts) == 0)
        // The test may run as root, whose folders no kiosk has.
        let owner: uid_t = facts.st_uid == 0 ? 4242 : facts.st_uid
        if facts.st_uid == 0 { try #require(chown(folder.path, owner, owner) == 0) }
        let home = ["HOME": "/home/x"]
        #expect(state(home, installed: folder.path, user: owner) == folder.path)
        #expect(state(home, installed: folder.path, user: owner + 1) == "/home/x/.local/state/kiosk")
        #expect(state(home, installed: folder.path, user: 0) == "/home/x/.local/state/kiosk")
        #expect(state(home, installed: folder.path + "/none", user: owner) == "/home/x/.local/state/kiosk")
        #expect(state(named: "/named", home, installed: folder.path, user: owner) == "/named")
        #expect(state(["STATE_DIRECTORY": "/given"], installed: folder.path, user: owner) == "/given")
    }
}
