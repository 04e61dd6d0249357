import FoundationEssentials
import Glibc

/// Finds the folders a kiosk works with.
enum Directories {
    /// `kiosk-config`: the one named, else the nearest from the working folder or the program upwards, else /etc/kiosk.
    static func configuration(named: String?, environment: [String: String]) throws -> String {
        if let named = named ?? environment["KIOSK_CONFIG_DIRECTORY"] {
            guard isConfiguration(named) else {
                throw ConfigurationFault(
                    file: named, mend: "is not a folder kiosk-config; name one with kiosk.yaml in it")
            }
            return named
        }
        let starts = [FileManager.default.currentDirectoryPath, folder(of: CommandLine.arguments.first ?? "")]
        for start in starts {
            if let found = upwards(from: start) { return found }
        }
        if isConfiguration("/etc/kiosk") { return "/etc/kiosk" }
        throw ConfigurationFault(
            file: "kiosk-config", mend: "not found; start the kiosk in its folder or name one with --config-directory"
        )
    }

    /// Where the store lives: the one named, else `$STATE_DIRECTORY` of systemd, else that of an installed kiosk for
    /// its own user, else the XDG place.
    ///
    /// An operator who asks as the kiosk's user means the store of the service, not an empty one. Root's commands do
    /// not go there: files that they made would be closed to the kiosk.
    static func state(
        named: String?, environment: [String: String], installed: String = "/var/lib/kiosk", user: uid_t = geteuid()
    ) -> String {
        if let named = named ?? environment["KIOSK_STATE_DIRECTORY"] { return named }
        if let systemd = environment["STATE_DIRECTORY"], !systemd.isEmpty { return systemd }
        if user != 0, owner(of: installed) == user { return installed }
        if let xdg = environment["XDG_STATE_HOME"], xdg.hasPrefix("/") { return xdg + "/kiosk" }
        return (environment["HOME"] ?? "/var/lib") + "/.local/state/kiosk"
    }

    private static func owner(of path: String) -> uid_t? {
        var facts = stat()
        return stat(path, &facts) == 0 ? facts.st_uid : nil
    }

    private static func upwards(from start: String) -> String? {
        var path = start
        while path.hasPrefix("/") {
            let candidate = path == "/" ? "/kiosk-config" : path + "/kiosk-config"
            if isConfiguration(candidate) { return candidate }
            if path == "/" { return nil }
            path = folder(of: path)
        }
        return nil
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "" }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func isConfiguration(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: path + "/kiosk.yaml")
    }
}
