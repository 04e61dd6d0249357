import FoundationEssentials
import Glibc

/// The kiosk that `kiosk-config/install` puts on a machine: where its parts stand and whose they are.
struct InstalledKiosk: Sendable {
    /// What a person who gives a command is to the installed kiosk.
    enum Standing: Equatable {
        /// There is none on this machine, or the command names another store.
        case elsewhere
        /// The service and who works as its user.
        case own
        /// Root, whose commands are meant for the kiosk; with the user whose it is.
        case `operator`(uid_t)
        case stranger
    }

    var state = "/var/lib/kiosk"
    var configuration = "/etc/kiosk"
    /// The second is where a package keeps the version before while the new one is not accepted.
    var programs = ["/usr/lib/kiosk/", "/var/lib/kiosk-install/previous/"]
    /// Where an operator puts what the province gave, for systemd to hand to the service.
    var credentials = "/etc/credstore"

    /// - Parameter program: the one that runs; another than the installed one is nobody's but the kiosk's own user's.
    func standing(
        named: String?, environment: [String: String], user: uid_t = geteuid(), program: String = Self.ownProgram
    ) -> Standing {
        let given = [named, environment["KIOSK_STATE_DIRECTORY"], environment["STATE_DIRECTORY"]]
        // A store that is root's was left behind by a kiosk that was taken away.
        guard given.allSatisfy({ ($0 ?? "").isEmpty }), let owner = FileFacts(state)?.owner, owner != 0 else {
            return .elsewhere
        }
        guard user != owner else { return .own }
        guard holds(program: program) else { return .elsewhere }
        return user == 0 ? .operator(owner) : .stranger
    }

    /// Whether a program belongs to it; such a one reads its configuration wherever it is started.
    func holds(program: String) -> Bool { programs.contains(where: program.hasPrefix) }

    /// The program that runs, its links followed; empty when the system does not say.
    static var ownProgram: String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    }

    /// Where the token lies for this command; `nil` when nobody hands it one.
    func credentials(environment: [String: String], standing: Standing) -> String? {
        if let given = environment["CREDENTIALS_DIRECTORY"] { return given }
        if case .operator = standing { return credentials }
        return nil
    }

    /// Has the rest of this process run as the kiosk's user: what root made would be closed to the kiosk.
    ///
    /// Call it before anything of the store is opened, and after what only root can read was read.
    ///
    /// - Throws: `ConfigurationFault` when the account is gone or the system refuses.
    func becomeUser(_ user: uid_t) throws {
        guard let account = getpwuid(user), let name = account.pointee.pw_name else {
            throw ConfigurationFault(
                file: state, mend: "belongs to user \(user), who is no user here; install the kiosk again")
        }
        let group = account.pointee.pw_gid
        // From root both set the saved ids too, so there is no way back.
        guard initgroups(name, group) == 0, setgid(group) == 0, setuid(user) == 0 else {
            throw ConfigurationFault(
                file: state, mend: "cannot be worked on as its user: \(String(cString: strerror(errno)))")
        }
    }
}
