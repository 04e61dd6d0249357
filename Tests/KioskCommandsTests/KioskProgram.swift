import Dispatch
import FoundationEssentials
import Glibc

/// The real program in a folder of its own.
struct KioskProgram {
    /// What one run left behind.
    struct Result: Equatable {
        var status: Int32
        var output: String
        var errors: String
    }

    let directory: TemporaryDirectory
    /// What is run; the kiosk itself gets the folders of this test as options.
    var program = KioskProgram.path
    var configDirectory = Repository.path("kiosk-config")

    init() throws { directory = try TemporaryDirectory() }

    /// The program that `swift build` put beside the tests.
    static var path: String {
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        // The test runner is a program of the toolchain that loads the bundle, or the bundle itself.
        let folders = [own] + CommandLine.arguments
        for candidate in folders {
            let folder = candidate.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
                separator: "/")
            if FileManager.default.isExecutableFile(atPath: folder + "/kiosk") { return folder + "/kiosk" }
        }
        return Repository.path(".build/debug/kiosk")
    }

    /// Runs to the end.
    ///
    /// Output goes through files, so that a full pipe cannot hang it.
    ///
    /// - Parameter environment: beside `TERM` and `HOME`, as `NAME=value`.
    func run(
        _ arguments: [String],
        input: String = "",
        environment: [String] = []
    ) async throws -> Result {
        try directory.write(input, to: "input")
        let output = directory.path + "/output"
        let errors = directory.path + "/errors"
        let child = try start(
            arguments, input: directory.path + "/input", output: output, errors: errors, environment: environment)
        let status = await Self.end(of: child)
        return Result(
            // A negative status is the signal that ended it.
            status: status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F),
            output: (try? String(contentsOfFile: output, encoding: .utf8)) ?? "",
            errors: (try? String(contentsOfFile: errors, encoding: .utf8)) ?? ""
        )
    }

    /// Waits for the end on a thread of its own: the test's own are few.
    static func end(of child: pid_t) async -> Int32 {
        await withCheckedContinuation { continuation in
            DispatchQueue(label: "kiosk-program").async {
                var status: Int32 = 0
                waitpid(child, &status, 0)
                continuation.resume(returning: status)
            }
        }
    }

    /// Waits until there is no such process any more: another program's child cannot be waited for.
    static func isGone(_ process: pid_t) async {
        while kill(process, 0) == 0 { try? await Task.sleep(for: .milliseconds(10)) }
    }

    /// Starts the program with these files as its standard streams.
    func start(
        _ arguments: [String],
        input: String,
        output: String,
        errors: String,
        environment more: [String] = []
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, input, O_RDWR, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        let folders = [
            "--state-directory", directory.path + "/state", "--config-directory", configDirectory,
        ]
        let all = [program] + arguments + (program == Self.path ? folders : [])
        var pointers: [UnsafeMutablePointer<CChar>?] = all.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        var environment: [UnsafeMutablePointer<CChar>?] =
            (["TERM=xterm", "HOME=/nowhere"] + more).map { strdup($0) } + [nil]
        defer { for pointer in environment { free(pointer) } }
        var child: pid_t = 0
        let code = posix_spawn(&child, program, &actions, nil, &pointers, &environment)
        guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .ENOENT) }
        return child
    }
}
