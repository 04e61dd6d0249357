import Glibc

/// What one run of a program cost.
struct Run {
    /// Milliseconds from spawn to end.
    var milliseconds: Double
    /// Milliseconds from spawn to the first line on standard output; the whole run when there was none.
    var firstLine: Double
    /// Milliseconds of processor time, its own and the kernel's for it.
    var work: Double = .infinity
    /// Peak resident memory in megabytes.
    var megabytes: Double
    var status: Int32
    var output: String
}

/// Runs programs and measures them with `wait4`.
enum Program {
    /// Runs a program with its standard output captured and standard error dropped.
    static func run(_ arguments: [String], input: String = "/dev/null", environment: [String: String] = [:]) -> Run {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { return failed }
        let start = now()
        guard let child = spawn(arguments, input: input, output: ends, environment: environment) else { return failed }
        close(ends[1])
        let (bytes, firstLine) = readAll(ends[0], since: start)
        close(ends[0])
        var status: Int32 = 0
        var usage = rusage()
        wait4(child, &status, 0, &usage)
        let milliseconds = now() - start
        return Run(
            milliseconds: milliseconds,
            firstLine: firstLine ?? milliseconds,
            work: spent(usage.ru_utime) + spent(usage.ru_stime),
            megabytes: Double(usage.ru_maxrss) / 1024,
            status: (status >> 8) & 0xFF,
            output: String(decoding: bytes, as: UTF8.self)
        )
    }

    private static func spent(_ time: timeval) -> Double {
        Double(time.tv_sec) * 1000 + Double(time.tv_usec) / 1000
    }

    /// Starts a program that goes on; ends it with `stop`.
    static func start(_ arguments: [String], errors: String) -> pid_t? {
        spawn(arguments, input: "/dev/null", output: nil, environment: [:], errors: errors)
    }

    static func stop(_ child: pid_t) {
        kill(child, SIGTERM)
        var status: Int32 = 0
        waitpid(child, &status, 0)
    }

    static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1_000_000
    }

    private static var failed: Run {
        Run(milliseconds: .infinity, firstLine: .infinity, megabytes: 0, status: -1, output: "")
    }

    private static func spawn(
        _ arguments: [String], input: String, output: [Int32]?, environment: [String: String],
        errors: String = "/dev/null"
    ) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
        if let output {
            posix_spawn_file_actions_adddup2(&actions, output[1], 1)
            posix_spawn_file_actions_addclose(&actions, output[0])
            posix_spawn_file_actions_addclose(&actions, output[1])
        }
        posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        for (name, value) in environment { setenv(name, value, 1) }
        var child: pid_t = 0
        var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        let code = posix_spawnp(&child, arguments[0], &actions, nil, &pointers, environ)
        return code == 0 ? child : nil
    }

    private static func readAll(_ descriptor: Int32, since start: Double) -> ([UInt8], Double?) {
        var bytes: [UInt8] = []
        var firstLine: Double?
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { return (bytes, firstLine) }
            if firstLine == nil { firstLine = now() - start }
            bytes += chunk[0..<count]
        }
    }
}
