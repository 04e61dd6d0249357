import Glibc
import Testing

@testable import KioskCommands

/// Where a kiosk finds its store and its configuration, and whose store a command means.
@Suite struct DirectoriesTests {
    private let folder: TemporaryDirectory
    /// The kiosk's user; not the test's own where that is root, whose store no kiosk has.
    private let owner: uid_t
    private let kiosk: InstalledKiosk
    private let home = ["HOME": "/home/x"]

    init() throws {
        folder = try TemporaryDirectory()
        for name in ["state/x", "etc/kiosk.yaml", "copy/kiosk-config/kiosk.yaml"] { try folder.write("", to: name) }
        let state = folder.path + "/state"
        let own = try #require(FileFacts(state)?.owner)
        owner = own == 0 ? 4242 : own
        if own == 0 { try #require(chown(state, owner, owner) == 0) }
        kiosk = InstalledKiosk(state: state, configuration: folder.path + "/etc", programs: ["/usr/lib/kiosk/"])
    }

    private func state(named: String? = nil, _ environment: [String: String], user: uid_t) -> String {
        Directories.state(named: named, environment: environment, installed: kiosk, user: user)
    }

    @Test func `the kiosk's own user means the store of the service, others do not`() throws {
        #expect(state(home, user: owner) == kiosk.state)
        #expect(state(home, user: owner + 1) == "/home/x/.local/state/kiosk")
        #expect(state(named: "/named", home, user: owner) == "/named")
        #expect(state(["STATE_DIRECTORY": "/given"], user: owner) == "/given")
        var none = kiosk
        none.state += "/none"
        #expect(
            Directories.state(named: nil, environment: home, installed: none, user: owner)
                == "/home/x/.local/state/kiosk")
    }

    @Test func `root's command is the kiosk's, unless it names another store`() {
        func standing(
            _ user: uid_t, named: String? = nil, in environment: [String: String] = [:],
            by program: String = "/usr/lib/kiosk/kiosk"
        ) -> InstalledKiosk.Standing {
            kiosk.standing(named: named, environment: environment, user: user, program: program)
        }
        #expect(standing(0) == .operator(owner))
        #expect(standing(owner) == .own)
        #expect(standing(owner + 1) == .stranger)
        #expect(standing(0, named: "/named") == .elsewhere)
        #expect(standing(0, in: ["KIOSK_STATE_DIRECTORY": "/x"]) == .elsewhere)
        #expect(standing(0, in: ["STATE_DIRECTORY": "/x"]) == .elsewhere)
        // A program built from the repository is not the kiosk's, whoever starts it there.
        #expect(standing(0, by: "/home/x/.build/debug/kiosk") == .elsewhere)
        #expect(standing(owner, by: "/home/x/.build/debug/kiosk") == .own)
    }

    @Test func `a store that was left to root is no kiosk's`() {
        // The root folder belongs to root everywhere.
        var left = kiosk
        left.state = "/"
        #expect(left.standing(named: nil, environment: home, user: 0, program: "/usr/lib/kiosk/kiosk") == .elsewhere)
    }

    @Test func `root hands its command the token that systemd hands the service`() {
        let given = ["CREDENTIALS_DIRECTORY": "/run/credentials/kiosk.service"]
        #expect(kiosk.credentials(environment: home, standing: .operator(owner)) == "/etc/credstore")
        #expect(kiosk.credentials(environment: given, standing: .own) == "/run/credentials/kiosk.service")
        #expect(kiosk.credentials(environment: home, standing: .own) == nil)
        #expect(kiosk.credentials(environment: home, standing: .elsewhere) == nil)
    }

    @Test func `an installed program reads its own configuration wherever it is started`() throws {
        func found(_ program: String, named: String? = nil) throws -> String {
            try Directories.configuration(named: named, environment: home, program: program, installed: kiosk)
        }
        let named = folder.path + "/copy/kiosk-config"
        #expect(try found("/usr/lib/kiosk/kiosk") == kiosk.configuration)
        #expect(try found("/usr/lib/kiosk/kiosk", named: named) == named)
        // The tests run in the repository.
        #expect(try found("/somewhere/.build/debug/kiosk") != kiosk.configuration)
    }
}
