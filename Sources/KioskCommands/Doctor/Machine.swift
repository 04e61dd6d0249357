import AccessPointDevices
import FoundationEssentials
import Glibc

/// The machine around the kiosk as the doctor sees it; tests bring a root, a terminal and a disk of their own.
struct Machine: Sendable {
    /// Stands before `/sys`, `/run`, `/etc` and `/usr`; empty on a real machine.
    var root = ""
    var environment = ProcessInfo.processInfo.environment
    var user = geteuid()
    var terminal = Terminal()
    /// How much room the disk under a path has; `nil` when that cannot be told.
    var disk: @Sendable (String) -> DiskRoom? = DiskRoom.init(under:)

    /// `linux`, `xterm-256color`, …; empty without one.
    var terminalKind: String { environment["TERM"] ?? "" }
    /// The kernel's own console, without a window system or SSH.
    var isConsole: Bool { terminalKind == "linux" && terminal.isTerminal }

    /// Whether `kiosk-config/install` made it a kiosk; the person who asks then sits at another screen than the citizens.
    var isInstalled: Bool { exists("/usr/lib/systemd/system/kiosk.service") }
    /// Whether the terminal here is the one that citizens use, as far as can be told.
    var isCitizensScreen: Bool { terminal.isTerminal && (isConsole || !isInstalled) }

    /// The size of the installed kiosk's screen; `nil` when this user may not open it.
    var kioskScreenSize: TerminalSize? {
        let descriptor = open(root + "/dev/tty1", O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        let screen = Terminal(input: descriptor, output: descriptor)
        return screen.isTerminal ? screen.size : nil
    }

    /// A file of the system, trimmed; `nil` when it is not there or cannot be read.
    func text(_ path: String) -> String? {
        (try? String(contentsOfFile: root + path, encoding: .utf8)).map { $0.filter { !$0.isNewline } }
    }

    func exists(_ path: String) -> Bool { access(root + path, F_OK) == 0 }
}

/// Bytes on a disk.
struct DiskRoom: Equatable, Sendable {
    var free: Int
    var all: Int

    init(free: Int, all: Int) {
        self.free = free
        self.all = all
    }

    /// What a user without privileges may still write where `path` lies.
    init?(under path: String) {
        var facts = statvfs()
        guard statvfs(path, &facts) == 0, facts.f_blocks > 0 else { return nil }
        free = Int(facts.f_bavail) * Int(facts.f_frsize)
        all = Int(facts.f_blocks) * Int(facts.f_frsize)
    }
}

/// Owner and mode of a file, as `stat` tells them.
struct FileFacts: Equatable, Sendable {
    var owner: uid_t
    /// The nine bits of who may read, write and run it.
    var mode: mode_t
    var isDirectory: Bool
    var isDevice: Bool
    var changed: Date

    /// - Returns: `nil` when the file is not there; links are followed.
    init?(_ path: String) {
        var facts = stat()
        guard stat(path, &facts) == 0 else { return nil }
        owner = facts.st_uid
        mode = facts.st_mode & 0o777
        isDirectory = facts.st_mode & S_IFMT == S_IFDIR
        isDevice = [S_IFCHR, S_IFIFO].contains(facts.st_mode & S_IFMT)
        changed = Date(timeIntervalSince1970: Double(facts.st_mtim.tv_sec))
    }
}
