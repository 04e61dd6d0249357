import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A program of the system that was started in a session of its own, with pipes for input and output.
///
/// `posix_spawn` and not swift-subprocess: `Package.swift` says why.
final class StartedProgram {
    /// What it reads comes in here.
    let input: Int32
    /// What it says comes out here.
    let output: Int32
    private let process: pid_t
    private var status: Int32?

    /// Between making its pipes and starting, no other program may start: it would inherit them.
    private static let starting = Mutex(())

    #if canImport(Darwin)
    private static let newSession = Int16(0x0400)
    #else
    /// `POSIX_SPAWN_SETSID` of glibc 2.26 and musl 1.1.21.
    private static let newSession = Int16(0x80)
    #endif

    /// Starts the program; `nil` when that fails.
    init?(path: String, arguments: [String]) {
        let started = Self.starting.withLock { _ in Self.start(path, [path] + arguments) }
        guard let started else { return nil }
        (process, input, output) = started
    }

    private static func start(_ path: String, _ words: [String]) -> (pid_t, Int32, Int32)? {
        guard let input = Pipe.ends() else { return nil }
        guard let output = Pipe.ends() else {
            close(input.reading)
            close(input.writing)
            return nil
        }
        // The program's own ends must wait as any file does.
        _ = fcntl(output.writing, F_SETFL, 0)
        let process = spawn(path, words, input: input.reading, output: output.writing)
        close(input.reading)
        close(output.writing)
        if let process { return (process, input.writing, output.reading) }
        close(input.writing)
        close(output.reading)
        return nil
    }

    private static func spawn(_ path: String, _ words: [String], input: Int32, output: Int32) -> pid_t? {
        #if canImport(Darwin)
        var actions: posix_spawn_file_actions_t?
        var attributes: posix_spawnattr_t?
        #else
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_adddup2(&actions, input, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        // The kiosk ignores some signals; its programs do not.
        var signals = sigset_t()
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        posix_spawnattr_setflags(
            &attributes, newSession | Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK))
        let arguments = CStrings(words)
        let environment = CStrings(Self.environment)
        defer {
            arguments.free()
            environment.free()
        }
        var process = pid_t()
        let code = onceWritten {
            posix_spawn(&process, path, &actions, &attributes, arguments.pointers, environment.pointers)
        }
        return code == 0 ? process : nil
    }

    /// Tries again while somebody is just writing the program, as an upgrade does: for 100 ms at most.
    private static func onceWritten(_ start: () -> Int32) -> Int32 {
        var code = start()
        // It takes milliseconds, and nothing tells its end.
        for _ in 0..<50 where code == ETXTBSY {
            usleep(2_000)
            code = start()
        }
        return code
    }

    /// Only what sound and printing need: no secret of the kiosk's environment goes on.
    private static var environment: [String] {
        let names = [
            "HOME", "XDG_RUNTIME_DIR", "PULSE_SERVER", "DBUS_SESSION_BUS_ADDRESS", "CUPS_SERVER", "SPEECHD_ADDRESS",
        ]
        let kept = names.compactMap { name in getenv(name).map { "\(name)=\(String(cString: $0))" } }
        return ["PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8"] + kept
    }

    /// Whether the program itself has ended.
    func hasEnded() -> Bool {
        var code: Int32 = 0
        if status == nil, waitpid(process, &code, WNOHANG) == process { status = code }
        return status != nil
    }

    /// Asks the program and its children to end, and after 200 ms makes them.
    func end() {
        kill(-process, SIGTERM)
        // On a thread of its own (`BlockingWork`), and for 200 ms at most: `waitpid` cannot wait with a limit.
        for _ in 0..<100 where !hasEnded() { usleep(2_000) }
        endFamily()
    }

    /// Ends whatever the program left behind.
    func endFamily() { kill(-process, SIGKILL) }

    /// Waits for the end, so that no dead process is left; whether it was a good one.
    func waitForEnd() -> Bool {
        var code: Int32 = 0
        while status == nil {
            if waitpid(process, &code, 0) == process { status = code } else if errno != EINTR { status = 1 }
        }
        return status == 0
    }
}

/// Words as C wants them, a null behind the last.
private struct CStrings {
    let pointers: [UnsafeMutablePointer<CChar>?]

    init(_ words: [String]) { pointers = words.map { strdup($0) } + [nil] }

    func free() {
        for pointer in pointers { systemFree(pointer) }
    }
}

private func systemFree(_ pointer: UnsafeMutablePointer<CChar>?) { free(pointer) }
