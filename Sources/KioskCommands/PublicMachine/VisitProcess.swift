import Glibc
import KioskConversation

/// How the process of a visit ended.
enum VisitEnding: Equatable {
    /// The visit was held to its end, whatever the end was.
    case over
    /// The visit was held, and a volunteer goes on to the next citizen.
    case nextCitizen
    /// The screen took nothing for so long that the visit was given up.
    case stuck
    /// An operator stopped the kiosk, or the terminal is gone.
    case stopped
    /// The process said on standard error what is wrong with the configuration.
    case badConfiguration
    /// A crash, a signal, a store that cannot be opened.
    case broken(String)

    private static let terminalGone: Int32 = 4
    private static let goesOn: Int32 = 5
    private static let screenStuck: Int32 = 6

    /// What the process of a visit returns.
    ///
    /// - Parameters:
    ///   - end: `nil` when nothing can be read or written any more.
    ///   - isStuck: the screen took nothing.
    static func exitCode(of end: VisitEnd?, isStuck: Bool) -> Int32 {
        switch end {
        case _ where isStuck: screenStuck
        case nil: terminalGone
        case .nextCitizen: goesOn
        default: ExitStatus.found.rawValue
        }
    }

    /// - Parameter status: as `waitpid` gives it.
    init(status: Int32) {
        let signal = status & 0x7F
        let code = (status >> 8) & 0xFF
        self =
            switch (signal, code) {
            case (0, 0): .over
            case (0, ExitStatus.badUsage.rawValue): .badConfiguration
            case (0, Self.terminalGone): .stopped
            case (0, Self.goesOn): .nextCitizen
            case (0, Self.screenStuck): .stuck
            case (0, _): .broken("exit code \(code)")
            default: .broken("signal \(signal)")
            }
    }
}

/// The process of one visit, seen from the supervisor.
struct VisitProcess {
    /// Where its signs of life arrive.
    let pulse: Int32
    private let identifier: pid_t
    private let started = Moment.now

    var age: Duration { started.age }

    enum Sign { case beat, none }

    /// Starts this same program with other arguments; standard streams are shared, everything else is closed.
    static func start(_ arguments: [String]) -> VisitProcess? {
        guard let pipe = OwnPipe() else { return nil }
        defer { close(pipe.writingEnd) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, pipe.writingEnd, Pulse.descriptor)
        let name = CommandLine.arguments.first ?? "kiosk"
        var identifier: pid_t = 0
        let code = withCStrings([name] + arguments) { arguments in
            withCStrings(VisitEnvironment.current) { environment in
                // The running program, even when a new version has taken its place on the disk.
                posix_spawn(&identifier, "/proc/self/exe", &actions, nil, arguments, environment)
            }
        }
        guard code == 0 else {
            close(pipe.readingEnd)
            return nil
        }
        return VisitProcess(pulse: pipe.readingEnd, identifier: identifier)
    }

    private init(pulse: Int32, identifier: pid_t) {
        self.pulse = pulse
        self.identifier = identifier
    }

    func send(_ signal: Int32) { kill(identifier, signal) }

    /// How it ended; `nil` while it lives.
    ///
    /// Not to be asked again after an ending.
    func ending() -> VisitEnding? {
        var status: Int32 = 0
        guard waitpid(identifier, &status, WNOHANG) != 0 else { return nil }
        close(pulse)
        return VisitEnding(status: status)
    }

    func takePulse(_ events: Int16) -> Sign {
        guard events & Int16(POLLIN) != 0 else {
            // A closed pipe would wake `poll` at once, again and again, until the process is gone.
            if events != 0 { _ = poll(nil, 0, 5) }
            return .none
        }
        var bytes = [UInt8](repeating: 0, count: 64)
        return read(pulse, &bytes, bytes.count) > 0 ? .beat : .none
    }
}

/// The environment of a visit's process.
enum VisitEnvironment {
    /// Has freed memory overwritten, so that a visit's answers do not outlive their use even within it.
    ///
    /// Of glibc's allocator (without the per-thread cache, which keeps freed blocks as they are). Costs about 8 ms at
    /// start.
    static let overwritingAllocator = "GLIBC_TUNABLES=glibc.malloc.perturb=165:glibc.malloc.tcache_count=0"
    /// The trap of a visit must not print its variables on a public screen.
    private static let noBacktrace = "SWIFT_BACKTRACE=enable=no"
    /// The supervisor alone talks to systemd.
    private static let kept = ["NOTIFY_SOCKET=", "WATCHDOG_USEC=", "WATCHDOG_PID=", "SWIFT_BACKTRACE="]

    static var current: [String] {
        var all: [String] = []
        var entry = environ
        while let text = entry.pointee {
            let line = String(cString: text)
            if !kept.contains(where: line.hasPrefix) { all.append(line) }
            entry += 1
        }
        if !all.contains(where: { $0.hasPrefix("GLIBC_TUNABLES=") }) { all.append(overwritingAllocator) }
        return all + [noBacktrace]
    }
}

/// Lends texts as a C array that ends with a null pointer.
private func withCStrings<Value>(
    _ texts: [String],
    _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Value
) -> Value {
    let pointers = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: texts.count + 1)
    for (index, text) in texts.enumerated() { (pointers + index).initialize(to: strdup(text)) }
    (pointers + texts.count).initialize(to: nil)
    defer {
        for index in texts.indices { free(pointers[index]) }
        pointers.deallocate()
    }
    return body(pointers)
}
