import Dispatch
import FoundationEssentials
import Glibc

/// A program of the system that a test asks for its opinion; tests skip what is not installed.
package struct ExternalTool: Sendable {
    private let path: String

    /// - Returns: `nil` when it is not installed.
    package init?(_ name: String) {
        let folders = ["/usr/bin", "/usr/local/bin", "/bin"]
        guard let folder = folders.first(where: { access("\($0)/\(name)", X_OK) == 0 }) else { return nil }
        path = "\(folder)/\(name)"
    }

    /// Runs to the end and returns standard output; standard error is dropped.
    package func run(_ arguments: [String], in folder: String) async throws -> String {
        let output = folder + "/output-\(UInt64.random(in: 0 ... .max))"
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var child: pid_t = 0
        let code = posix_spawn(&child, path, &actions, nil, &words, environ)
        guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .ENOENT) }
        let started = child
        // Waiting blocks a thread, and the test's own are few.
        await withCheckedContinuation { continuation in
            DispatchQueue(label: "external-tool").async {
                var status: Int32 = 0
                waitpid(started, &status, 0)
                continuation.resume()
            }
        }
        return try String(contentsOfFile: output, encoding: .utf8)
    }
}
