import Foundation
import KioskTestSupport

/// The real `kiosk run` at a pseudo-terminal.
struct Kiosk: Sendable {
    let terminal: PseudoTerminal
    let supervisor: pid_t
    private let folder: WorkFolder

    /// The text of the page between two visits.
    static let attract = "Nhấn Enter để bắt đầu."
    private static let farewell = "Đã xóa màn hình và"

    /// Whether this is the end of a visit and the page after it: by then the visit has been wiped and put away.
    static func isBetweenVisits(_ shown: Data) -> Bool {
        guard let end = shown.range(of: Data(farewell.utf8)) else { return false }
        return shown.range(of: Data(attract.utf8), in: end.upperBound..<shown.endIndex) != nil
    }

    /// The end of the welcome page's first prompt.
    static let prompt = "Bấm số rồi nhấn Enter: "

    init(_ options: Options, folder: WorkFolder, name: String = "state") throws {
        self.folder = folder
        terminal = try PseudoTerminal()
        supervisor = try Child.start(
            [options.program, "run", "--config-directory", options.configuration]
                + ["--state-directory", folder.path + "/" + name],
            input: terminal.slavePath, output: terminal.slavePath
        )
    }

    /// The process of the visit under way.
    var visit: pid_t? { ProcessTree.children(of: supervisor).first }

    /// Ends the kiosk as an operator does; its exit status.
    func stop() -> Int32 {
        kill(supervisor, SIGTERM)
        return Child.end(of: supervisor)
    }
}

/// Starting and waiting for programs.
enum Child {
    /// Starts a program with files as its standard streams; errors go to `errors`.
    static func start(
        _ arguments: [String], input: String, output: String, errors: String = "/dev/null",
        environment: [String] = ["TERM=xterm", "HOME=/nowhere", "PATH=/usr/bin:/bin"]
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, input, O_RDWR, 0)
        // Appending, so that a file that was cut to nothing begins anew and is not filled up with zeros.
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) } + [nil]
        defer { for pointer in pointers + variables { free(pointer) } }
        // Task threads block signals; a tmux server that inherits this never ends.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var child: pid_t = 0
        guard posix_spawn(&child, arguments[0], &actions, &attributes, &pointers, &variables) == 0 else {
            throw Failure("cannot start \(arguments[0])")
        }
        return child
    }

    /// Waits for the end: the exit code, or the negative signal.
    static func end(of child: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F)
    }

    /// Runs to the end and gives what was written.
    static func output(_ arguments: [String]) throws -> String {
        // A file and not a pipe: a server that goes on in the background may keep a pipe open.
        let file = FileManager.default.temporaryDirectory.path + "/output-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: file) }
        let environment = ProcessInfo.processInfo.environment.map { $0 + "=" + $1 }
        let program = arguments[0].hasPrefix("/") ? arguments[0] : "/usr/bin/" + arguments[0]
        let child = try start(
            [program] + arguments.dropFirst(), input: "/dev/null", output: file, environment: environment
        )
        _ = end(of: child)
        let bytes = FileManager.default.contents(atPath: file) ?? Data()
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// What `/proc` knows about a process.
enum ProcessTree {
    static func children(of process: pid_t) -> [pid_t] {
        let tasks = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task")) ?? []
        return tasks.flatMap { task -> [pid_t] in
            let text = (try? String(contentsOfFile: "/proc/\(process)/task/\(task)/children", encoding: .utf8)) ?? ""
            return text.split(separator: " ").compactMap { pid_t($0) }
        }
    }

    static func all(from root: pid_t) -> [pid_t] { [root] + children(of: root).flatMap { all(from: $0) } }

    /// A line of `/proc/PID/status` such as `VmRSS` or `VmHWM`, in kilobytes; 0 for a process that is gone.
    static func kilobytes(_ field: String, of process: pid_t) -> Int {
        let text = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix(field + ":") }
        return line.flatMap { $0.split(whereSeparator: { " \t".contains($0) }).dropFirst().first }.flatMap { Int($0) }
            ?? 0
    }

    static func commandLine(of process: pid_t) -> String {
        let bytes = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") ?? Data()
        return String(decoding: bytes.map { $0 == 0 ? 32 : $0 }, as: UTF8.self)
    }
}
