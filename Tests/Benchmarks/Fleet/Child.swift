import Dispatch
import Glibc

/// Other programs.
enum Child {
    /// Runs a program to its end on a thread of its own and returns its exit code; its output is dropped.
    static func run(_ arguments: [String], input: String = "/dev/null") async -> Int32 {
        await withCheckedContinuation { continuation in
            DispatchQueue(label: "child").async {
                guard let child = start(arguments, input: input) else { return continuation.resume(returning: -1) }
                continuation.resume(returning: end(of: child))
            }
        }
    }

    /// Starts a program; `nil` when it cannot be started.
    static func start(_ arguments: [String], input: String = "/dev/null", errors: String = "/dev/null") -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        var child: pid_t = 0
        return posix_spawnp(&child, arguments[0], &actions, nil, &pointers, environ) == 0 ? child : nil
    }

    /// Waits for the end; the exit code, or the negative number of the signal.
    static func end(of child: pid_t) -> Int32 {
        var status: Int32 = 0
        waitpid(child, &status, 0)
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F)
    }
}
