import Dispatch
import FoundationEssentials
import Glibc

/// One run of the kiosk that does not live to its end.
struct KilledChild: Sendable {
    var program: String
    var arguments: [String]
    var input = ""
    var environment: [String] = []
    /// SIGKILL after this many microseconds; `nil` lets it run.
    var killAfter: UInt32?

    struct Outcome: Sendable {
        var wasKilled: Bool
        var status: Int32
        /// What it had said when it ended.
        var output: String
        var microseconds: Int
    }

    struct NotStarted: Error { let code: Int32 }

    /// Runs on a thread of its own: it waits.
    func run() async throws -> Outcome {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(with: Result { try runWaiting() }) }
        }
    }

    private func runWaiting() throws -> Outcome {
        let input = try pipe(holding: self.input)
        defer { close(input) }
        guard let file = tmpfile() else { throw NotStarted(code: errno) }
        defer { fclose(file) }
        let output = fileno(file)
        let start = ContinuousClock.now
        let child = try spawn(input: input, output: output)
        if let killAfter {
            usleep(killAfter)
            kill(child, SIGKILL)
        }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        let spent = ContinuousClock.now - start
        return Outcome(
            wasKilled: status & 0x7F == SIGKILL, status: status, output: text(of: output),
            microseconds: Int(spent / .microseconds(1))
        )
    }

    private func spawn(input: Int32, output: Int32) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        // Under a sanitizer its settings hold for the child too, what is known to be no race among them.
        let sanitizer = ProcessInfo.processInfo.environment["TSAN_OPTIONS"].map { ["TSAN_OPTIONS=" + $0] } ?? []
        let variables = ["HOME=/nowhere", "SWIFT_BACKTRACE=enable=no"] + sanitizer + environment
        var settings: [UnsafeMutablePointer<CChar>?] = variables.map { strdup($0) } + [nil]
        defer { for setting in settings { free(setting) } }
        var child: pid_t = 0
        let code = posix_spawn(&child, program, &actions, nil, &words, &settings)
        guard code == 0 else { throw NotStarted(code: code) }
        return child
    }

    /// A pipe that holds a short text and then ends.
    private func pipe(holding text: String) throws -> Int32 {
        var ends: [Int32] = [0, 0]
        guard Glibc.pipe(&ends) == 0 else { throw NotStarted(code: errno) }
        let bytes = Array(text.utf8)
        _ = write(ends[1], bytes, bytes.count)
        close(ends[1])
        return ends[0]
    }

    private func text(of file: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = pread(file, &bytes, bytes.count, 0)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }
}
